import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { readArticle } from "../../functions/article/read-article.ts";

/** A tree of elements whose texts are single words, all different: `q7z`. */
type Tree = { readonly tag: string; readonly children: readonly (Tree | "word")[] };

const BLOCKS =
  "p div section article main aside nav header footer ul/li ol/li blockquote pre table/tr/td details/summary details dl/dd figure figcaption h2 form fieldset center address noscript".split(
    " ",
  );
const OTHERS =
  "button select/option textarea canvas object svg/text math/mi video audio iframe label dialog template output progress map x-card".split(
    " ",
  );
const MARKED = [
  'div class="sidebar"',
  'div id="footer"',
  'div class="menu"',
  'div class="related-posts"',
  'div role="navigation"',
  'ul class="pagination"',
  'p class="byline"',
  "p hidden",
  'div style="display:none"',
  'span class="sr-only"',
  'div class="post-header"',
];

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    tag: fc.oneof(fc.constantFrom(...BLOCKS), fc.constantFrom(...OTHERS), fc.constantFrom(...MARKED)),
    children: fc.array(
      fc.oneof({ depthSize: "small", withCrossShrink: true }, fc.constant("word" as const), tie("tree")),
      {
        maxLength: 4,
      },
    ),
  }),
}));

function write(trees: readonly (Tree | "word")[], words: { count: number }): string {
  return trees
    .map((node) => {
      if (node === "word") return `q${words.count++}z`;
      const [first = "", ...inner] = node.tag.split("/");
      const ends = [first.replace(/ .*/, ""), ...inner].reverse().map((name) => `</${name}>`);
      return `<${[first, ...inner].join("><")}>${write(node.children, words)}${ends.join("")}`;
    })
    .join("");
}

const WORD = /q\d+z/g;

/** The words of HTML, as an independent walk finds them. */
function textsIn(html: string): string[] {
  const texts: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ChildNode) => {
    if (node.nodeName === "#text" && "value" in node) texts.push(node.value);
    if ("childNodes" in node) node.childNodes.forEach(visit);
  };
  parseFragment(html).childNodes.forEach(visit);
  return texts;
}

describe("law 9, conservation, for HTML", () => {
  it.each([
    ["pages", "<!doctype html><title>T</title><body>"],
    ["parts of a page", "---\ntitle: T\n---\n"],
  ])("every word of %s is in the article, or a note quotes it", (_, start) => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 5 }), (trees) => {
        const words = { count: 0 };
        const html = write(trees, words);
        // What a browser itself drops while parsing is not ours to keep.
        const written = new Set(
          textsIn(html.replace(/<\/?template>|<\/?iframe>/g, ""))
            .join(" ")
            .match(WORD) ?? [],
        );
        const reading = readArticle("a.html", new TextEncoder().encode(start + html));
        const texts = reading.kind === "article" ? textsIn(reading.article.html) : [];
        const reasons = (reading.kind === "rejected" ? reading.problems : reading.notes).map(({ reason }) => reason);
        const title = reading.kind === "article" ? reading.article.title : "";
        // A note quotes the beginning of what is long, and says how much there is.
        fc.pre(!reasons.some((reason) => reason.includes(" words in all)")));
        const kept = new Set([...texts, ...reasons, title].join("\n").match(WORD) ?? []);
        if (words.count > 0 && reading.kind === "article")
          expect([...written].filter((word) => !kept.has(word))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    "canvas",
    "button",
    "form",
    "center",
    "svg",
    "math",
    "object",
    "textarea",
    "output",
    "noscript",
    "main",
    "nav",
    "select",
  ])("never joins the words beside and inside of <%s>", (tag) => {
    const inside = { svg: "<text>two</text>", math: "<mi>two</mi>", select: "<option>two</option>" }[tag] ?? "two";
    const page = `<p>a</p><div>one<${tag}>${inside}</${tag}>three<${tag}>${inside}</${tag}><${tag}>${inside}</${tag}></div>`;
    const reading = readArticle("a.html", new TextEncoder().encode(`---\ntitle: T\n---\n${page}`));
    const html = reading.kind === "article" ? reading.article.html : "";
    expect(html.replace(/<[^>]*>/g, " ").match(/\S+/g)).toEqual(["a", "one", "two", "three", "two", "two"]);
  });
});

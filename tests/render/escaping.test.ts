/** Checks that the titles and the code of articles arrive as typed, whatever reads our documents, and in whatever language it is written. */
import { Readable } from "node:stream";
import { extractFromXml } from "@extractus/feed-extractor";
import { parseFeed as parseRowan } from "@rowanmanning/feed-parser";
import { XMLParser } from "fast-xml-parser";
import FeedParser from "feedparser";
import { parseAtomFeed, parseRssFeed } from "feedsmith";
import type { Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import RssParser from "rss-parser";
import { describe, expect, it } from "vitest";
import { xml2js } from "xml-js";
import type { CleanHtml } from "../../functions/article/reference.ts";
import { programs, type Read } from "./foreign/foreign.ts";
import { renderFeed } from "./joined-document.ts";
import { feedOf, itemsOf, plain, settings } from "./sample.ts";

const TITLES = [
  ...[
    "AT&T",
    "R&D",
    "Q&A: what now?",
    "a < b",
    "a > b",
    "if (a<b && c>d)",
    "<b>",
    "vector<string>",
    "AT&T use <b>x</b>",
  ],
  ...[
    "<script>alert(1)</script>",
    "</title><item>",
    "<!-- x -->",
    "<![CDATA[x",
    "]]>",
    "x]]>y]]>z",
    "&",
    "\\n",
    "100% & more…",
  ],
  ...["\"quoted\" and 'quoted'", "日本語 😀", "?a=1&b=2", "fish & chips; more", "C&A;", "&<"],
];
/** Titles that look like references themselves. */
const REFERENCES = [
  ...[
    "&amp;",
    "1 &lt; 2",
    "&#169; &copy;",
    "&lt;b&gt; is <b>",
    "&#x3C;b&#x3E;",
    "&amp;lt;",
    "a&lt b",
    "?a=1&copy=2",
    "&Aacute",
  ],
];
/** As typed in a block of code. */
const CODE = [
  ...[
    "a < b && c > d",
    "<script>alert(1)</script>",
    "vector<string> v;",
    '<a href="?a=1&b=2">',
    "&lt;b&gt;",
    "&amp;amp;",
    "&#60;b>",
  ],
  ...[
    "&#x3c;",
    "]]>",
    "x]]>y]]>z",
    "<![CDATA[ x ]]>",
    "<!-- x -->",
    "AT&T",
    "\"'",
    "&copy; &copy=2",
    "</code></pre>",
    "\\u003c",
    "%3C",
  ],
];
const htmlOf = (code: string) =>
  `<pre><code>${code.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</code></pre>` as CleanHtml;
const titled = [...TITLES, ...REFERENCES].map((title) => ({ ...plain, title }));
const coded = CODE.map((code) => ({ ...plain, title: "Code", html: htmlOf(code) }));
const [rss = "", atom = ""] = renderFeed(feedOf(itemsOf(...titled, ...coded)), settings).map(({ body }) => body);

type Reader = (document: string) => readonly Read[] | Promise<readonly Read[]>;

const readers: Readonly<Record<string, Reader>> = {
  feedsmith: (document) =>
    document === rss
      ? (parseRssFeed(rss).items ?? []).map(({ title, content }) => ({ title, html: content?.encoded }))
      : (parseAtomFeed(atom).entries ?? []).map(({ title, content }) => ({
          title: title?.value,
          html: content?.value,
        })),
  "rss-parser": async (document) =>
    (await new RssParser().parseString(document)).items.map((item) => ({
      title: item.title,
      html: item["content:encoded"] ?? item.content,
    })),
  feedparser: readWithFeedparser,
  "@rowanmanning/feed-parser": (document) =>
    parseRowan(document).items.map(({ title, content }) => ({ title, html: content })),
  "@extractus/feed-extractor": (document) => (extractFromXml(document).entries ?? []).map(({ title }) => ({ title })),
  "fast-xml-parser": (document) => {
    const { rss, feed } = new XMLParser({ parseTagValue: false }).parse(document);
    return (rss?.channel.item ?? feed.entry).map((item: Record<string, unknown>) => ({
      title: textOf(item.title),
      html: textOf(item["content:encoded"] ?? item.content),
    }));
  },
  "xml-js": (document) => {
    const { rss, feed } = xml2js(document, { compact: true, textKey: "#text" }) as Record<string, Tree>;
    const items = (rss?.channel as Tree | undefined)?.item ?? feed?.entry;
    return (items as readonly Tree[]).map((item) => ({
      title: textOf(item.title),
      html: textOf(item["content:encoded"] ?? item.content),
    }));
  },
  ...Object.fromEntries(programs.map(({ name, read }) => [name, read])),
};

type Tree = { readonly [name: string]: unknown };

function textOf(element: unknown): string {
  const text = typeof element === "object" && element !== null && "#text" in element ? element["#text"] : element;
  return [text].flat().join("");
}

/** What is shown in place of a title. No form of a title is right in every reader. */
const SEEN: Readonly<Record<string, (title: string) => string>> = {
  // Treats every title as HTML and removes its tags.
  feedparser: (title) => title.replace(/<\/?(?:b|script|title)>|<b && c>|<!-- x -->/g, ""),
  // Resolves no numeric references by default.
  "fast-xml-parser": (title) => (REFERENCES.includes(title) ? title.replace(/[&<>]/g, hexadecimal) : title),
};

const hexadecimal = (character: string) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;

const missing = programs.filter(({ isThere }) => !isThere).map(({ name }) => name);
if (missing.length > 0) console.warn(`Not installed, so not tried: ${missing.join(", ")}`);

describe.each(Object.entries(readers))("%s", { timeout: 60_000 }, (name, read) => {
  describe.skipIf(missing.includes(name)).each([
    ["RSS", rss],
    ["Atom", atom],
  ])("in %s", (_, document) => {
    it("sees every title as typed", async () => {
      const titles = (await read(document)).slice(0, titled.length).map(({ title }) => title);
      const seen = SEEN[name] ?? String;
      expect(titles).toEqual(titled.map(({ title }) => seen(title)));
    });

    // The first gives no HTML. The second resolves references a second time, for which only `&#x26;` would be a remedy.
    it.skipIf(/extractus|rowanmanning/.test(name))("sees every block of code as typed", async () => {
      const codes = (await read(document)).slice(titled.length).map(({ html }) => codeIn(html ?? ""));
      expect(codes).toEqual(CODE);
    });
  });
});

function codeIn(html: string): string {
  const [pre, ...others] = fromHtml(html.trim(), { fragment: true }).children;
  return others.length === 0 && pre?.type === "element" ? wordsOf(pre) : `not only code: ${html}`;
}

function wordsOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(wordsOf).join("") : "";
}

function readWithFeedparser(document: string): Promise<readonly Read[]> {
  return new Promise((resolve, reject) => {
    const items: Read[] = [];
    const parser = new FeedParser({});
    parser.on("error", reject);
    parser.on("data", ({ title, description }: { title: string; description: string }) =>
      items.push({ title, html: description }),
    );
    parser.on("end", () => resolve(items));
    Readable.from([document]).pipe(parser);
  });
}

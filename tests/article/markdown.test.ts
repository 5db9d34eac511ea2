import { describe, expect, it } from "vitest";
import { article, html, notes, problems } from "./reading.ts";

const body = (markdown: string) => html("posts/a.md", `---\ntitle: T\n---\n${markdown}`);

describe("the title", () => {
  it.each([
    ["# Hello *world*, `x` & [y](z.md)\n\nText", "Hello world, x & y", "<p>Text</p>"],
    ["Hello\n=====\n\nText", "Hello", "<p>Text</p>"],
    ["\n\n# AT&amp;T\nText", "AT&T", "<p>Text</p>"],
    ["---\ntitle: Front\n---\n# Front\n\nText", "Front", "<p>Text</p>"],
    ['---\ntitle: "*Front*"\n---\n# *Front*\n\nText', "*Front*", "<p>Text</p>"],
    ["---\ntitle: Front\n---\n# Other\n\nText", "Front", '<h2 id="other">Other</h2>\n<p>Text</p>'],
    ["Text\n\n# Later", undefined, '<p>Text</p>\n<h2 id="later">Later</h2>'],
    ["## Second\n\nText", undefined, '<h2 id="second">Second</h2>\n<p>Text</p>'],
  ])("of %j is %j", (markdown, title, rest) => {
    expect(article("posts/a.md", markdown).title).toBe(title);
    expect(html("posts/a.md", markdown)).toBe(rest);
  });
});

describe("Markdown", () => {
  it.each([
    ["| a | b |\n|---|--:|\n| 1 | 2 |", '<td align="right">2</td>'],
    ["~~gone~~", "<s>gone</s>"],
    ["```js\na < b\n```", '<pre><code class="language-js">a &lt; b\n</code></pre>'],
    ['```"><script>\nx\n```', "<pre><code>x\n</code></pre>"],
    ["see https://example.org/a_b_c.", '<a href="https://example.org/a_b_c">https://example.org/a_b_c</a>.'],
    ["see www.example.org/x, and", '<a href="https://www.example.org/x">www.example.org/x</a>, and'],
    ["a.www.https://𐀀𐀀𐀀 b", "𐀀𐀀𐀀"],
    ["www.https://𐀀𐀀𐀀 b", "𐀀𐀀𐀀"],
    ["see example.org or README.md", "<p>see example.org or README.md</p>"],
    ["<https://example.org/ü>", '<a href="https://example.org/%C3%BC">https://example.org/ü</a>'],
    ["<a@example.org>", '<a href="mailto:a@example.org">a@example.org</a>'],
    ["[x](b.md#y 'T')", '<a href="https://e.org/b/articles/b/#y" title="T">x</a>'],
    ["![A *b*](<i/x y.png>)", '<img src="https://e.org/b/media/posts/i/x%20y.png" alt="A b">'],
    ["![x](data:image/png;base64,AA==)", '<img src="data:image/png;base64,AA==" alt="x">'],
    ["# One\n## Two\n###### Six", '<h2 id="one">One</h2>\n<h3 id="two">Two</h3>\n<h6 id="six">Six</h6>'],
    ["## Two", '<h2 id="two">Two</h2>'],
    ["AT&T &amp; \\* &copy;", "<p>AT&amp;T &amp; * ©</p>"],
    ["a &#0; b &#12; c &#xD800; d", "<p>a  b   c  d</p>"],
    ["<b onclick=x>b</b> and <kbd>k</kbd>", "<p><b>b</b> and <kbd>k</kbd></p>"],
    ["<!-- hidden -->\n\nText", "<p>Text</p>"],
  ])("%j contains %s", (markdown, wanted) => {
    expect(body(markdown)).toContain(wanted);
  });

  it.each([false, true])(
    "keeps footnotes and their anchors, which lead to the article's page (raw HTML: %s)",
    (raw) => {
      const made = body(`A[^a] and B[^b].${raw ? " <i>x</i>" : ""}\n\n[^a]: Note **a**\n[^b]: Note b`);
      expect(made).toContain(
        '<sup class="footnote-ref"><a href="https://e.org/b/articles/s/#fn1" id="fnref1" class="footnote">[1]</a></sup>',
      );
      expect(made).toContain(
        '<li id="fn2" class="footnote-item"><p>Note b <a href="https://e.org/b/articles/s/#fnref2" class="reversefootnote">',
      );
    },
  );

  it.each([
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "<javascript:alert(1)>",
    "[x]\n\n[x]: vbscript:x",
    "[x](data:text/html,x)",
  ])("turns the link %j into plain text, and notes it", (markdown) => {
    expect(body(markdown)).not.toMatch(/href|script:.*"/);
    expect(notes("a.md", `# T\n\ntext\n${markdown}`)[0]).toMatch(/^\d: removed (?:javascript|vbscript|data): link$/);
  });

  it("replaces an invalid image with its alternative text", () => {
    expect(body("![a *b*](data:image/svg+xml,x)")).toBe("<p>a b</p>");
  });

  it("says at which line of the file something was removed", () => {
    const text =
      "---\ntitle: T\n---\n\nPara\nwith <b onclick=x>b</b>\n\n<div>\n<script>x</script>\n</div>\n\n[x](javascript:x)\nand\n[y](vbscript:y)\n";
    expect(notes("a.md", text)).toEqual([
      "12: removed javascript: link",
      "14: removed vbscript: link",
      "6: removed onclick of <b>",
      "9: removed <script>",
    ]);
  });

  it("gives the same HTML whether it is sanitized or not", () => {
    const text =
      'Text *a* `b` [c](d.md) ![e](f.png) "q" AT&T 5 > 4\n\n> quote\n\n1. one\n2. two\n\n```js\nx && y\n```\n\nend  \nbreak';
    const withRaw = body(`${text} <wbr>`).replace(" <wbr>", "");
    expect(withRaw.replaceAll(/(>|[a-z ])"q"/g, "$1&quot;q&quot;").replace("5 > 4", "5 &gt; 4")).toBe(body(text));
  });
});

describe("hostile Markdown", () => {
  it.each([
    ["quotes", ">".repeat(10_000)],
    ["spaced quotes", "> ".repeat(10_000)],
    ["brackets", "[".repeat(50_000)],
    ["images", "![".repeat(50_000)],
    ["emphasis", "*a **b ".repeat(30_000)],
    ["lists", Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}- a`).join("\n")],
    ["links", "http://a.b/(".repeat(20_000)],
    ["www", "www.".repeat(50_000)],
    ["comments", "a <!-- ".repeat(30_000)],
    ["tables", `|a|\n|-|\n${"|x|\n".repeat(20_000)}`],
    ["inline footnotes", "^[".repeat(2_000)],
    ["entities", "&#".repeat(100_000)],
    ["tags", "<a ".repeat(50_000)],
    ["inline tags", "x <i>y</i> ".repeat(20_000)],
    ["kinds of tags", Array.from({ length: 20_000 }, (_, i) => `<x${i}>b</x${i}>`).join("\n\n")],
    ["code", "`".repeat(100_000)],
    ["underscores", "_a_".repeat(50_000)],
    ["containers", ":::note\n".repeat(20_000)],
    ["indented admonitions", "!!! note\n    x\n".repeat(20_000)],
    ["templates", "{{< x ".repeat(30_000)],
    ["template addresses", "[x]({{ ".repeat(30_000)],
    ["highlights without an end", "{% highlight js %}\n\n".repeat(20_000)],
    ["attribute lists", `a\n\n${"{: .note}\n".repeat(30_000)}`],
    ["dollars", "$a_ ".repeat(50_000)],
    ["wiki links", "[[a ".repeat(50_000)],
    ["hidden comments", "%%\n\n".repeat(50_000)],
    ["braces", "<Box a={'{ ".repeat(30_000)],
    ["comments in lists", `${"- <!-- a\n".repeat(30_000)}\n\n-->`],
    ["raw text in a block", `<div>\n${"<title>\n".repeat(30_000)}`],
    ["names of one letter and a number", Array.from({ length: 20_000 }, (_, i) => `<x${i}>`).join("\n\n")],
    ["headings", "# a\n".repeat(50_000)],
    ["terms", "a\n: b\n".repeat(30_000)],
  ])("terminates for many %s", (_, markdown) => {
    expect(["article", "rejected"]).toContain(
      problems("a.md", `# T\n\n${markdown}`).length === 0 ? "article" : "rejected",
    );
  });

  it.each([
    ["strong", `${"**a ".repeat(2000)}${"b**".repeat(2000)}`],
    ["div", `${"<div>\n\n".repeat(1000)}`],
  ])("is refused if %s is nested deeper than browsers allow", (_, markdown) => {
    expect(problems("a.md", `# T\n\n${markdown}`)).toEqual(["?: elements are nested more than 512 deep"]);
  });

  it("is refused with too many footnotes", () => {
    const [problem] = problems("a.md", `# T\n\n${"x[^a] ".repeat(6000)}\n\n[^a]: b`);
    expect(problem).toBe("1: the article has 6001 footnote markers; the limit is 5000");
  });
});

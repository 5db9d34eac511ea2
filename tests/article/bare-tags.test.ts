import { describe, expect, it } from "vitest";
import { html, notes } from "./reading.ts";

const file = (markdown: string) => `---\ntitle: T\n---\n${markdown}`;
/** With `>` escaped, as a page without raw HTML has it. */
const body = (markdown: string) => html("a.md", file(markdown)).replace(/(&lt;[^<>&\n]*)>/g, "$1&gt;");

describe("a bare tag in Markdown", () => {
  it.each([
    ..."Object T your-name template select dialog title textarea iframe object button script style svg noscript details video".split(
      " ",
    ),
    ..."audio picture input link meta body b table ul li marquee plaintext xmp noembed frameset math canvas form foo".split(
      " ",
    ),
  ])("<%s> is shown as typed, and what follows stays", (name) => {
    const text = `The <${name}> tag and List<${name}>.\n\nNext *words*.\n\n## Last`;
    const shown = `&lt;${name}&gt;`;
    expect(body(text)).toBe(
      `<p>The ${shown} tag and List${shown}.</p>\n<p>Next <em>words</em>.</p>\n<h2 id="last">Last</h2>`,
    );
  });

  it.each([
    "dialog",
    "title",
    "select",
    "template",
    "details",
    "iframe",
    "noframes",
    "textarea",
    "script",
    "style",
    "pre",
  ])("<%s> without an end at the beginning of a line swallows nothing", (name) => {
    const made = body(`<${name}> begins.\n\nNext *words*.`);
    expect(made).toContain(`&lt;${name}&gt; begins.`);
    expect(made).toContain("<p>Next <em>words</em>.</p>");
  });

  it.each(["div", "blockquote"])("in a block of HTML is shown as typed too (<%s>)", (name) => {
    const made = body(`<${name}>\nuse <template> and <Foo> and a <- b <!-- open\n</${name}>\n\nNext *words*.`);
    expect(made).toContain("use &lt;template&gt; and &lt;Foo&gt; and a &lt;- b &lt;!-- open");
    expect(made).toContain("<p>Next <em>words</em>.</p>");
  });
});

describe("HTML in Markdown", () => {
  it.each([
    ["a <b>b</b> <kbd>c</kbd><br>d", "<p>a <b>b</b> <kbd>c</kbd><br>d</p>"],
    [
      "<details>\n<summary>A</summary>\n\n*b*\n\n</details>",
      "<details>\n<summary>A</summary>\n<p><em>b</em></p>\n</details>",
    ],
    [
      "<figure>\n<img src=x.png>\n<figcaption>A</figcaption>\n</figure>",
      '<figure>\n<img src="https://e.org/b/media/x.png">\n<figcaption>A</figcaption>\n</figure>',
    ],
    ["<video controls src=x.mp4></video>", '<p><video controls src="https://e.org/b/media/x.mp4"></video></p>'],
    ["<ul>\n<li>a\n<li>b\n</ul>", "<ul>\n<li>a\n</li><li>b\n</li></ul>"],
    ["<div align=center>\n\n*a*\n\n</div>", "<div>\n<p><em>a</em></p>\n</div>"],
    ["<font color=red>a</font> <big>b</big>", "<p>a b</p>"],
    ["<script>\nx\n\ny\n</script>\n\na", "<p>a</p>"],
    ["a <script>x</script> b", "<p>a  b</p>"],
    ["<style>\nx\n\n</style>\n\na", "<p>a</p>"],
    ["<svg viewBox='0 0 1 1'><path d='M0'/></svg> a", "<p> a</p>"],
    ["<my-widget>\na\n</my-widget>", "a"],
    [
      "a <b and c> d <e@example.org> <https://e.org/>",
      '<p>a &lt;b and c&gt; d <a href="mailto:e@example.org">e@example.org</a> <a href="https://e.org/">https://e.org/</a></p>',
    ],
    ["`<b>` and\n\n    <b>", "<p><code>&lt;b&gt;</code> and</p>\n<pre><code>&lt;b&gt;\n</code></pre>"],
  ])("%j goes on working", (markdown, wanted) => {
    expect(body(markdown).replace(/\n+/g, "\n").trim()).toBe(wanted);
  });

  it.each([
    [
      "a\n\n<!-- b\n\nc *d*",
      "<p>&lt;!-- b</p>\n<p>c <em>d</em></p>",
      "6: the comment <!-- does not end: it is shown as typed",
    ],
    ["a b <!-- c\n\nd", "<p>a b &lt;!-- c</p>\n<p>d</p>", "4: the comment <!-- does not end: it is shown as typed"],
    [
      "> <!-- a\n\nb",
      "<blockquote>\n<p>&lt;!-- a</p>\n</blockquote>\n<p>b</p>",
      "4: the comment <!-- does not end: it is shown as typed",
    ],
    ["a\n\n<!-- b\n\nc --> d\n\ne", "<p>a</p>\n d\n<p>e</p>", "6: left out a comment"],
  ])("%j: a comment hides what is in it, and nothing else", (markdown, wanted, note) => {
    expect(body(markdown).replace(/\n+/g, "\n")).toContain(wanted);
    expect(notes("a.md", file(markdown))).toEqual([note]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article, notes } from "./reading.ts";

/** Numbers every `¤` of the pieces, so that each word of a text is told from the others: `w1x`, `w2x` … */
function numbered(pieces: readonly string[]): { readonly text: string; readonly words: readonly string[] } {
  const words: string[] = [];
  const text = pieces.join("").replace(/¤/g, () => `w${words.push("") - 1}x`);
  return { text, words: words.map((_, index) => `w${index}x`) };
}

const BARE =
  `<Object> <T> <your-name> <template> <select> <title> <textarea> <iframe> <dialog> <button> <b> </b> <details> <video>
  <script> <svg> <a.b> <div> </div> <p> <noscript> < <3 << <= <-`.split(/\s+/);

const inline = fc.oneof(
  fc.constantFrom(
    "¤",
    "*¤*",
    "**¤**",
    "`¤`",
    "[¤](x.md)",
    "![¤](x.png)",
    "==¤==",
    "~~¤~~",
    "[[¤]]",
    "[[x|¤]]",
    "$¤_a$",
    "¤~2~",
    "[^¤]",
  ),
  fc.constantFrom(
    "{{ ¤ }}",
    "{% include ¤ %}",
    "{{< foo ¤ >}}",
    "{%",
    "}}",
    "{{",
    "{: .a }",
    "{a ¤}",
    ":¤:",
    "*",
    "_",
    "[",
    "](",
    "$",
    "==",
  ),
  fc.constantFrom(...BARE),
  fc.constantFrom("¤ ", " ¤\n", "¤ & ", "\\<¤>", "&lt;¤", "https://e.org/¤ "),
);
const line = fc.array(inline, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(" "));
const block = fc.oneof(
  line,
  line,
  line.map((text) => `## ${text.replace(/\n/g, " ")}`),
  line.map((text) => `- ${text}\n- [ ] ¤`),
  line.map((text) => `> ${text.replace(/\n/g, "\n> ")}`),
  line.map((text) => `> [!NOTE] ¤\n> ${text.replace(/\n/g, "\n> ")}`),
  line.map((text) => `:::note ¤\n${text}`),
  line.map((text) => `:::tip\n${text}\n:::`),
  line.map((text) => `:::columns ¤\n${text}\n:::`),
  line.map((text) => `!!! note "¤"\n    ${text.replace(/\n/g, " ")}`),
  line.map((text) => `¤\n: ${text.replace(/\n/g, " ")}`),
  line.map((text) => `${text}\n{: .note }`),
  line.map((text) => `<div>\n${text}\n</div>`),
  line.map((text) => `<details>\n<summary>¤</summary>\n\n${text}\n\n</details>`),
  line.map((text) => `{{% note "¤" %}}\n${text}\n{{% /note %}}`),
  line.map((text) => `{% raw %}\n${text}\n{% endraw %}`),
  fc.constantFrom(
    "<!-- ¤",
    "<script>\n¤",
    "<style>",
    "<dialog>\n¤",
    "<pre>\n¤",
    "{% highlight js %}\n¤\n{% endhighlight %}",
    "{% highlight js %}\n¤",
    '```js title="¤"\n¤\n```',
    "| ¤ | ¤ |\n|---|---|\n| ¤ | ¤ |",
    "[^a]: ¤",
    "[^a]: ¤\n\n¤[^a]",
    "%%\n¤",
    "{/* ¤",
  ),
);

describe("every word of an article", () => {
  it("is in its HTML, or hidden on purpose and noted", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.constantFrom("a.md", "b/c.md"), (blocks, path) => {
        const { text, words } = numbered(blocks.flatMap((each) => [each, "\n\n"]));
        const file = `---\ntitle: T\n---\n${text}\n\nEnd.`;
        const { html } = article(path, file);
        const lost = words.filter((word) => !html.includes(word));
        // A pair around words, such as `<script>…</script>`, takes them away: then a note names what is gone.
        if (lost.length > 0) expect(notes(path, file).join("\n")).toMatch(/removed <|left out/);
        expect(html.replace(/<[^>]*>/g, "")).toContain("End.");
        if (!/<\/|-->|%%|\*\//.test(text)) expect(lost).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});

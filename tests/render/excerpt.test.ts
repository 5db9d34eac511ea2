import { describe, expect, it } from "vitest";
import { excerptOf, shortened } from "../../functions/render/excerpt.ts";
import { readingMinutes } from "../../functions/render/reading-time.ts";

describe("excerptOf", () => {
  it.each([
    ["takes the first paragraphs", "<p>One.</p><h2>No</h2><p>Two.</p>", "One. Two."],
    ["leaves out tags and reads entities", "<p>A <b>b</b> &amp; c &#x3C;d&gt; &#8364;&quot;</p>", 'A b & c <d> €"'],
    ["leaves out footnote marks", '<p>Said<sup class="footnote-ref"><a href="#fn1">[1]</a></sup> so.</p>', "Said so."],
    ["leaves out what is left of templates", '<p><span class="leftover">{% a "&gt;" %}</span> So.</p>', "So."],
    ["ignores > inside attributes", '<p><img alt="a > b"> Yes.</p>', "Yes."],
    ["passes over paragraphs without words", '<p><img src="a.png"></p><p>Words.</p>', "Words."],
    ["puts a space for a line break", "<p>One<br>two</p><p>Street 1<br>Town</p>", "One two Street 1 Town"],
    [
      "keeps superscripts that are text",
      "<p>40 km<sup>2</sup>, H<sub>2</sub>O, the 21<sup>st</sup></p>",
      "40 km2, H2O, the 21st",
    ],
    [
      "leaves out marks of other tools",
      '<p>So.<sup id="a"><a href="https://e.org/#n1">1</a></sup><sup>[<a href="#n2">2</a>]</sup></p>',
      "So.",
    ],
    [
      "leaves out footnotes",
      '<p>So.</p><hr class="footnotes-sep"><section class="footnotes"><ol><li id="fn1"><p>Note <a class="footnote-backref">↩</a></p></li></ol></section>',
      "So.",
    ],
    ["leaves out footnotes in a bare list", '<p>So.</p><ol><li id="fn:1">Note</li></ol>', "So."],
    ["reads lists and bare blocks", "<ul><li>One</li><li>two</li></ul><div>Three</div>four", "One two Three four"],
    ["reads text without any tag", "Just words &amp; more", "Just words & more"],
    [
      "prefers text to code, tables and captions",
      "<pre>c</pre><table><tr><td>t</td></tr></table><figure><figcaption>f</figcaption></figure><p>Text</p>",
      "Text",
    ],
    [
      "takes code, tables and captions if there is nothing else",
      "<h2>H</h2><pre>c</pre><table><tr><td>1</td><td>2</td></tr></table>",
      "c 1 2",
    ],
    ["takes headings if there is nothing else", "<h2>One</h2><hr><h3>Two</h3>", "One Two"],
    ["has none of an article that is a picture", '<p><img src="a.png" alt="A cat"></p>', ""],
    ["does not join words around a picture", '<p>x<img src="a.png" alt="pic">y</p>', "x y"],
    [
      "prefers text to a date or link alone",
      '<p><time datetime="2002">2002</time></p><p><a href="x">Video</a></p><p>Text <a href="y">here</a></p>',
      "Text here",
    ],
    ["takes a link alone if there is nothing else", '<p><a href="x">Video</a></p>', "Video"],
    [
      "does not tell what a closed <details> hides",
      "<details><summary>Who?</summary><p>Her.</p></details><p>Text</p>",
      "Text",
    ],
    ["reads an open <details>", "<details open><summary>Who?</summary><p>Her.</p></details>", "Her."],
    ["leaves out what players show to old browsers", "<video controls><p>No video</p></video><p>Text</p>", "Text"],
    ["leaves out soft hyphens", "<p>co\u00adoperate soft<wbr>ware</p>", "cooperate software"],
    [
      "finds text after a long picture",
      `<p><img src="data:image/png;base64,${"A".repeat(50_000)}"></p><p>Text</p>`,
      "Text",
    ],
    ["joins lines into one", "<p>One\n  two\u00a0three</p>", "One two three"],
    ["decodes entities only once", "<p>&amp;amp;</p>", "&amp;"],
    ["survives an impossible entity", "<p>&#x110000;</p>", "&#x110000;"],
  ])("%s", (_, html, excerpt) => expect(excerptOf(html)).toBe(excerpt));

  it("ends between words, within 240 characters", () => {
    const excerpt = excerptOf(`<p>${"word ".repeat(100)}</p>`);
    expect(excerpt).toMatch(/word…$/);
    expect(excerpt.length).toBeLessThanOrEqual(241);
  });

  it("never splits a character in two", () => {
    for (const length of [3, 4, 5]) expect(shortened("😀😀😀😀", length).isWellFormed()).toBe(true);
  });

  it("stays fast on five megabytes of repeated markup characters", () => {
    for (const part of ["<", "<p>", "<sup>", "<p <", '<p "', "&#x1", "<p><sup><"]) {
      expect(excerptOf(part.repeat(5_000_000 / part.length)).length).toBeLessThanOrEqual(241);
    }
  });
});

describe("readingMinutes", () => {
  it.each([
    ["an empty article", "", 1],
    ["240 words", `<p>${"word ".repeat(240)}</p>`, 1],
    ["2,400 words", `<p>${"word ".repeat(2400)}</p>`, 10],
    ["no words in tags and attributes", `<p ${"title='word' ".repeat(2400)}>Word.</p>`, 1],
    ["2,500 ideographs", "記".repeat(2500), 5],
    ["words separated by no-break spaces", "word\u00a0".repeat(480), 2],
  ])("counts %s", (_, html, minutes) => expect(readingMinutes(html)).toBe(minutes));
});

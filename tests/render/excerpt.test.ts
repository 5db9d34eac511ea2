import { describe, expect, it } from "vitest";
import { excerptOf, readingMinutes, shortened } from "../../functions/render/excerpt.ts";

describe("excerptOf", () => {
  it.each([
    ["takes the first paragraphs", "<p>One.</p><h2>No</h2><p>Two.</p>", "One. Two."],
    ["leaves out tags and reads entities", "<p>A <b>b</b> &amp; c &#x3C;d&gt; &#8364;&quot;</p>", 'A b & c <d> €"'],
    ["leaves out footnote marks", '<p>Said<sup class="footnote-ref"><a href="#fn1">[1]</a></sup> so.</p>', "Said so."],
    ["leaves out what is left of templates", '<p><span class="leftover">{% a "&gt;" %}</span> So.</p>', "So."],
    ["ignores > inside attributes", '<p><img alt="a > b"> Yes.</p>', "Yes."],
    ["passes over paragraphs without words", '<p><img src="a.png"></p><p>Words.</p>', "Words."],
    ["does not mistake preformatted text for a paragraph", "<pre>code</pre><picture></picture>", ""],
    ["is empty if there is no paragraph", "<ul><li>One</li></ul>", ""],
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

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText, oneLine } from "../../functions/article/characters.ts";
import { type ParsedText, readText, type TextOptions } from "../../functions/article/text/text.ts";

const OPTIONS: TextOptions = { firstLine: 1, hasTitle: false };

function story(text: string, options = OPTIONS): ParsedText {
  const reading = readText(text, options);
  if ("problems" in reading) throw new Error(JSON.stringify(reading.problems));
  return reading;
}

/** The HTML of the body only. */
function html(text: string): string {
  return story(text, { firstLine: 1, hasTitle: true }).html;
}

/** Fails if a strict XML 1.0 parser with HTML's four entities would reject the fragment; returns its text otherwise. */
function strictText(fragment: string): string {
  const open: string[] = [];
  const text = fragment.replace(
    /<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g,
    (_, closes, name, attributes, isEmpty) => {
      expect(attributes.replace(/&(?:amp|lt|gt|quot);/g, "")).not.toContain("&");
      if (closes) expect(open.pop()).toBe(name);
      else if (!isEmpty) open.push(name);
      return "";
    },
  );
  expect(open).toEqual([]);
  expect(text.replace(/&(?:amp|lt|gt|quot);/g, "")).not.toMatch(/[<>&]/);
  expect(fragment).toBe(cleanText(fragment));
  return text.replace(/&(\w+);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name as "lt"]);
}

/** Adds the numbers that a browser shows before the items of an ordered list. */
function withNumbers(fragment: string): string {
  return fragment.replace(/<ol>.*?<\/ol>/gs, (list) => {
    let number = 0;
    return list.replace(/<li>/g, () => `<li>${++number}. `);
  });
}

describe("readText", () => {
  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("reads lines that end in %s", (_, end) => {
    const lines = ["Title", "By Ann Lee", "", "One", "two.", "", "Three.", "", "14 September 2023", ""];
    expect(story(lines.join(end))).toEqual({
      title: "Title",
      html: "<p>One two.</p>\n<p>Three.</p>",
      authors: [{ name: "Ann Lee" }],
      date: "2023-09-14",
      notes: [],
    });
  });

  it("treats no-break spaces as spaces around the text and in bylines, and keeps them inside the text", () => {
    const read = story(
      "\u00A0A\u00A0 title\n\u00A0\nBy\u00A0Ann\u202FLee, 14\u00A0September\u00A02023\n\u00A0\u3000\n10\u00A0000 trees\n",
    );
    expect(read).toMatchObject({
      title: "A title",
      html: "<p>10\u00A0000 trees</p>",
      authors: [{ name: "Ann Lee" }],
      date: "2023-09-14",
    });
  });

  it("reads the first line as body or byline if there already is a title", () => {
    const read = story("By Ann Lee\n\nThe body.", { firstLine: 5, hasTitle: true });
    expect(read).toEqual({ title: undefined, html: "<p>The body.</p>", authors: [{ name: "Ann Lee" }], notes: [] });
    expect(html("Only line")).toBe("<p>Only line</p>");
    expect(html("")).toBe("");
  });

  it("names the lines of the file", () => {
    const reason = expect.stringContaining("September has 30 days");
    expect(
      readText("Title\r\n\r\nBody.\r\n\r\nBy Ann Lee, 31 September 2023", { firstLine: 7, hasTitle: false }),
    ).toEqual({ problems: [{ line: 11, reason }] });
    expect(story("Title\n\nBody.\n\nBy Ann Lee, 30 September", { firstLine: 7, hasTitle: false }).notes).toMatchObject([
      { line: 11 },
    ]);
  });

  it.each(["", "\n\n", " \u00A0\t\r\n", "\u0000\u0001"])("rejects %j because it has no text", (text) => {
    expect(readText(text, { firstLine: 4, hasTitle: false })).toEqual({
      problems: [{ line: 4, reason: expect.stringContaining("title") }],
    });
  });

  it("notes a title as long as a paragraph", () => {
    expect(story("word ".repeat(100)).notes).toEqual([{ line: 1, reason: expect.stringContaining("499 characters") }]);
  });

  it("drops characters that XML forbids, and separates words at a form feed", () => {
    const read = story("Ti\u0001t\uFFFFle\n\na\u0000b\uD800c \u{1F600} d\fe\vf");
    expect([read.title, read.html]).toEqual(["Title", "<p>abc \u{1F600} d e f</p>"]);
  });

  it("joins Chinese and Japanese lines without a space, others with one", () => {
    expect(html("灯台は\n開かれる。\nABC\n안녕\n하세요\n\nx")).toBe(
      "<p>灯台は開かれる。 ABC 안녕 하세요</p>\n<p>x</p>",
    );
  });

  it.each([
    ["- one", "<p>- one</p>"],
    ["- one\n- two", "<ul><li>one</li><li>two</li></ul>"],
    ["* one\n* two", "<ul><li>one</li><li>two</li></ul>"],
    ["1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"],
    ["1) one\n2) two\n3) three", "<ol><li>one</li><li>two</li><li>three</li></ol>"],
    ["2. two\n3. three", "<p>2. two 3. three</p>"],
    ["in\n1999. Then\n2000. Now", "<p>in 1999. Then 2000. Now</p>"],
    ["- 1. one\n- 2. two", "<ul><li>1. one</li><li>2. two</li></ul>"],
    ["text\n- one\n- two", "<p>text - one - two</p>"],
    ["text:\n1. one\n2. two", "<p>text:</p>\n<ol><li>one</li><li>two</li></ol>"],
    ["-one\n-two", "<p>-one -two</p>"],
    ["> a\n>\n> b", "<blockquote><p>a b</p></blockquote>"],
    ["a\n\n---\n\nb", "<p>a</p>\n<hr/>\n<p>b</p>"],
    ["a\n\n(MORE)\n\nb", "<p>a</p>\n<p>b</p>"],
    ["a (MORE)\n\nb", "<p>a (MORE)</p>\n<p>b</p>"],
    ["a\n\n   b\n   c", "<p>a</p>\n<p>b<br/>\nc</p>"],
    ["   b\n   c", "<p>b c</p>"],
    ["a\n\n  b", "<p>a</p>\n<p>b</p>"],
    ["a\tb\nc\td", "<pre>a\tb\nc\td</pre>"],
    ["a   b\nc d", "<p>a b c d</p>"],
  ])("recognizes the structure of %j", (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it.each([
    ["https://example.org", "https://example.org/"],
    ["http://example.org/a?b=c&d#e", "http://example.org/a?b=c&amp;d#e"],
    ["HTTPS://EXAMPLE.ORG/A", "https://example.org/A"],
    ["www.example.org/a", "https://www.example.org/a"],
    ["https://en.example.org/wiki/Feed_(web)", "https://en.example.org/wiki/Feed_(web)"],
    ["https://例え.example/ページ", "https://xn--r8jz45g.example/%E3%83%9A%E3%83%BC%E3%82%B8"],
    ["http://localhost:8080/", "http://localhost:8080/"],
    ["ann.lee+feeds@mail.example.org", "mailto:ann.lee+feeds@mail.example.org"],
  ])("links all of %s, whatever is around it", (link, href) => {
    const text = link.replaceAll("&", "&amp;");
    for (const [before, after] of [
      ["", ""],
      ["see ", "."],
      ["(", ")"],
      ["“", "”!"],
      ["[", "],"],
      ["a (b ", ")."],
      ["«", "»…"],
      ["", "、"],
      ["'", "'"],
      ["*", "*"],
    ]) {
      expect(html(`${before}${link}${after}`)).toBe(`<p>${before}<a href="${href}">${text}</a>${after}</p>`);
    }
  });

  it.each([
    "http://",
    "https://...",
    "www.",
    "www.example",
    "xhttp://example.org",
    "http://nowhere",
    "javascript:alert(1)",
    "a@b",
    "@",
    "a@@b.org",
    "ftp://example.org",
    "example.org",
    "http://[::",
    "a..b@",
    "@ann@social.example",
    "https://user@",
  ])("makes no link of %s", (text) => {
    expect(html(text)).not.toContain("<a");
  });

  it("escapes quotes and tags after a link", () => {
    expect(html(`https://example.org/"onclick="alert(1) https://example.org/<b>`)).toBe(
      '<p><a href="https://example.org/">https://example.org/</a>&quot;onclick=&quot;alert(1) <a href="https://example.org/">https://example.org/</a>&lt;b&gt;</p>',
    );
  });

  const pieces = fc.constantFrom(
    "By ",
    "Ann Lee",
    "\n",
    "\n\n",
    "\r\n",
    "  ",
    "\t",
    "- ",
    "1. ",
    "2. ",
    "> ",
    "###",
    "-30-",
    "(MORE)",
    "LONDON (AP) — ",
    "via The Paper",
    "14 September 2023",
    ", ",
    "<b>",
    "&amp;",
    "]]>",
    '"',
    "http://a.example/(",
    ")",
    "www.",
    "x@y.example",
    "\u0000",
    "\u00A0",
    "\uD800",
    "…",
    ".",
    "本",
    "Published: ",
    "a   b",
  );
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join("")),
  );

  it("never throws and writes well-formed HTML", () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, hasTitle) => {
        const reading = readText(text, { firstLine: 1, hasTitle });
        if ("problems" in reading) {
          expect(reading.problems.length).toBeGreaterThan(0);
        } else {
          strictText(reading.html);
          expect(reading.title).toBe(reading.title && oneLine(cleanText(reading.title)));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("loses no letter of a body", () => {
    const letters = (text: string) => cleanText(text).replace(/[^\p{L}\p{N}]/gu, "");
    const body = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(body, (middle) => {
        const text = `It began so, and then:\n\n${middle.replace(/more/gi, "")}\n\nand so it ended.`;
        expect(letters(strictText(withNumbers(html(text))))).toBe(letters(text));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    "By ",
    "By By\n",
    " ",
    "\t",
    "(",
    ")",
    ".",
    "-",
    "- ",
    "a\n",
    "> \n",
    "\n",
    "\r",
    "###\n",
    "http://a.b/(",
    "www.a.",
    "a@",
    "a@b.",
    "@",
    "*",
    "&",
    "A. ",
    "14 Sep 2023\n",
    "1. a\n",
    "本\n",
    "   a   b\n",
    "(AP) - ",
    "\uD800",
    "x".repeat(999),
  ])("terminates for 300,000 characters of %j", (piece) => {
    const hostile = piece.repeat(300_000 / piece.length);
    for (const text of [
      hostile,
      `Title\n\nText.\n\n${hostile}`,
      `Title\n${hostile}\n\nThe end`,
      `Title\n\nhttp://example.org/${hostile}`,
    ]) {
      const reading = readText(text, OPTIONS);
      if (!("problems" in reading)) expect(typeof reading.html).toBe("string");
    }
  });
});

describe("cleanText", () => {
  it("keeps the characters that XML 1.0 allows, and drops the rest or, where they part words, makes them spaces", () => {
    const isChar = (code: number) =>
      [9, 10, 13].includes(code) || (code >= 32 && code < 0xd800) || (code >= 0xe000 && code < 0xfffe) || code > 0xffff;
    for (let code = 0; code <= 0x10ffff; code += code < 0x11000 ? 1 : 997) {
      const parts = [11, 12, 28, 29, 30, 31].includes(code);
      expect(cleanText(`a${String.fromCodePoint(code)}b`) === (parts ? "a b" : "ab")).toBe(!isChar(code));
    }
    expect(cleanText("\uD83D\uDE00\uDE00\uD83D")).toBe("\uD83D\uDE00");
  });
});

describe("oneLine", () => {
  it("turns any white space into one space, and trims the ends", () => {
    expect(oneLine(" \u00A0a\r\n\tb\u2028\u2029c\u202F\u3000d\u0085")).toBe("a b c d");
    expect(oneLine("\uFEFF")).toBe("");
  });
});

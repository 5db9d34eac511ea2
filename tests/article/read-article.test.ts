import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inputFormatOf, MAX_ARTICLE_BYTES, readArticle } from "../../functions/article/read-article.ts";
import { article, expanded as expandedHtml, html, lines, notes, problems } from "./reading.ts";

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const problemsOf = (path: string, file: Uint8Array) => {
  const reading = readArticle(path, file);
  return reading.kind === "rejected" ? lines(reading.problems) : [];
};

describe("inputFormatOf", () => {
  it.each([
    ["a.txt", "text"],
    ["a.MD", "markdown"],
    ["x.y/a.html", "html"],
    ["a.Json", "json"],
    ["a.htm", "html"],
    ["a.Markdown", "markdown"],
    ["a.rst", undefined],
    ["a.md.png", undefined],
    ["md", undefined],
    ["a.md/b", undefined],
    ["a.", undefined],
    ["constructor", undefined],
    ["a.constructor", undefined],
  ])("of %s is %s", (path, format) => {
    expect(inputFormatOf(path)).toBe(format);
  });
});

describe("the bytes of an article", () => {
  it("may begin with a byte-order mark and end lines in any way", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = ["# T", "", "```", "a", "b", "```"].join(end);
      expect(html("a.md", `\ufeff${text}`)).toBe("<pre><code>a\nb\n</code></pre>");
      expect(article("a.md", `\ufeff---${end}title: F${end}---${end}x`).title).toBe("F");
    }
  });

  it.each([
    ["utf-16le", (text: string) => bytes([0xff, 0xfe], [...Buffer.from(text, "utf16le")])],
    ["utf-16be", (text: string) => bytes([0xfe, 0xff], [...Buffer.from(text, "utf16le").swap16()])],
  ])("may be %s, as Notepad writes it", (_, encode) => {
    const reading = readArticle("a.md", encode("# Grüße 日本\n\nText"));
    expect(reading).toMatchObject({ kind: "article", article: { title: "Grüße 日本" } });
  });

  it.each([
    [
      "a byte of Latin-1",
      bytes("# T\n\nGr", [0xfc], "n"),
      '3: byte 8 of the file is not UTF-8, but may be Windows-1252 or Latin-1, in which it reads "Grün"; save the file as UTF-8',
    ],
    ["half a character", bytes("# T\n\na", [0xe6, 0x97]), "3: byte 7 of the file is not UTF-8; save the file as UTF-8"],
    ["a surrogate", bytes("# T\n", [0xed, 0xa0, 0x80]), "2: byte 5 of the file is not UTF-8; save the file as UTF-8"],
    [
      "U+FFFD and then Latin-1",
      bytes("\ufffd\n", [0xfc]),
      "2: byte 5 of the file is not UTF-8; save the file as UTF-8",
    ],
    ["a NUL", bytes("# T\nab\0c"), "2: holds a NUL byte: this is no text"],
    ["a picture", bytes([0x89], "PNG\r\n", [0x1a, 0x0a, 0, 0, 0, 0x0d]), "3: holds a NUL byte: this is no text"],
    ["a NUL in UTF-16", bytes([0xff, 0xfe, 0x41, 0, 0, 0]), "1: holds a NUL character: this is no text"],
    ["nothing", bytes(""), "1: the file is empty"],
    ["white space", bytes("\ufeff \n\t\n\u00a0"), "1: the file is empty"],
  ])("may not be %s", (_, file, problem) => {
    for (const path of ["a.md", "a.txt", "a.html", "a.json"]) expect(problemsOf(path, file)).toEqual([problem]);
  });

  it("are not decoded beyond the size limit", () => {
    const file = new Uint8Array(MAX_ARTICLE_BYTES + 1).fill(0x78);
    expect(problemsOf("a.md", file)).toEqual(["?: is 5000001 bytes long; the limit for an article is 5000000 bytes"]);
  });

  it("are not an article with another extension", () => {
    expect(problemsOf("a.png", bytes("x"))).toEqual([
      "?: is not an article: the file name must end in .txt, .md, .html or .json",
    ]);
  });
});

describe("an article", () => {
  it("has defaults for everything that is not set", () => {
    expect(article("posts/hello.md", "Text")).toEqual({
      html: "<p>Text</p>\n",
      slug: "hello",
      date: undefined,
      authors: [],
      tags: [],
      attachments: [],
      draft: false,
      unlisted: false,
      aliases: [],
    });
  });

  it("of plain text takes title, byline and date from its lines, and front matter before them", () => {
    const story = "A Title\n\nBy Ann Lee, 2023-09-14\n\nOne\ntwo.\n\nThree.";
    expect(article("a.txt", story)).toMatchObject({
      title: "A Title",
      authors: [{ name: "Ann Lee" }],
      date: "2023-09-14",
    });
    expect(html("a.txt", story)).toBe("<p>One two.</p>\n<p>Three.</p>");
    expect(article("a.txt", `---\nauthor: Bo\ndate: 2020-01-01\n---\n${story}`)).toMatchObject({
      title: "A Title",
      authors: [{ name: "Bo" }],
      date: "2020-01-01",
    });
  });

  it("of plain text is refused with a byline's impossible date, at its line behind front matter", () => {
    expect(problems("a.txt", "---\ntags: [x]\n---\nTitle\n\nBy Ann Lee, September 31st 2023\n\nText.")[0]).toMatch(
      /^6: .*September/,
    );
  });

  it("takes its date from the beginning of the file name if nothing else gives one", () => {
    expect(article("2023-09-14-hello.md", "# T\n\nx")).toMatchObject({ date: "2023-09-14", slug: "hello" });
    expect(article("2023-09-14-hello.md", "---\ndate: 2020-01-01\n---\nx").date).toBe("2020-01-01");
    expect(article("2023-02-31-hello.md", "# T\n\nx").date).toBeUndefined();
  });

  it("has a title of at most two thousand characters", () => {
    const long = "x".repeat(2001);
    const reason = "?: the title has 2001 characters, and the limit is 2000";
    const taken = `${reason}; it was taken from the first line or heading of the text`;
    expect(problems("a.txt", long)).toEqual([taken]);
    expect(problems("a.md", `# ${long}`)).toEqual([taken]);
    expect(problems("a.md", `---\ntitle: ${long}\n---\nText`)).toEqual([reason]);
    expect(article("a.txt", "x".repeat(2000)).title).toHaveLength(2000);
  });

  it("may consist of front matter only, which is noted", () => {
    for (const path of ["a.md", "a.html", "a.txt"]) {
      const text = "---\ntitle: T\nurl: https://example.org/there\n---\n";
      expect(article(path, text)).toMatchObject({ title: "T", externalUrl: "https://example.org/there", html: "" });
      expect(notes(path, text)).toEqual(["?: the article has a title but no text"]);
    }
  });

  it.each(["a.md", "a.html"])("is refused with neither title nor text (%s)", (path) => {
    expect(problems(path, "---\ntags: [x]\n---\n \n")).toEqual(["?: the article has neither a title nor text"]);
  });

  it("contains marks only at the start of URLs", () => {
    const text = '---\ntitle: "a\\u0001b"\nsummary: "\\u0002x"\n---\n\u0001 &#1; <i title="&#3;">x</i> [y](z.md)';
    const { html, ...rest } = article("a.md", text);
    expect(JSON.stringify(rest)).not.toMatch(/\\u000[0-8]/);
    expect(html.match(/[\u0001-\u0003]/g)).toHaveLength(1);
  });
});

describe("readArticle", () => {
  const path = fc.constantFrom("a.txt", "posts/b.md", "c.html", "x/y/d.json", "../e.md", "/f.md");

  it("returns an article or reasons for any bytes, and the same each time", () => {
    fc.assert(
      fc.property(path, fc.uint8Array({ maxLength: 200 }), (name, file) => {
        const reading = readArticle(name, file);
        if (reading.kind === "rejected") expect(reading.problems.length).toBeGreaterThan(0);
        expect(readArticle(name, file)).toEqual(reading);
      }),
      { numRuns: 2000 },
    );
  });

  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom(
      "---\n",
      "title: ",
      "\n\n",
      "# ",
      "<p>",
      "<!--",
      "]]>",
      "<script>",
      "[x](",
      "javascript:",
      ")",
      "![",
      "`",
      "|a|b|\n|-|-|\n",
      "[^1]",
      "[^1]: ",
      "{",
      '"title":',
      '"content_html":"',
      "&#1;",
      "&#12;",
      "By ",
      "2023-09-14",
      "<a href='",
      "\r\n",
      "\0",
      "> ",
      "- ",
      "***",
      "www.",
      "https://",
    ),
  );

  it("returns only HTML and text that is valid in any document", () => {
    fc.assert(
      fc.property(path, fc.array(piece, { maxLength: 25 }), (name, pieces) => {
        const reading = readArticle(name, Buffer.from(pieces.join("")));
        if (reading.kind !== "article") return;
        const { html, title, slug } = reading.article;
        const expanded = expandedHtml(html, name);
        expect(expanded).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        expect(expanded.isWellFormed()).toBe(true);
        expect(expanded).not.toMatch(
          /<(?:script|iframe|style|object|form|svg)|<[^>]* on[a-z]+=|href="(?:javascript|data)/i,
        );
        if (title !== undefined) expect(title).toMatch(/^\S(?:[^\n]*\S)?$/);
        expect(slug).not.toBe("");
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ["a.md", `# T\n\n${"word ".repeat(900_000)}`],
    ["a.md", `# T\n\n${"word *em* [l](x.md)\n\n".repeat(50_000)}`],
    ["a.md", `# T\n\n${"<b>x</b> ".repeat(30_000)}`],
    ["a.html", `<title>T</title>${"<p>word <b>x</b>".repeat(60_000)}`],
    ["a.html", `<title>T</title><pre>${" \n".repeat(1_000_000)}x</pre>`],
    ["a.txt", `T\n\n${"word ".repeat(900_000)}`],
    ["a.json", JSON.stringify({ title: "T", content_html: "<p>x</p>".repeat(100_000) })],
    ["a.json", JSON.stringify({ title: "T", content_text: "x\n\n".repeat(100_000) })],
  ])("reads a large %s (%#)", (name, text) => {
    expect(readArticle(name, Buffer.from(text)).kind).toBe("article");
  });
});

/** A date put into an article's own dialect of front matter: what the file says with it, and that nothing else has changed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDate } from "../../functions/article/add-date.ts";
import { readArticle } from "../../functions/article/read-article.ts";

const DATE = "2023-05-01T10:00:00+02:00";

function added(path: string, file: string | Uint8Array): string {
  const addition = addDate(path, Buffer.from(file as string), DATE);
  return addition.kind === "added" ? Buffer.from(addition.bytes).toString() : `refused: ${addition.reason}`;
}

/** Each file, and what it becomes. */
const FILES: readonly (readonly [string, string, string, string])[] = [
  ["YAML", "a.md", "---\ntitle: A\ntags: [x]\n---\nText\n", `---\ntitle: A\ndate: ${DATE}\ntags: [x]\n---\nText\n`],
  ["YAML without a title", "a.md", "---\ntags: [x]\n---\n# A\n", `---\ndate: ${DATE}\ntags: [x]\n---\n# A\n`],
  ["YAML that is empty", "a.md", "---\n---\n# A\n", `---\ndate: ${DATE}\n---\n# A\n`],
  [
    "a title of several lines",
    "a.md",
    "---\ntitle: >\n  A long\n  title\n---\nText\n",
    `---\ndate: ${DATE}\ntitle: >\n  A long\n  title\n---\nText\n`,
  ],
  [
    "YAML with a comment",
    "a.md",
    "---\n# mine\ntitle: A\n---\nText",
    `---\n# mine\ntitle: A\ndate: ${DATE}\n---\nText`,
  ],
  ["YAML below blank lines", "a.md", "\n\n---\ntitle: A\n---\nText", `\n\n---\ntitle: A\ndate: ${DATE}\n---\nText`],
  ["CRLF", "a.md", "---\r\ntitle: A\r\n---\r\nText\r\n", `---\r\ntitle: A\r\ndate: ${DATE}\r\n---\r\nText\r\n`],
  ["CR, as on old Macs", "a.md", "---\rtitle: A\r---\rText\r", `---\rtitle: A\rdate: ${DATE}\r---\rText\r`],
  ["a byte-order mark", "a.md", "\uFEFF---\ntitle: A\n---\nText", `\uFEFF---\ntitle: A\ndate: ${DATE}\n---\nText`],
  [
    "TOML",
    "a.md",
    '+++\ntitle = "A"\n[extra]\nx = 1\n+++\nText\n',
    `+++\ntitle = "A"\ndate = ${DATE}\n[extra]\nx = 1\n+++\nText\n`,
  ],
  [
    "TOML that begins with a table",
    "a.md",
    '+++\n[taxonomies]\ntags = ["x"]\n+++\n# A\n',
    `+++\ndate = ${DATE}\n[taxonomies]\ntags = ["x"]\n+++\n# A\n`,
  ],
  [
    "TOML with a title in a table",
    "a.md",
    '+++\nslug = "s"\n[extra]\ntitle = "No"\n+++\n# A\n',
    `+++\ndate = ${DATE}\nslug = "s"\n[extra]\ntitle = "No"\n+++\n# A\n`,
  ],
  ["TOML between dashes", "a.md", '---toml\ntitle = "A"\n---\nText', `---toml\ntitle = "A"\ndate = ${DATE}\n---\nText`],
  ["JSON", "a.md", '{\n  "title": "A"\n}\n\nText', `{\n  "date": "${DATE}",\n  "title": "A"\n}\n\nText`],
  [
    "JSON with tabs and CRLF",
    "a.md",
    '{\r\n\t"title": "A"\r\n}\r\nText',
    `{\r\n\t"date": "${DATE}",\r\n\t"title": "A"\r\n}\r\nText`,
  ],
  ["JSON on one line", "a.md", '{"title": "A"}\nText', `{"date": "${DATE}", "title": "A"}\nText`],
  [
    "JSON between dashes",
    "a.md",
    '---json\n{ "title": "A" }\n---\nText',
    `---json\n{ "date": "${DATE}", "title": "A" }\n---\nText`,
  ],
  ["a header", "a.md", "Title: A\nTags: x, y\n\nText", `Title: A\nDate: ${DATE}\nTags: x, y\n\nText`],
  ["a header in small letters", "a.md", "title: A\nauthor: Bo\n\nText", `title: A\ndate: ${DATE}\nauthor: Bo\n\nText`],
  [
    "a header whose first value goes on",
    "a.md",
    "Title: A long\n    title\nTags: x\n\nText",
    `Title: A long\n    title\nDate: ${DATE}\nTags: x\n\nText`,
  ],
  ["Nikola's header", "a.md", ".. title: A\n.. slug: b\n\nText", `.. title: A\n.. date: ${DATE}\n.. slug: b\n\nText`],
  [
    "Nikola's comment",
    "a.md",
    "<!--\n.. title: A\n.. slug: b\n-->\n\nText",
    `<!--\n.. date: ${DATE}\n.. title: A\n.. slug: b\n-->\n\nText`,
  ],
  [
    "Hexo's YAML without a fence",
    "a.md",
    "title: A\ntags: [x]\n---\nText",
    `title: A\ndate: ${DATE}\ntags: [x]\n---\nText`,
  ],
  ["nothing", "a.md", "# A\n\nText", `---\ndate: ${DATE}\n---\n\n# A\n\nText`],
  ["nothing, with CRLF", "a.md", "# A\r\n\r\nText", `---\r\ndate: ${DATE}\r\n---\r\n\r\n# A\r\n\r\nText`],
  ["a thematic break", "a.md", "---\n\nText", `---\ndate: ${DATE}\n---\n\n---\n\nText`],
  ["a sample of JSON", "a.md", '{"x": 1}\n\nis JSON.', `---\ndate: ${DATE}\n---\n\n{"x": 1}\n\nis JSON.`],
  [
    "plain text",
    "a.txt",
    "A title\n\nText\n\nBy Ann Lee\n",
    `---\ndate: ${DATE}\n---\n\nA title\n\nText\n\nBy Ann Lee\n`,
  ],
  ["HTML", "a.html", "<h1>A</h1><p>Text</p>", `---\ndate: ${DATE}\n---\n\n<h1>A</h1><p>Text</p>`],
  ["MDX", "a.mdx", "import X from 'x'\n\n# A\n", `---\ndate: ${DATE}\n---\n\nimport X from 'x'\n\n# A\n`],
  [
    "a JSON article",
    "a.json",
    '{\n  "title": "A",\n  "content_text": "x"\n}\n',
    `{\n  "date_published": "${DATE}",\n  "title": "A",\n  "content_text": "x"\n}\n`,
  ],
];

describe("a date", () => {
  it.each(FILES)("is put into %s", (_, path, file, expected) => {
    expect(added(path, file)).toBe(expected);
  });

  it.each(["utf16le", "utf16be"])("is put into a file of Windows' Notepad: %s", (encoding) => {
    const encode = (text: string) => {
      const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
      return encoding === "utf16le" ? bytes : bytes.swap16();
    };
    const addition = addDate("a.md", encode("---\r\ntitle: Ä 😀\r\n---\r\nText"), DATE);
    const expected = encode(`---\r\ntitle: Ä 😀\r\ndate: ${DATE}\r\n---\r\nText`);
    expect(addition).toEqual({ kind: "added", bytes: expect.anything() });
    expect(addition.kind === "added" && Buffer.from(addition.bytes)).toEqual(expected);
  });

  it.each<[string, string, string | Uint8Array, RegExp]>([
    ["a broken file", "a.md", "---\ntitle: [\n---\nText", /cannot be read/],
    ["a file that is no text", "a.md", Uint8Array.of(0x41, 0xe4, 0x42), /cannot be read/],
    ["a file that has a date", "a.md", "---\ndate: 2024-01-01\n---\n# A", /has a date/],
    ["YAML in braces", "a.md", "---\n{ title: A }\n---\nText", /unusual form/],
  ])("is not put into %s", (_, path, file, reason) => {
    expect(added(path, file)).toMatch(reason);
  });

  it("leaves every other byte as it is, wherever it goes", () => {
    const line = fc.constantFrom(
      "Text",
      "title: B",
      "",
      "---",
      "+++",
      "{",
      "- x",
      "  y",
      "```",
      "<!-- c -->",
      "a: b",
      "\u00a0",
    );
    const [ends, marks] = [fc.constantFrom("\n", "\r\n", "\r"), fc.constantFrom("", "\uFEFF")];
    const top = fc.constantFrom(
      "---\ntitle: A\n---\n",
      '+++\ntitle = "A"\n+++\n',
      '{"title": "A"}\n',
      "Title: A\n\n",
      "",
      "# A\n",
    );
    const parts = fc.tuple(top, fc.array(line, { maxLength: 8 }), ends, marks);
    fc.assert(
      fc.property(parts, ([head, lines, end, mark]) => {
        const file = mark + (head + lines.join("\n")).replaceAll("\n", end);
        const bytes = Buffer.from(file);
        const before = readArticle("a.md", bytes);
        const addition = addDate("a.md", bytes, DATE);
        if (before.kind !== "article" || addition.kind === "refused") return;
        const text = Buffer.from(addition.bytes).toString();
        const start = [...text].findIndex((character, index) => character !== [...file][index]);
        const kept = text.slice(0, start) + text.slice(start + text.length - file.length);
        expect(kept).toBe(file);
        const after = readArticle("a.md", addition.bytes);
        expect(after).toMatchObject({ kind: "article", article: { date: DATE, html: before.article.html } });
      }),
      { numRuns: 500 },
    );
  });
});

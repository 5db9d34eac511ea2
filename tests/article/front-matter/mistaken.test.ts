import { describe, expect, it } from "vitest";
import { article, problems, read } from "../reading.ts";

/** Every way in which a fence may go wrong, around the same keys. */
const OPENINGS = [
  "–––",
  "—",
  "—-",
  "--",
  "-",
  "−−−",
  "***",
  "~~~",
  "====",
  "--- ",
  "---\u00a0",
  "\u200b---",
  "\ufeff---",
  "  ---",
  "\t---",
  "----",
  "```yaml",
  "```",
  "<!--",
  "/*",
  ";;;",
  "---\u200b",
];
const CLOSING: Readonly<Record<string, string>> = { "```yaml": "```", "<!--": "-->", "/*": "*/" };

describe("a fence that is nearly one", () => {
  it.each(OPENINGS.filter((opening) => opening !== "--- "))("is an error at line 1: %j", (opening) => {
    for (const keys of ["title: x\ndraft: true", "draft: true", "Title: x\nDate: 2023-01-05\nStatus: Draft"]) {
      for (const path of ["a.md", "a.txt", "a.html"]) {
        const text = `${opening}\n${keys}\n${CLOSING[opening] ?? opening}\nHidden.`;
        expect(problems(path, text), `${path} ${text}`).toEqual([expect.stringMatching(/^1: /)]);
      }
    }
  });

  it.each([
    ["no end", "—\ntitle: x\ndraft: true\n\nHidden."],
    ["other signs", "draft = true\n\nHidden."],
    ["an inline field", "draft:: true\nstatus:: x\n\nHidden."],
    ["a second block", "---\ntitle: x\n---\n---\ndraft: true\n---\nHidden."],
    ["a heading above", "# x\n\n---\ndraft: true\n---\nHidden."],
    ["a comment above", "<!-- by hand -->\n---\ntitle: x\ndraft: true\n---\nHidden."],
    ["a stray line above", '; draft\n+++\ntitle = "x"\ndraft = true\n+++\nHidden.'],
    ["two stray lines above", "To do.\nSoon.\n---\ntitle: x\nstatus: draft\n---\nHidden."],
    ["escaped dashes", "\\---\ntitle: x\ndraft: true\n\\---\nHidden."],
    ["each dash escaped", "\\-\\-\\-\ntitle: x\ndraft: true\n\\-\\-\\-\nHidden."],
    ["a comment of one line", "<!-- draft: true -->\nHidden."],
    ["a comment below a heading", "# x\n\n<!--\ntitle: x\npublished: false\n-->\nHidden."],
    ["broken TOML", "+++\ntitle = x\ndraft = true\n+++\nHidden."],
    ["broken JSON", '{\n"title": "x",\n"draft": true,\n}\nHidden.'],
  ])("is an error: %s", (_, text) => {
    expect(read("a.md", text).kind).toBe("rejected");
  });

  it.each([
    "***\n\nIt rained.",
    "—\n\nIt rained.",
    "-\n\nNote: well.",
    "```yaml\nversion: 3\nservices:\n```\nText",
    "```js\nconst draft = true;\n```\nText",
    "Summary: we won.\n\nText",
    "Ann: hello\nBo: hi\n\nText",
    "Status: unknown, they said.\n\nText",
    "Private: no entry\n\nText",
    "{% raw %}\nText",
    '{ "a": 1 }\n\nText',
    "Access: a history\n\nText",
    "Write this at the top:\n\n```yaml\n---\ndraft: true\n---\n```\nText",
    "One.\nTwo.\nThree.\n\n---\ndraft: true\n---\nText",
    "<!-- note: the draft: true key hides -->\nText",
    "Text <!-- draft: true --> goes on.",
  ])("is not seen in %j", (text) => {
    for (const path of ["a.md", "a.txt"]) expect(article(path, text).draft).toBe(false);
  });
});

describe("HTML that says in a comment that it is hidden", () => {
  it.each(["<!-- draft: true -->\n<p>x", "<!doctype html>\n<!-- published: false -->\n<p>x"])(
    "is an error: %j",
    (text) => {
      expect(problems("a.html", `${text}<title>T</title>`)).toEqual([expect.stringMatching(/hides the article/)]);
    },
  );
});

describe("a header without a fence", () => {
  it("is read in Markdown, even if it is a title alone", () => {
    expect(article("a.md", "Title: x: y\n\nText")).toMatchObject({ title: "x: y", html: "<p>Text</p>\n" });
    expect(article("a.md", "Title: x\nDate: 2023-01-05\nText").html).toBe("<p>Text</p>\n");
  });

  it("is read in plain text where it is certain", () => {
    expect(article("a.txt", "Title: x\nDate: 2023-01-05\nAuthor: Ann\n\nText")).toMatchObject({
      title: "x",
      date: "2023-01-05",
    });
    expect(article("a.txt", "Title: x\n\nText").title).toBe("Title: x");
  });

  it("counts lines for what follows", () => {
    expect(problems("a.md", "Title: x\nDate: soon\n\nText")).toEqual([
      expect.stringMatching(/^2: Date: "soon" is not a date|^2: date: "soon"/),
    ]);
    expect(problems("a.txt", "\nTitle: x\nAuthor: Bo\n\nText\n\nBy Ann Lee, 31 September 2023")).toEqual([
      expect.stringMatching(/^7: .*September has 30 days/),
    ]);
  });
});

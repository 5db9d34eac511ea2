import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article, at, html, notes, problems, read } from "./reading.ts";

const matter = (yaml: string, body = "Text") => `---\n${yaml}\n---\n${body}`;
const set = (yaml: string) => article("posts/a.md", matter(`title: T\n${yaml}`));
const problemsIn = (yaml: string) => problems("posts/a.md", matter(yaml));

describe("front matter", () => {
  it("sets every field of an article", () => {
    const read = set(`date: 2023-09-14
updated: 2023-09-15T10:30:00-04:00
authors: [Ann Lee, { name: Bo, url: "https://bo.example", avatar: https://bo.example/b.png }]
tags: [RSS, rss, 2024, "  two  words "]
summary: |
  One
  two
image: img/x y.png
url: HTTPS://Example.org/there
id: urn:x
slug: My Slug
language: en-us
draft: true
expires: 2030-01-01
attachments:
  - talk.mp3
  - { url: https://example.org/a.pdf, type: application/pdf, title: A, size: 12, duration: "1:02:03" }
source: The Paper`);
    expect(read).toMatchObject({
      title: "T",
      date: "2023-09-14",
      updated: "2023-09-15T10:30:00-04:00",
      authors: [{ name: "Ann Lee" }, { name: "Bo", url: "https://bo.example/", avatar: "https://bo.example/b.png" }],
      tags: ["RSS", "2024", "two words"],
      summary: "One two",
      externalUrl: "https://example.org/there",
      id: "urn:x",
      slug: "my-slug",
      language: "en-US",
      draft: true,
      expires: "2030-01-01",
      source: "The Paper",
    });
    expect(at(read.image, "posts/a.md")).toBe("https://e.org/b/media/posts/img/x%20y.png");
    expect(read.attachments.map(({ url, ...rest }) => ({ url: at(url, "posts/a.md"), ...rest }))).toEqual([
      { url: "https://e.org/b/media/posts/talk.mp3" },
      { url: "https://example.org/a.pdf", type: "application/pdf", title: "A", size: 12, duration: 3723 },
    ]);
  });

  it.each([
    ["title: 1984", { title: "1984" }],
    ["title: 1.0", { title: "1.0" }],
    ["title: 007", { title: "007" }],
    ["title: 0x1F", { title: "0x1F" }],
    ["title: true", { title: "true" }],
    ["title: 2023-09-14", { title: "2023-09-14" }],
    ["title: '<b>AT&T</b> \"a\"'", { title: '<b>AT&T</b> "a"' }],
    ["title: a\ntags: one, two,, One", { tags: ["one", "two"] }],
    ["title: a\ntags:\n  - one\n  - 2", { tags: ["one", "2"] }],
    ["title: a\nauthor: Ann, Bo", { authors: [{ name: "Ann" }, { name: "Bo" }] }],
    ["title: a\nauthor: { name: Ann }", { authors: [{ name: "Ann" }] }],
    ["title: a\nauthor: [Ann]", { authors: [{ name: "Ann" }] }],
    ["title: a\nattachments: x.mp3", { attachments: [{ url: "\u0002x.mp3" }] }],
    ["title: a\ndate:\ntags:\nsummary: ''\nauthors: []\nimage: ~", { tags: [], authors: [] }],
    ["{ title: a, tags: [b] }", { title: "a", tags: ["b"] }],
    ["\n# a comment\n\ntitle: a", { title: "a" }],
    ['"title": a', { title: "a" }],
    ["title: 日本語\ntags: [フィード]", { title: "日本語", tags: ["フィード"] }],
    ['title: "a\\u0001b\\nc"', { title: "ab c" }],
    ["base: &x [a, b]\ntitle: t\ntags: *x", { tags: ["a", "b"] }],
  ])("reads %j as the writer meant it", (yaml, wanted) => {
    expect(article("posts/a.md", matter(yaml))).toMatchObject(wanted);
  });

  it.each([
    ["title: T\n\ntags: 7", "4: tags: 7 is not a list; write tags: [one, two]"],
    ["tags: { a: b }", "2: tags: an object is not a list; write tags: [one, two]"],
    ["tags:\n  - a\n  - [b]", "4: tags.1: a list is not a text"],
    ["title: [a]", "2: title: a list is not a text"],
    ["date: 31 Sept 2023", '2: date: "31 Sept 2023" is not a date: September has 30 days'],
    ["date: soon", '2: date: "soon" is not a date: write 2023-09-14 or 2023-09-14T10:30:00-04:00'],
    ["updated: [1]", "2: updated: a list is not a text"],
    [
      "published: perhaps",
      '2: published: "perhaps" is neither true nor false; write date: 2023-09-14 to say when, draft: true to hide it',
    ],
    ["draft: maybe", '2: draft: "maybe" is neither true nor false'],
    ["url: example.org", '2: url: "example.org" is not a web address; write https://…'],
    ["url: javascript:alert(1)", '2: url: "javascript:alert(1)" is not a web address; write https://…'],
    ["language: english please", '2: language: "english please" is not a language tag; write en, de-AT, zh-Hant …'],
    ["image: javascript:x", '2: image: "javascript:x" is not the address of a file'],
    ["image: data:image/png;base64,AA==", '2: image: "data:image/png;base64,AA==" is not the address of a file'],
    ["authors:\n  - name: Ann\n    url: x", '4: authors.0.url: "x" is not a web address; write https://…'],
    ["authors:\n  - url: https://x.example", "3: authors.0.name: is missing"],
    ["authors:\n  - name: Ann\n  - nme: x", '4: authors.1.name: is missing; found unknown key "nme"'],
    ["attachments: 5", "2: attachments.0: 5 is not an attachment; write a file's path, or url and type"],
    ["attachments:\n  - title: x", "3: attachments.0.url: is missing"],
    ["attachments:\n  - url: a.mp3\n    size: big", '4: attachments.0.size: "big" is not a number of bytes'],
    [
      "attachments: { url: a.mp3, duration: long }",
      '2: attachments.0.duration: "long" is not a duration; write seconds or 1:02:03',
    ],
    ["other: [a", '2: front matter: "other: [a" opens a quote or bracket that is not closed'],
    ["other: {a b}: c d\n  - x", '3: front matter: "- x" cannot be read: put the value between quotes'],
    ["title: a\ntitle: b", "3: front matter: this key is set twice"],
    ["other: *nothing", "2: a value that begins with * or & is not understood; put quotes around it"],
    [`id: ${"x".repeat(201)}`, "2: id: is longer than 200 characters"],
  ])("rejects %j and says what to write instead", (yaml, problem) => {
    expect(problemsIn(yaml)).toContain(problem);
  });

  it.each([
    "Draft: true",
    "DRAFT: true",
    "draft: true",
    "published: false",
    "Published: false",
    "draft: false\npublished: false",
  ])("hides an article with %j", (yaml) => {
    expect(set(yaml).draft).toBe(true);
    expect(notes("posts/a.md", matter(`title: T\n${yaml}`))).toEqual([]);
  });

  it("takes keys in capitals, and names their lines", () => {
    expect(set("Tags: [x]\nDate: 2023-09-14\npublished: true")).toMatchObject({
      tags: ["x"],
      date: "2023-09-14",
      draft: false,
    });
    expect(problemsIn("title: x\nTags: 7")).toEqual(["3: tags: 7 is not a list; write tags: [one, two]"]);
    expect(problemsIn("draft: false\nDraft: true")).toEqual(["3: Draft: this key is set twice, also as draft"]);
  });

  it("reports every problem at once, in the order of lines", () => {
    expect(
      problemsIn("title: [x]\ndate: 31 Sept 2023\ntags: 7\ndraft: 1").map((problem) => problem.split(" ")[0]),
    ).toEqual(["2:", "3:", "4:", "5:"]);
  });

  it("reports the body's problems with its own", () => {
    const reported = problems("a.html", matter("tags: 7", "<div>".repeat(600)));
    expect(reported).toEqual([
      "2: tags: 7 is not a list; write tags: [one, two]",
      "?: elements are nested more than 512 deep",
    ]);
  });

  it.each([
    ["titel: x", "3: titel: unknown key, ignored; did you mean title?"],
    ["layout: post", "3: layout: unknown key, ignored"],
    ["__proto__: { draft: true }", "3: __proto__: unknown key, ignored"],
    ["constructor: { prototype: { draft: true } }", "3: constructor: unknown key, ignored"],
    ["slug: My Slug", '3: slug: "My Slug" is published as my-slug'],
  ])("notes %j", (yaml, note) => {
    const text = matter(`title: T\n${yaml}`);
    expect(notes("posts/a.md", text)).toContain(note);
    expect(article("posts/a.md", text).draft).toBe(false);
    expect(({} as { draft?: boolean }).draft).toBeUndefined();
  });
});

describe("a file without front matter", () => {
  it.each([
    ["---\n\nA thematic break.", "<hr>\n<p>A thematic break.</p>"],
    ["---\nA paragraph\n---\nand more", '<hr>\n<h2 id="a-paragraph">A paragraph</h2>\n<p>and more</p>'],
    [
      "---\nhttp://example.org/\n---",
      '<hr>\n<h2 id="httpexampleorg"><a href="http://example.org/">http://example.org/</a></h2>',
    ],
    ["---\nNote:well.\n---", '<hr>\n<h2 id="notewell">Note:well.</h2>'],
    [
      "---\ndate:unknown, she wrote,\nand left.\n---",
      '<hr>\n<h2 id="dateunknown-she-wrote-and-left">date:unknown, she wrote,\nand left.</h2>',
    ],
    ["----\n\nIt rained.\n\n----", "<hr>\n<p>It rained.</p>\n<hr>"],
    ["+++\nIt rained.\n+++", "<p>+++\nIt rained.\n+++</p>"],
    ["---\nnote:true", "<hr>\n<p>note:true</p>"],
    ["Text\n\n---\ntitle: x\n---", '<p>Text</p>\n<hr>\n<h2 id="title-x">title: x</h2>'],
  ])("reads %j as body only", (text, wanted) => {
    expect(html("a.md", text)).toBe(wanted);
  });

  it("may have an empty block", () => {
    expect(html("a.md", "---\n---\nText")).toBe("<p>Text</p>");
    expect(html("a.md", "---\n# nothing yet\n---\nText")).toBe("<p>Text</p>");
  });

  it("may have blank lines before the block, and counts them", () => {
    expect(article("a.md", "\n \t\r\n---\ntitle: T\ndraft: true\n---\nText")).toMatchObject({
      title: "T",
      draft: true,
    });
    expect(problems("a.txt", "\n\n---\ntags: 7\n---\nT\nBy Ann Lee, 31 September 2023\n\nText")).toEqual([
      "4: tags: 7 is not a list; write tags: [one, two]",
      expect.stringMatching(/^7: .*September has 30 days/),
    ]);
    expect(problems("a.md", "\n---\ntitle: x")).toEqual([expect.stringMatching(/^2: .* never ends/)]);
  });

  it("may end the block with dots, and have trailing spaces and Windows line ends", () => {
    expect(article("a.md", "---  \r\ntitle: T\r\n... \r\nText").title).toBe("T");
  });
});

describe("broken front matter", () => {
  it.each([
    "---\ndraft:true",
    "----\ntitle: x\n----",
    "-----\ndraft: true\n---\nText",
    "---\ndraft:true\n---\nText",
    "---\ndraft:true\ntitle: x\n---\nText",
    "---\nlayout:post\ntags:\n- a\n  # b\nDraft:true\n---\nText",
  ])("is refused: %j", (text) => {
    const reason =
      "this looks like front matter, but front matter must be key: value (YAML) between two lines of ---, TOML between +++, or JSON in { }";
    for (const path of ["a.md", "a.txt", "a.html"]) {
      expect(problems(path, text)).toEqual([`1: ${reason}`]);
      expect(problems(path, `\n\n${text}`)).toEqual([`3: ${reason}`]);
    }
  });

  it("is refused if it never ends", () => {
    expect(problems("a.md", "---\ntitle: x\n\nText")).toEqual([
      "1: front matter begins here and never ends; end it with a line of ---",
    ]);
    expect(problems("a.md", `---\ntitle: x\n${"a: b\n".repeat(20_000)}---`)).toEqual([
      "1: front matter begins here and does not end within 32000 characters; end it with a line of ---",
    ]);
  });

  const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghij"].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghij"[i]}`).join(",")}]`).join("\n")}`;

  it.each([
    ["a billion laughs", laughs],
    ["brackets", `a: ${"[".repeat(10_000)}`],
    ["braces", `a: ${"{b: ".repeat(5_000)}`],
    ["mixed brackets", `a: ${"[{".repeat(5_000)}`],
    ["list items", `a:\n  ${"- ".repeat(10_000)}x`],
    ["question marks", `a: b\n${"? ".repeat(10_000)}x`],
    ["indentation", Array.from({ length: 240 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["anchors", `a: ${"&a ".repeat(8_000)}`],
    ["aliases", `a: &a x\nb: [${"*a, ".repeat(7_000)}]`],
    ["a loop", "a: &a [*a]"],
    ["keys", Array.from({ length: 3_000 }, (_, i) => `k${i}: 1`).join("\n")],
    ["quotes", `a: "${"\\x".repeat(10_000)}"`],
    ["spaces", `a:${" ".repeat(31_000)}`],
    ["blank lines", "\n".repeat(4_500_000)],
    ["a long key", `${"a ".repeat(15_000)}: x`],
    ["tabs", "\tx: y"],
    ["a tag", "a: !!binary x\nb: !<tag:evil> y"],
  ])("terminates without harm for %s", (_, yaml) => {
    expect(["article", "rejected"]).toContain(read("a.md", matter(yaml)).kind);
  });

  it("may be missing after millions of blank lines", () => {
    expect(html("hello.md", `${"\n".repeat(4_500_000)}Text`)).toBe("<p>Text</p>");
  });

  it("is refused if it is nested too deep", () => {
    expect(problemsIn(`a: ${"[".repeat(30)}`)).toEqual(["2: front matter is nested more than 20 deep"]);
  });

  it("never throws, whatever is between the lines of ---", () => {
    const piece = fc.constantFrom(
      "title",
      ":",
      " ",
      "\n",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&a ",
      "*a",
      "!!str ",
      "|",
      ">",
      "'",
      '"',
      "#",
      "? ",
      "%",
      "@",
      "date",
      "tags",
      "7",
      "\t",
      ",",
      "--- ",
      "<<",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(() => read("a.md", `---\ntitle: x\n${pieces.join("")}\n---\nx`)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});

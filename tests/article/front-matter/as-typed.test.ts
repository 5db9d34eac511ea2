import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article, notes, problems } from "../reading.ts";

const matter = (yaml: string) => `---\n${yaml}\n---\nText`;

describe("a text in YAML", () => {
  it.each([
    ["Codes Round #72"],
    ["#winning"],
    ["&anchor Something"],
    ["!important news"],
    ["*star"],
    ["*Emphasis* and **more**"],
    ["[x] y"],
    ["[ABC] Fish: a #1"],
    ["{x} y"],
    ["@home"],
    ["`code` first"],
    ["%s and more"],
    ["> 5 things"],
    ["| a | b |"],
    ["- dash"],
    ["? what"],
    [": colon"],
    ["Fish: a history: part #3"],
    ["Ends with a colon:"],
    ["'Tis the season"],
    ['"Yes" she said'],
    ['Say "no" #1'],
    ["https://example.org/#a b"],
    ["{{ page.title }}"],
    ["C# & F#"],
    ["🚀 Launch: #1"],
    ["50% off"],
    ["\\backslash \\n"],
  ])("arrives as typed: %s", (text) => {
    const read = article(
      "a.md",
      matter(`title: ${text}\ndescription: ${text}\nsource: ${text}\nauthor:\n  name: ${text}`),
    );
    expect([read.title, read.summary, read.source, read.authors[0]?.name]).toEqual([text, text, text, text]);
    expect(notes("a.md", matter(`title: ${text}`))).toEqual([]);
  });

  it("arrives as typed whatever words and signs it is made of", () => {
    const piece = fc.constantFrom(
      "a",
      "Bo",
      "1",
      " ",
      " ",
      "#",
      ":",
      "&",
      "*",
      "!",
      "@",
      "%",
      "[",
      "]",
      "{",
      "}",
      "'",
      '"',
      ",",
      "-",
      ">",
      "|",
      "?",
      "`",
      "\\",
    );
    const text = fc
      .array(piece, { minLength: 1, maxLength: 12 })
      .map((pieces) => pieces.join("").trim().replace(/ +/g, " "))
      // What is whole in quotes or brackets is YAML's own form; `# ` begins a comment; nothing is no title.
      .filter((each) => /[a-z1]/i.test(each) && !/^["'[{]|^# |^[|>][-+1]*(?: #.*)?$|^!!|^-$/.test(each));
    fc.assert(
      fc.property(text, (title) => {
        expect(article("a.md", matter(`title: ${title}`)).title).toBe(title);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['title: "Quoted" # a comment', "Quoted"],
    ["title: 'It''s' # a comment", "It's"],
    ["title: T\ndate: 2023-01-05 # a comment", "T"],
    ["title: T\ntags: [a, b] # a comment", "T"],
    ["title: T # as typed", "T # as typed"],
    ["title: !!str 007", "007"],
    ["base: &x Shared\ntitle: *x", "Shared"],
    ["title: >\n  Folded # text\n  here: ok", "Folded # text here: ok"],
    ["title: A long: one\n  which goes on #5\n  here", "A long: one which goes on #5 here"],
  ])("leaves YAML what is YAML's: %j", (yaml, title) => {
    expect(article("a.md", matter(yaml)).title).toBe(title);
  });

  it.each([
    ["tags: #ferry #harbour", ["ferry", "harbour"]],
    ["tags: [#ferry, C#, @home, a: b]", ["ferry", "C#", "@home", "a: b"]],
    [
      "tags:\n  - #ferry\n  - C# & F#\n  - @home\n  - &x y\n  - *star\n  - !bang\n  - a: b",
      ["ferry", "C# & F#", "@home", "&x y", "*star", "!bang", "a: b"],
    ],
    ["tags:\n- { name: Sea }\n- label: Tide\n  permalink: /tide", ["Sea", "Tide"]],
  ])("keeps tags as typed: %j", (yaml, tags) => {
    expect(article("a.md", matter(`title: T\n${yaml}`)).tags).toEqual(tags);
  });

  it("names what is ambiguous, in the writer's words", () => {
    expect(notes("a.md", matter("title: T # as typed"))).toEqual([
      '2: title: "T # as typed" is taken with what follows #; a comment needs a line of its own',
    ]);
    expect(notes("a.md", matter("title: T\nsummary: # later"))).toEqual([
      '3: summary: "# later" is a comment; put quotes around it if it is meant as text',
    ]);
  });

  it.each([
    [
      "title: T\n draft: true",
      '3: front matter: "draft: true" is indented, so it would be read as text of the key above',
    ],
    [
      "other: T\n  status: draft",
      '3: front matter: "status: draft" is indented, so it would be read as text of the key above',
    ],
    [
      'title: "Unclosed\ndraft: true',
      '2: front matter: "title: \\"Unclosed" opens a quote or bracket that is not closed',
    ],
    ["title: T\ntags: a\n- b", '4: front matter: "- b" cannot be read: put the value between quotes'],
  ])("never swallows another key: %j", (yaml, problem) => {
    expect(problems("a.md", matter(yaml))).toEqual([problem]);
  });
});

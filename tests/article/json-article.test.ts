import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../functions/article/json/parse-json.ts";
import { article, at, html, notes, problems } from "./reading.ts";

const item = (members: object) => JSON.stringify({ title: "T", content_html: "<p>x</p>", ...members }, null, 1);

describe("a JSON Feed item", () => {
  it("is an article", () => {
    const read = article(
      "posts/a.json",
      item({
        id: "urn:x",
        external_url: "https://example.org/there",
        url: "https://example.org/here",
        summary: "S",
        banner_image: "b.png",
        date_published: "2023-09-14T10:30:00-04:00",
        date_modified: "2023-09-15T00:00:00Z",
        authors: [{ name: "Ann", url: "https://ann.example/", avatar: "https://ann.example/a.png" }],
        tags: ["a", "A", 7],
        language: "de",
        attachments: [{ url: "a.mp3", mime_type: "audio/mpeg", title: "A", size_in_bytes: 5, duration_in_seconds: 60 }],
        _dropfeed: { source: "The Paper", draft: true, slug: "My Slug", expires: "2030-01-01" },
        _other: { x: 1 },
      }),
    );
    expect(read).toMatchObject({
      title: "T",
      html: "<p>x</p>",
      id: "urn:x",
      externalUrl: "https://example.org/there",
      summary: "S",
      date: "2023-09-14T10:30:00-04:00",
      updated: "2023-09-15T00:00:00Z",
      authors: [{ name: "Ann", url: "https://ann.example/", avatar: "https://ann.example/a.png" }],
      tags: ["a", "7"],
      language: "de",
      source: "The Paper",
      draft: true,
      slug: "my-slug",
      expires: "2030-01-01",
    });
    expect(at(read.image, "posts/a.json")).toBe("https://e.org/b/media/posts/b.png");
    expect(read.attachments).toEqual([{ url: "\u0002a.mp3", type: "audio/mpeg", title: "A", size: 5, duration: 60 }]);
  });

  it("may have the author of version 1, one address, our own members at its top, and members that are null", () => {
    const text = item({
      author: { name: "Ann" },
      url: "https://example.org/here",
      slug: "s",
      source: "P",
      tags: null,
      image: "",
    });
    expect(article("a.json", text)).toMatchObject({
      authors: [{ name: "Ann" }],
      externalUrl: "https://example.org/here",
      slug: "s",
      source: "P",
    });
    expect(notes("a.json", text)).toEqual([]);
  });

  it("may be plain text", () => {
    expect(html("a.json", JSON.stringify({ title: "T", content_text: "One <b>\n\nTwo" }))).toBe(
      "<p>One &lt;b&gt;</p>\n<p>Two</p>",
    );
  });

  it("is sanitized, and notes each removal at the line of its HTML", () => {
    const text = item({ content_html: "<p onclick=x>x</p>\n<script>y</script>" });
    expect(html("a.json", text)).toBe("<p>x</p>");
    expect(notes("a.json", text)).toEqual(["3: removed onclick of <p>", "3: removed <script>"]);
  });

  it("may have a title and no text, which is noted", () => {
    expect(notes("a.json", '{"title":"T"}')).toEqual(["?: the article has a title but no text"]);
    expect(problems("a.json", '{"summary":"S"}')).toEqual(["?: the article has neither a title nor text"]);
  });

  it.each([
    [{ tags: 7 }, "4: tags: 7 is not a list; write tags: [one, two]"],
    [{ title: ["x"] }, "2: title: a list is not a text"],
    [{ content_html: 5 }, "3: content_html: 5 is not a text"],
    [{ date_published: "2023-02-30" }, '4: date_published: "2023-02-30" is not a date: February 2023 has 28 days'],
    [
      { attachments: [{ url: "a.mp3" }, { url: "javascript:x" }] },
      '9: attachments.1.url: "javascript:x" is not the address of a file',
    ],
    [{ attachments: [{ mime_type: "audio/mpeg" }] }, "5: attachments.0.url: is missing"],
    [{ attachments: [{ uri: "a.mp3" }] }, '5: attachments.0.url: is missing; found unknown key "uri"'],
    [{ attachments: ["a.mp3"] }, '5: attachments.0: "a.mp3" is not an attachment; write {"url": …, "mime_type": …}'],
    [{ authors: [{ name: 5, url: "x" }] }, '7: authors.0.url: "x" is not a web address; write https://…'],
    [{ _dropfeed: { draft: "x" } }, '5: _dropfeed.draft: "x" is neither true nor false'],
    [{ _dropfeed: 5 }, "4: _dropfeed: 5 is not an object"],
  ])("with %j is refused, at its line", (members, problem) => {
    expect(problems("a.json", item(members))).toContain(problem);
  });

  it("notes members that it does not know", () => {
    expect(notes("a.json", item({ titel: 1, content: "x" }))).toEqual([
      "4: titel: unknown key, ignored; did you mean title?",
      "5: content: unknown key, ignored",
    ]);
  });

  it("reports twenty unknown members, and how many more there are", () => {
    const members = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`x${index}`, 1]));
    const reported = notes("a.json", item(members));
    expect(reported.slice(0, 2)).toEqual(["4: x0: unknown key, ignored", "5: x1: unknown key, ignored"]);
    expect(reported.slice(20)).toEqual(["?: 5 more unknown keys, ignored"]);
  });

  it("reports twenty problems, and how many more there are", () => {
    const reported = problems("a.json", item({ tags: Array(25).fill([]) }));
    expect(reported).toHaveLength(21);
    expect(reported[0]).toBe("5: tags.0: a list is not a text");
    expect(reported.at(-1)).toBe("?: 5 more problems");
  });

  it("has at most a thousand tags", () => {
    expect(problems("a.json", item({ tags: Array(1001).fill("a") }))).toEqual(["4: tags: has more than 1000 items"]);
    expect(article("a.json", item({ tags: Array(1000).fill("a") })).tags).toEqual(["a"]);
  });

  it.each([["[]"], ['{"version":"https://jsonfeed.org/version/1.1","items":[]}']])(
    "is not a complete feed: %s",
    (text) => {
      expect(problems("a.json", text)).toEqual(["1: holds a list of articles; write one JSON Feed item per file"]);
    },
  );

  it.each(["5", '"x"', "null", "true"])("is not %s", (text) => {
    expect(problems("a.json", text)).toEqual([`1: ${text} where names with values should be`]);
  });

  it("cannot reach a prototype", () => {
    const text =
      '{"title":"T","content_html":"x","__proto__":{"draft":true},"constructor":{"prototype":{"draft":true}}}';
    expect(article("a.json", text).draft).toBe(false);
    expect(({} as { draft?: boolean }).draft).toBeUndefined();
  });
});

describe("invalid JSON", () => {
  it.each([
    ['{\n"a": 1,\n}', "3: not JSON: there is } where a name between double quotes should be"],
    ['{\n"a": 1\n"b": 2}', '3: not JSON: there is "b" where , or } should be'],
    ['{\n"a" 1}', "2: not JSON: there is 1 where : should be"],
    ["{\n'a': 1}", "2: not JSON: there is 'a' where a name or } should be"],
    ['{\n"a": }', "2: not JSON: there is } where a value should be"],
    ['{"a": [1,\n]}', "2: not JSON: there is ] where a value should be"],
    ['{"a": [1\n2]}', "2: not JSON: there is 2 where , or ] should be"],
    ['{"a": 1}\n}', "2: not JSON: there is } where the end should be"],
    ['{"a": 1', "1: not JSON: the text ends where , or } should be"],
    ['{"a": "x\ny"}', '1: not JSON: there is "x where a value should be'],
    ['{"a":\n "\\x"}', '2: not JSON: there is "\\x where a value should be'],
    ['{"a": 01}', "1: not JSON: there is 01 where a value should be"],
    ['{"a": True}', "1: not JSON: there is True where a value should be"],
    ['{"a": NaN}', "1: not JSON: there is NaN where a value should be"],
    ["// x\n{}", "1: not JSON: there is // where a value should be"],
    ["title: x", "1: not JSON: there is title where a value should be"],
  ])("%j is refused at its line", (text, problem) => {
    expect(problems("a.json", text)).toEqual([problem]);
  });

  it("always has a reason if JSON.parse rejects it", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"',
      "a",
      "\\",
      "1",
      "-",
      ".",
      "e",
      "true",
      "null",
      " ",
      "\n",
      '"a"',
      "\\u00e9",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const reading = readJson(pieces.join(""));
        if (reading.kind === "broken")
          expect(reading.problem.reason).toMatch(/^not JSON: (?:the text ends|there is .+) where .+ should be$/);
        if (reading.kind === "broken") expect(reading.problem.reason).not.toMatch(/the text ends where the end/);
      }),
      { numRuns: 5000 },
    );
  });
});

it("finds the line of every value in any JSON text", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", '"', "\\", "{", ",", "é"), maxLength: 4 });
  fc.assert(
    fc.property(
      fc.dictionary(letters, fc.array(fc.dictionary(letters, fc.integer(), { maxKeys: 3 }), { maxKeys: 3 } as never), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
      (value) => {
        const text = JSON.stringify(value, null, 1);
        const rows = text.split("\n");
        const json = readJson(text);
        if (json.kind !== "value") throw new Error("invalid JSON");
        for (const [name, list] of Object.entries(value)) {
          expect(rows[(json.lineOf([name]) ?? 0) - 1]?.startsWith(` ${JSON.stringify(name)}:`)).toBe(true);
          list.forEach((inner, index) => {
            for (const key of Object.keys(inner)) {
              expect(rows[(json.lineOf([name, index, key]) ?? 0) - 1]?.startsWith(`   ${JSON.stringify(key)}:`)).toBe(
                true,
              );
            }
          });
        }
      },
    ),
  );
});

it.each([
  ["lists", "[".repeat(100_000)],
  ["objects", '{"a":'.repeat(100_000)],
  ["a list in a title", `{"title":${"[".repeat(20_000)}${"]".repeat(20_000)}}`],
  ["a long string", `{"title":[],"content_html":"${'\\"'.repeat(500_000)}"}`],
  ["a long broken string", `{"content_html":"${"x".repeat(2_000_000)}`],
  ["commas", ",".repeat(100_000)],
  ["unknown keys", `{"content_text":"",${Array.from({ length: 50_000 }, (_, index) => `"k${index}":1`).join()}}`],
  ["lists of tags", `{"content_text":"x","tags":[${"[],".repeat(200_000)}[]]}`],
])("terminates with problems for %s", (_, text) => {
  expect(problems("a.json", text).length).toBeGreaterThan(0);
});

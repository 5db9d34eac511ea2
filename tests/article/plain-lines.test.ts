import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FrontMatter, readFrontMatter } from "../../functions/article/front-matter/front-matter.ts";
import { readLines } from "../../functions/article/front-matter/plain-lines.ts";

const matter = (yaml: string, end = "") => readFrontMatter(`---\n${yaml}\n${end}---\nText`);
/** A comment forces the library to parse the text, and changes nothing else. */
const viaLibrary = (yaml: string) => matter(yaml, "# by the library\n");

const KEYS = ["title", "tags", "a-b", "_", "__proto__", "constructor", "null", "True"];
const PATHS: readonly (readonly PropertyKey[])[] = [
  [],
  [0],
  ["nowhere"],
  ...KEYS.flatMap((key) => [[key], [key, 0], [key, 2], [key, "x"]]),
];

describe("front matter of plain lines", () => {
  it.each([
    "title: \"It’s 'new': a # no. 1\"",
    "title: 'say \"\\n\"'",
    'title: ""',
    "title: Hello, world - [it's] {done} & more",
    "url: https://example.org:80/a?b=c",
    "date: 2023-09-14\nupdated: 2023-09-14T10:30:00.5-04:00",
    "draft: true\npublished: false",
    "weight:   10\nid: 0",
    "language: no\nby: yes\nsource: on x",
    "tags: [a, \"b c\", 'd', 日本語,2023-09-14, 7, true]",
    "_x: a\n__proto__: b\nconstructor: c\nnull: d",
  ])("is read without the library: %j", (yaml) => {
    expect(readLines(`${yaml}\n`, 2)).toBeDefined();
    expect(comparable(matter(yaml))).toEqual(comparable(viaLibrary(yaml)));
  });

  const pieces = [
    "a|B|é|日本|𝒳|e\u0301|\u00a0|\u0085|\u2028|\u200b|\ufeff|yes|no|null|Null|NULL|~|true|True|FALSE|.inf|.NaN",
    "0|7|007|0x1f|0o7|1_000|.5|1.|1.0|1e3|-1|+1|12345678901234567890|2023-09-14|2023-09-14T10:30:00Z|10:30|1:2:3|2023-0",
    " | |\t|:|: | :|#| #|,|, |-|- |?|? |!|!!str |&|&a |*|*a|[|]|[]|{|}|{}|'|''|\"|\\|\\n|%|@|`|>|<<|=|…|.|---|...",
  ].flatMap((row) => row.split("|"));
  const piece = fc.constantFrom(...pieces, "|");
  const text = fc.array(piece, { maxLength: 4 }).map((chosen) => chosen.join(""));
  const scalar = fc.oneof(
    piece,
    fc.tuple(fc.constantFrom("", "a", "1", "2023-1", "true", '"'), text).map((parts) => parts.join("")),
    fc.tuple(fc.constantFrom('"', "'"), text).map(([quote, inner]) => quote + inner + quote),
  );
  const list = fc
    .tuple(fc.array(scalar, { maxLength: 3 }), fc.constantFrom(", ", ",", ",  ", " ,"))
    .map(([items, comma]) => `[${items.join(comma)}]`);
  const key = fc.constantFrom(...KEYS, ...KEYS, ...KEYS, "é", "7", '"q"', "  in", "- x", "<<", "?");
  const colon = fc.constantFrom(...Array<string>(9).fill(": "), ":  ", ":", " : ", ":\t");
  const line = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(key, colon, fc.oneof(scalar, list)).map((parts) => parts.join("")) },
    { weight: 1, arbitrary: fc.constantFrom("", "# x", "  more", "  - x", "- x", "tags: |", "tags:") },
  );
  const yaml = fc.array(line, { minLength: 1, maxLength: 2 }).map((lines) => lines.join("\n"));

  it("gives the same result as the library for any lines", () => {
    fc.assert(
      fc.property(yaml, (text) => {
        if (readLines(`${text}\n`, 2)) expect(comparable(matter(text))).toEqual(comparable(viaLibrary(text)));
      }),
      { numRuns: 5000 },
    );
  });
});

/** Everything except where the body begins. */
function comparable(matter: FrontMatter) {
  if (matter.kind !== "set") return matter;
  const { written, notes, body } = matter;
  return { entries: Object.entries(written.value as object), lines: PATHS.map(written.lineOf), notes, body };
}

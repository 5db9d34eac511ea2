/**
 * A thousand files that nobody would write: random bytes, changed seeds, one format under another's name, odd encodings. Each is
 * answered, and what is published of it is well-formed in all three formats.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Article } from "../../functions/article/article.ts";
import { readArticle } from "../../functions/article/read-article.ts";
import { toItem } from "../../functions/render/item.ts";
import { renderFeed } from "../render/joined-document.ts";
import { feedOf, settings } from "../render/sample.ts";
import { parseXml } from "../render/strict-xml.ts";

const COUNT = 1000;
const EXTENSIONS = ["txt", "md", "mdx", "html", "xhtml", "json"] as const;

type Random = { readonly below: (limit: number) => number; readonly oneOf: <Item>(items: readonly Item[]) => Item };

/** Numbers that are the same in every run (mulberry32), so that a file that fails can be made again. */
function randomFrom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, oneOf: (items) => items[below(items.length)] as (typeof items)[number] };
}

const folder = new URL("../../seeds/", import.meta.url);
const seeds = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(?:txt|md|html|json)$/.test(path))
  .map((path) => readFileSync(new URL(path.replaceAll("\\", "/"), folder)));

const PIECES = [
  ..."--- +++ { } [ ] [[ ]] ]]> <![CDATA[ <!-- --> </p> <p> <b> <script> <svg> <template> <table> <select> &amp; &#0; &#xD800; ![]( [^1] ``` ~~~ ::: {{< >}} {% %} | > - * _ # = : ; , \\ \" ' By via https://a.example/( www. @ 2023-09-31".split(
    " ",
  ),
  ..."\n|\n\n|\r|\f|\v|\t|\u0001|\u0002|\u0003|\u001b|\u0085|\u2028|\u202e|\u200b|\ufeff|\ufffe|\uffff|\ufffd|e\u0301|\u{1F600}|\u{10FFFF}".split(
    "|",
  ),
  ..."title: |draft: true|tags: [a, <b>, ']]>']|authors: [&a *a]|date: 2023-02-30|url: javascript:alert(1)|image: ../../x.png|slug: ../..|attachments: [a.mp3]".split(
    "|",
  ),
];

function bytesOf(length: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}

function piecesOf(count: number, random: Random): string {
  return Array.from({ length: count }, () => random.oneOf(PIECES)).join(random.oneOf(["", " ", "\n"]));
}

const KINDS: Readonly<Record<string, (random: Random) => Buffer>> = {
  "random bytes": (random) => bytesOf(random.below(2000), random),
  "random ASCII": (random) => Buffer.from(bytesOf(random.below(2000), random).map((byte) => byte & 0x7f)),
  "pieces of markup": (random) => Buffer.from(piecesOf(random.below(300), random)),
  "pieces as front matter": (random) =>
    Buffer.from(`${random.oneOf(["---", "+++", "{", "---toml"])}\n${piecesOf(random.below(40), random)}\n---\ntext`),
  "a seed with bytes changed": (random) => {
    const bytes = Buffer.from(random.oneOf(seeds));
    for (let count = random.below(20); count >= 0; count--) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  "a seed cut and pasted": (random) => {
    const [one, two] = [random.oneOf(seeds), random.oneOf(seeds)];
    return Buffer.concat([one.subarray(random.below(one.length)), two.subarray(0, random.below(two.length))]);
  },
  "a seed with pieces put in": (random) => {
    const text = random.oneOf(seeds).toString("utf8");
    const at = random.below(text.length);
    return Buffer.from(text.slice(0, at) + piecesOf(5, random) + text.slice(at));
  },
  "a seed in UTF-16": (random) => {
    const bytes = Buffer.from(`\ufeff${random.oneOf(seeds).toString("utf8")}`, "utf16le");
    return (random.below(2) === 0 ? bytes : bytes.swap16()).subarray(0, bytes.length - random.below(3));
  },
  "a seed in Latin-1": (random) => Buffer.from(random.oneOf(seeds).toString("utf8"), "latin1"),
  "JSON of anything": (random) =>
    Buffer.from(
      JSON.stringify({
        [random.oneOf(["title", "content_html", "content_text", "tags", "id", "__proto__"])]: piecesOf(9, random),
        content_html: piecesOf(30, random),
        tags: [piecesOf(2, random)],
        authors: [{ name: piecesOf(2, random) }],
      }),
    ),
};

function documentsOf(article: Article): readonly string[] {
  const placement = {
    article,
    id: "tag:example.org,2026:a",
    slug: "a",
    published: 0,
    updated: 0,
    media: {},
    references: {},
  };
  return renderFeed(feedOf([toItem(placement, settings)]), settings).map(({ body }) => body as unknown as string);
}

describe("a thousand hostile files", () => {
  it.each(Object.entries(KINDS))("%s: each is answered, and what is published of it is well-formed", (kind, make) => {
    let published = 0;
    for (let seed = 0; seed < COUNT / Object.keys(KINDS).length; seed++) {
      const random = randomFrom(seed);
      const bytes = make(random);
      const extension = random.oneOf(EXTENSIONS);
      const reading = readArticle(`posts/${seed}.${extension}`, bytes);
      if (reading.kind === "rejected") {
        expect(reading.problems.length, `${seed}.${extension}`).toBeGreaterThan(0);
        continue;
      }
      if (reading.kind === "skipped") continue;
      published++;
      const [rss = "", atom = "", json = ""] = documentsOf(reading.article);
      parseXml(rss);
      parseXml(atom);
      expect(JSON.parse(json).items).toHaveLength(1);
    }
    expect(published).toBeGreaterThanOrEqual(kind === "random bytes" || kind === "a seed in Latin-1" ? 0 : 1);
  });
});

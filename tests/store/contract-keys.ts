/** Test data for stores: unusual keys, random listings, and the expected result of a listing. */
import fc from "fast-check";
import type { ListOptions } from "../../functions/store/store.ts";

const LONG_NAME = 255;
const LONG_KEY = 1024;
/** The bytes of a key that are reserved for a test's prefix on S3. */
const SPARE = 64;

/** Keys that break wrong handling of URLs, XML, shells or UTF-16. `longNames` adds one with a segment longer than a file name. */
export function oddKeys(longNames: boolean): string[] {
  const deep = Array.from({ length: 20 }, (_, i) => `${i}`.padEnd(45, "-")).join("/");
  return [
    "a b/c d.md",
    " leading and trailing ",
    "a+b.md",
    "100%.md",
    "%41.md",
    "%2e%2e/x",
    "a#b?c=d&e=f.md",
    "a;b=c,d@e!f$g'h(i)j*.md",
    '<"quoted">.md',
    "a:b|c~d`e^f[g]{h}.md",
    ".hidden",
    "_under/score.md",
    "...",
    "a..b/c..",
    "dir-x",
    "dir.x",
    "dir/x",
    "dir0x",
    "日本語/記事.md",
    "עברית.md",
    "e\u0301.md",
    "\u00e9.md",
    "a\u00a0b\u200b.md",
    "order/\u{ff5e}.md",
    "order/\u{fb00}.md",
    "order/\u{1f600}.md",
    "order/\u{1f601}\u{fb00}.md",
    "order/\u{d7ff}.md",
    "n".repeat(LONG_NAME),
    "é".repeat((LONG_NAME - 1) / 2),
    deep.slice(0, LONG_KEY - SPARE).replace(/\/$/, "x"),
    ...(longNames ? [`records/${"%E3%81%82".repeat(100)}`] : []),
  ];
}

/** The expected names of a listing without a limit, sorted by their bytes. */
export function modelListing(keys: readonly string[], options: ListOptions): { readonly names: string[] } {
  const { prefix = "", delimiter, after = "" } = options;
  const names = new Set<string>();
  for (const name of keys) {
    if (!name.startsWith(prefix)) continue;
    const end = delimiter === undefined ? -1 : name.indexOf(delimiter, prefix.length);
    names.add(end < 0 ? name : name.slice(0, end + 1));
  }
  const matching = [...names].filter((name) => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0);
  return { names: matching.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))) };
}

type Listings = { readonly names: string[]; readonly listings: (ListOptions & { readonly limit: number })[] };

/** Random keys of few different segments, so that many share prefixes, and listings that begin and end anywhere among them. */
export function randomListings(count: number): Listings {
  const seed = Number(process.env.STORE_SEED ?? Date.now() % 1_000_000);
  console.info(`random listings: STORE_SEED=${seed}`);
  const part = fc.constantFrom("a", "a-b", "a.b", "a0", "b c", "+", "é", "\u{fb00}", "\u{1f600}");
  // Only file names have an extension, so that no key is below another, which a folder store could not hold.
  const name = fc
    .tuple(fc.array(part, { maxLength: 3 }), part)
    .map(([above, last]) => [...above, `${last}.md`].join("/"));
  const names = fc.sample(fc.uniqueArray(name, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed }).flat();
  const within = fc.tuple(fc.constantFrom(...names), fc.nat()).map(([full, at]) => cut(full, at));
  const options = fc.record({
    prefix: fc.option(within, { nil: undefined }),
    delimiter: fc.option(fc.constant("/" as const), { nil: undefined }),
    after: fc.option(within, { nil: undefined }),
    limit: fc.constantFrom(1, 2, 3, 7, 1000),
  });
  return { names, listings: fc.sample(options, { numRuns: count, seed }) };
}

/** A prefix of a key that does not split a character, sometimes followed by `!`. */
function cut(full: string, at: number): string {
  const characters = [...full];
  return characters.slice(0, at % (characters.length + 1)).join("") + (at % 5 === 0 ? "!" : "");
}

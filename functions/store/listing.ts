/** How stores that hold their keys in order answer `list`: what is found, and a page of it. */
import type { Key } from "./key.ts";
import { behindAll, compareKeys, startOf } from "./key-order.ts";
import type { SortedKeys } from "./sorted-keys.ts";
import type { Entry, Listing, ListOptions } from "./store.ts";

/** S3's limit, and so everyone's. */
export const MAX_LISTED = 1000;

export function pageSize(limit: number | undefined): number {
  return Math.min(Math.max(1, limit ?? MAX_LISTED), MAX_LISTED);
}

/**
 * A page of what was found, in order: keys, and shared parts, which end with a slash as no key can. A key that has no entry
 * any more is passed over.
 */
export function takePage(
  found: Iterable<string>,
  limit: number | undefined,
  entryOf: (key: Key) => Entry | undefined,
): Listing {
  const size = pageSize(limit);
  const entries: Entry[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  for (const name of found) {
    if (entries.length + prefixes.length === size) return { entries, prefixes, next: last };
    if (name.endsWith("/")) {
      prefixes.push(name);
    } else {
      const entry = entryOf(name as Key);
      if (entry === undefined) continue;
      entries.push(entry);
    }
    last = name;
  }
  return { entries, prefixes };
}

/** Keys and shared parts as `list` names them, in order. */
export function* findIn(keys: SortedKeys, options: Omit<ListOptions, "limit">): Generator<string> {
  const { prefix = "", delimiter, after } = options;
  let start: string | undefined = startOf(prefix, after);
  while (start !== undefined) {
    const from: string = start;
    start = undefined;
    for (const key of keys.from(from)) {
      if (!key.startsWith(prefix)) return;
      const end = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
      if (end < 0) {
        yield key;
        continue;
      }
      const shared = key.slice(0, end + 1);
      if (after === undefined || compareKeys(shared, after) > 0) yield shared;
      start = behindAll(shared);
      break;
    }
  }
}

/** Implements `list` for stores that keep their keys sorted: finds the matching keys and prefixes, and cuts a page from them. */
import type { Key } from "./key.ts";
import { afterPrefix, compareKeys, startOf } from "./key-order.ts";
import type { SortedKeys } from "./sorted-keys.ts";
import type { Entry, Listing, ListOptions } from "./store.ts";

/** The limit of S3, which all stores share. */
export const MAX_LISTED = 1000;

export function pageSize(limit: number | undefined): number {
  return Math.min(Math.max(1, limit ?? MAX_LISTED), MAX_LISTED);
}

/**
 * One page of a listing. `found` yields keys and common prefixes in order; prefixes end with a slash, which no key can.
 * Skips a key whose entry no longer exists.
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

/** The keys and common prefixes that match the options of `list`, in order. */
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
      const commonPrefix = key.slice(0, end + 1);
      if (after === undefined || compareKeys(commonPrefix, after) > 0) yield commonPrefix;
      start = afterPrefix(commonPrefix);
      break;
    }
  }
}

/** Lists the pages, feeds and archive periods that a batch of updates affects. Pure. */
import { type IndexKey, parseIndexKey } from "../state/index-key.ts";
import type { Update } from "../update-record.ts";

/** The changes in one archive period: keys that were added or removed, and keys that stayed while their article changed. */
export type TouchedPeriod = {
  readonly added: IndexKey[];
  readonly removed: IndexKey[];
  readonly edited: IndexKey[];
  /** An earlier update was interrupted, so the number of pages before it is unknown. */
  wasInterrupted: boolean;
};

export type TouchedDocuments = {
  /** By slug: the paths in this batch that own the page according to their records; empty if the page was only removed. */
  readonly pages: Map<string, string[]>;
  /** The slugs of pages that an article's chapters leave. */
  readonly chaptersLeft: Set<string>;
  /** By feed folder: the keys of articles that were added, removed or changed. */
  readonly feeds: Map<string, IndexKey[]>;
  readonly periods: Map<string, TouchedPeriod>;
  /** The months of the sitemap. */
  readonly sitemaps: Set<string>;
  /** The feed keys that this batch added. */
  readonly added: Set<IndexKey>;
  wasInterrupted: boolean;
};

export function touchedDocuments(updates: readonly Update[]): TouchedDocuments {
  const touched: TouchedDocuments = {
    pages: new Map(),
    chaptersLeft: new Set(),
    feeds: new Map(),
    periods: new Map(),
    sitemaps: new Set(),
    added: new Set(),
    wasInterrupted: false,
  };
  for (const update of updates) {
    touched.wasInterrupted ||= update.wasInterrupted;
    for (const key of update.keys) touch(touched, update, key, update.added.has(key) ? "added" : "edited");
    for (const key of update.removed) touch(touched, update, key, "removed");
  }
  return touched;
}

function touch(touched: TouchedDocuments, update: Update, key: IndexKey, how: "added" | "removed" | "edited") {
  const parsed = parseIndexKey(key);
  if (parsed.kind === "page") {
    const owners = entry(touched.pages, parsed.slug, () => []);
    if (how !== "removed") owners.push(update.path);
  }
  if (parsed.kind === "chapters" && how === "removed") touched.chaptersLeft.add(parsed.slug);
  if (parsed.kind === "feed") {
    entry(touched.feeds, parsed.folder, () => []).push(key);
    if (how === "added") touched.added.add(key);
  }
  if (parsed.kind === "sitemap") touched.sitemaps.add(parsed.period);
  if (parsed.kind === "archive") {
    const period = entry(touched.periods, parsed.period, () => ({
      added: [],
      removed: [],
      edited: [],
      wasInterrupted: false,
    }));
    period[how].push(key);
    period.wasInterrupted ||= update.wasInterrupted;
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** Lists the pages, feeds and archive periods that a batch of updates affects. Pure. */
import { type IndexKey, parseIndexKey, periodPrefix } from "../state/state-keys.ts";
import type { Update } from "../update-record.ts";

/**
 * The changes in one period of a feed's archive: keys that were added or removed, and keys that stayed while their article changed.
 */
export type TouchedPeriod = {
  /** The feed's folder. */
  readonly folder: string;
  readonly name: string;
  readonly added: IndexKey[];
  readonly removed: IndexKey[];
  readonly edited: IndexKey[];
  /**
   * An earlier update was interrupted, or pages may have had another size: which pages there were, and which of them were complete,
   * is unknown.
   */
  isUnsure: boolean;
};

export type TouchedDocuments = {
  /** By slug: the paths in this batch that own the page according to their records; empty if the page was only removed. */
  readonly pages: Map<string, string[]>;
  /** The slugs of pages that an article's chapters leave. */
  readonly chaptersLeft: Set<string>;
  /** By feed folder: the keys of articles that were added, removed or changed. */
  readonly feeds: Map<string, IndexKey[]>;
  /** By the key prefix of the period. */
  readonly periods: Map<string, TouchedPeriod>;
  /** The months of the sitemap. */
  readonly sitemaps: Set<string>;
  /** The feed keys that this batch added. */
  readonly added: Set<IndexKey>;
  wasInterrupted: boolean;
};

/** `force`: documents are made again because settings or release may have changed. */
export function touchedDocuments(updates: readonly Update[], force = false): TouchedDocuments {
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
  if (force) for (const period of touched.periods.values()) period.isUnsure = true;
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
    const { folder, period: name } = parsed;
    const period = entry(touched.periods, periodPrefix(folder, name), () => {
      return { folder, name, added: [], removed: [], edited: [], isUnsure: false };
    });
    period[how].push(key);
    period.isUnsure ||= update.wasInterrupted;
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

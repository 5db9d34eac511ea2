/** Which documents a batch of updates touches. Pure. */
import { type IndexKey, parseIndexKey } from "../state/index-key.ts";
import type { Update } from "../update-record.ts";

/** What happened to one archive period: the keys that came, went, or stayed while their article changed. */
export type TouchedPeriod = {
  readonly come: IndexKey[];
  readonly left: IndexKey[];
  readonly edited: IndexKey[];
  /** An update was found under way: how many pages there were is not known. */
  unsure: boolean;
};

export type TouchedDocuments = {
  /** The paths in this batch that say the page is theirs, by slug; none where one was left. */
  readonly pages: Map<string, string[]>;
  /** What happened in each feed, by its folder: the keys of articles that came, went or changed. */
  readonly feeds: Map<string, IndexKey[]>;
  readonly periods: Map<string, TouchedPeriod>;
  /** The keys of feeds that this batch put. */
  readonly come: Set<IndexKey>;
  unsure: boolean;
};

export function touchedDocuments(updates: readonly Update[]): TouchedDocuments {
  const touched: TouchedDocuments = {
    pages: new Map(),
    feeds: new Map(),
    periods: new Map(),
    come: new Set(),
    unsure: false,
  };
  for (const update of updates) {
    touched.unsure ||= update.unsure;
    for (const key of update.keys) touch(touched, update, key, update.come.has(key) ? "come" : "edited");
    for (const key of update.left) touch(touched, update, key, "left");
  }
  return touched;
}

function touch(touched: TouchedDocuments, update: Update, key: IndexKey, how: "come" | "left" | "edited") {
  const parsed = parseIndexKey(key);
  if (parsed.kind === "page") {
    const owners = entry(touched.pages, parsed.slug, () => []);
    if (how !== "left") owners.push(update.path);
  }
  if (parsed.kind === "feed") {
    entry(touched.feeds, parsed.folder, () => []).push(key);
    if (how === "come") touched.come.add(key);
  }
  if (parsed.kind === "archive") {
    const period = entry(touched.periods, parsed.period, () => ({ come: [], left: [], edited: [], unsure: false }));
    period[how].push(key);
    period.unsure ||= update.unsure;
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

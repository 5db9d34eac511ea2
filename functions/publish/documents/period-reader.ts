/** Reads the archive periods of one feed and their neighbors from the index, with a cache so that each is listed once per batch. */
import { listAll, type Store } from "../../store/store.ts";
import type { RecordReader } from "../state/record-reader.ts";
import {
  archivePrefix,
  compareByAge,
  feedPrefix,
  type IndexKey,
  LAST,
  olderThan,
  parseIndexKey,
  pathOf,
  periodPrefix,
  periodsPrefix,
} from "../state/state-keys.ts";

/** A period and the keys of its articles, oldest first; a period without keys does not exist any more, or not yet. */
export type Period = { readonly name: string; readonly keys: readonly IndexKey[]; readonly pageCount: number };

/** The archive of one feed. */
export type FeedArchive = {
  /** The feed's folder. */
  readonly folder: string;
  /** The maximum number of articles on a page. */
  readonly pageSize: number;
  readonly period: (name: string) => Promise<Period>;
  /** The nearest older period, given the archive key of an article in the current one. */
  readonly olderThan: (key: IndexKey) => Promise<Period | undefined>;
  /** The nearest newer period. */
  readonly newerThan: (name: string) => Promise<Period | undefined>;
};

/** By the folder of the feed. */
export type ArchiveReader = (folder: string) => FeedArchive;

export function archiveReader(state: Store, records: RecordReader, pageSize: number): ArchiveReader {
  const archives = new Map<string, FeedArchive>();
  return (folder) => {
    const found = archives.get(folder) ?? feedArchive(folder, pageSize, { state, records });
    archives.set(folder, found);
    return found;
  };
}

/** How many keys of a feed to search. More can be stale at once only if a batch of more articles was interrupted. */
const LOOK_AHEAD = 100;

type Index = { readonly state: Store; readonly records: RecordReader };

function feedArchive(folder: string, pageSize: number, { state, records }: Index): FeedArchive {
  const period = cached((name) => readPeriod({ folder, pageSize }, name, state));
  return {
    folder,
    pageSize,
    period,
    // Archive keys can be listed only forward in time. Feed keys go back in time, so the nearest older article comes first.
    olderThan: cached(async (archiveKey) => {
      const current = parseIndexKey(archiveKey);
      if (current.kind !== "archive") return undefined;
      const after = olderThan(folder, current.ms);
      const { entries } = await state.list({ prefix: feedPrefix(folder), after, limit: LOOK_AHEAD });
      for (const entry of entries) {
        const record = await records.read(pathOf(entry.key), entry.key);
        const name = record && periodIn(record.keys, folder);
        if (name !== undefined && isOther(name, current.period)) return period(name);
      }
      return undefined;
    }),
    newerThan: cached(async (name) => {
      const [prefix, after] = [periodsPrefix(folder, name), periodPrefix(folder, name) + LAST];
      const { entries } = await state.list({ prefix, after, limit: 1 });
      const parsed = entries[0] && parseIndexKey(entries[0].key);
      return parsed?.kind === "archive" ? period(parsed.period) : undefined;
    }),
  };
}

/** The key of an article in the archive of a feed, among the keys of its record. */
export function archiveKeyIn(keys: readonly IndexKey[], folder: string): IndexKey | undefined {
  const prefix = archivePrefix(folder);
  return keys.find((key) => key.startsWith(prefix));
}

/** The name of the period that an article with these keys belongs to in the archive of a feed. */
export function periodIn(keys: readonly IndexKey[], folder: string): string | undefined {
  const key = archiveKeyIn(keys, folder);
  const parsed = key === undefined ? undefined : parseIndexKey(key);
  return parsed?.kind === "archive" ? parsed.period : undefined;
}

/** Only periods of the same unit are neighbors: other units occur while the archive setting changes. */
const isOther = (one: string, another: string) => one !== another && one.length === another.length;

async function readPeriod(
  { folder, pageSize }: Pick<FeedArchive, "folder" | "pageSize">,
  name: string,
  state: Store,
): Promise<Period> {
  const keys: IndexKey[] = [];
  for await (const { entries } of listAll(state, { prefix: periodPrefix(folder, name) })) {
    for (const entry of entries) keys.push(entry.key);
  }
  return { name, keys: keys.sort(compareByAge), pageCount: Math.ceil(keys.length / pageSize) };
}

function cached<Value>(read: (name: string) => Promise<Value>): (name: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (name) => {
    const found = known.get(name) ?? read(name);
    known.set(name, found);
    return found;
  };
}

/** Reads archive periods and their neighbors from the index, with a cache so that each period is listed once per batch. */
import { listAll, type Store } from "../../store/store.ts";
import {
  ARCHIVE,
  feedPrefix,
  type IndexKey,
  LAST,
  olderThan,
  parseIndexKey,
  pathOf,
  periodPrefix,
  periodsPrefix,
} from "../state/index-key.ts";
import type { ArticleRecord } from "../state/record.ts";
import type { RecordReader } from "../state/record-reader.ts";

/** A period and the keys of its articles, oldest first; a period without keys does not exist any more, or not yet. */
export type Period = { readonly name: string; readonly keys: readonly IndexKey[]; readonly pageCount: number };

export type ArchiveReader = {
  /** The maximum number of articles on a page. */
  readonly pageSize: number;
  readonly period: (name: string) => Promise<Period>;
  /** The nearest older period, given the archive key of an article in the current one. */
  readonly olderThan: (key: IndexKey) => Promise<Period | undefined>;
  /** The nearest newer period. */
  readonly newerThan: (name: string) => Promise<Period | undefined>;
};

/** How many main feed keys to search. More can be stale at once only if a batch of more articles was interrupted. */
const LOOK_AHEAD = 100;

export function archiveReader(state: Store, records: RecordReader, pageSize = PAGE_SIZE): ArchiveReader {
  const periods = new Map<string, Promise<Period>>();
  const period = (name: string) => {
    const found = periods.get(name) ?? readPeriod(name, pageSize, state);
    periods.set(name, found);
    return found;
  };
  return {
    pageSize,
    period,
    // Archive keys can be listed only forward in time. Main feed keys go back in time, so the nearest older article comes first.
    async olderThan(archiveKey) {
      const current = parseIndexKey(archiveKey);
      if (current.kind !== "archive") return undefined;
      const after = olderThan(current.ms);
      const { entries } = await state.list({ prefix: feedPrefix(""), after, limit: LOOK_AHEAD });
      for (const entry of entries) {
        const record = await records.read(pathOf(entry.key), entry.key);
        const key = record && archiveKeyOf(record.keys);
        const parsed = key === undefined ? undefined : parseIndexKey(key);
        if (parsed?.kind === "archive" && isOther(parsed.period, current.period)) return period(parsed.period);
      }
      return undefined;
    },
    async newerThan(name) {
      const { entries } = await state.list({ prefix: periodsPrefix(name), after: periodPrefix(name) + LAST, limit: 1 });
      const parsed = entries[0] && parseIndexKey(entries[0].key);
      return parsed?.kind === "archive" ? period(parsed.period) : undefined;
    },
  };
}

const PAGE_SIZE = 100;
export const folderOfPage = (period: string, page: number) => `archive/${period}/${page > 1 ? `${page}/` : ""}`;
export const firstPage = ({ name }: Period) => folderOfPage(name, 1);
export const lastPage = ({ name, pageCount }: Period) => folderOfPage(name, pageCount);

/** Only periods of the same unit are neighbors: other units occur while the archive setting changes. */
const isOther = (one: string, another: string) => one !== another && periodsPrefix(one) === periodsPrefix(another);

/** The archive key among a record's keys. */
const archiveKeyOf = (keys: readonly IndexKey[]) => keys.find((key) => key.startsWith(ARCHIVE));

/** The folder of the newest archive page, given the newest articles of the main feed. */
export async function newestArchivePage(
  newest: readonly ArticleRecord[],
  archive: ArchiveReader,
): Promise<string | undefined> {
  const archiveKey = newest.map(({ keys }) => archiveKeyOf(keys)).find((key) => key !== undefined);
  const parsed = archiveKey === undefined ? undefined : parseIndexKey(archiveKey);
  return parsed?.kind === "archive" ? lastPage(await archive.period(parsed.period)) : undefined;
}

async function readPeriod(name: string, pageSize: number, state: Store): Promise<Period> {
  const keys: IndexKey[] = [];
  for await (const { entries } of listAll(state, { prefix: periodPrefix(name) })) {
    for (const entry of entries) keys.push(entry.key);
  }
  return { name, keys, pageCount: Math.ceil(keys.length / pageSize) };
}

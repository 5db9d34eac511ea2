/** Finds the archive's periods and their neighbours in the index; each is listed once a batch. */
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

/** A period and its articles' keys, oldest first; one without keys has gone, or has yet to come. */
export type Period = { readonly name: string; readonly keys: readonly IndexKey[]; readonly pageCount: number };

export type ArchiveReader = {
  /** How many articles a page holds at the most. */
  readonly pageSize: number;
  readonly period: (name: string) => Promise<Period>;
  /** The nearest period before an article of the period, whose archive key is given. */
  readonly olderThan: (key: IndexKey) => Promise<Period | undefined>;
  /** The nearest period behind. */
  readonly newerThan: (name: string) => Promise<Period | undefined>;
};

/** More keys of the main feed than this can be stale at once only if a batch of that size was interrupted. */
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
    // A listing only goes forward in time here; the main feed's goes back, and so meets the nearest older article first.
    async olderThan(archiveKey) {
      const own = parseIndexKey(archiveKey);
      if (own.kind !== "archive") return undefined;
      const after = olderThan(own.ms);
      const { entries } = await state.list({ prefix: feedPrefix(""), after, limit: LOOK_AHEAD });
      for (const entry of entries) {
        const record = await records.read(pathOf(entry.key), entry.key);
        const key = record && archiveKeyOf(record.keys);
        const parsed = key === undefined ? undefined : parseIndexKey(key);
        if (parsed?.kind === "archive" && isOther(parsed.period, own.period)) return period(parsed.period);
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

/** Neighbours are periods of one unit: those of another are about to go, or have just come. */
const isOther = (one: string, another: string) => one !== another && periodsPrefix(one) === periodsPrefix(another);

/** The archive key among a record's keys. */
const archiveKeyOf = (keys: readonly IndexKey[]) => keys.find((key) => key.startsWith(ARCHIVE));

/** The folder of the newest archive page, given the newest articles of the main feed. */
export async function newestArchivePage(
  newest: readonly ArticleRecord[],
  archive: ArchiveReader,
): Promise<string | undefined> {
  const archived = newest.map(({ keys }) => archiveKeyOf(keys)).find((key) => key !== undefined);
  const parsed = archived === undefined ? undefined : parseIndexKey(archived);
  return parsed?.kind === "archive" ? lastPage(await archive.period(parsed.period)) : undefined;
}

async function readPeriod(name: string, pageSize: number, state: Store): Promise<Period> {
  const keys: IndexKey[] = [];
  for await (const { entries } of listAll(state, { prefix: periodPrefix(name) })) {
    for (const entry of entries) keys.push(entry.key);
  }
  return { name, keys, pageCount: Math.ceil(keys.length / pageSize) };
}

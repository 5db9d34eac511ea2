/** Reads the records that index keys point to, with a cache so that each is read once per batch. */
import { lruCache } from "../../render/lru-cache.ts";
import type { Store } from "../../store/store.ts";
import { type ArticleRecord, readRecord } from "./record.ts";
import { type IndexKey, pathOf } from "./state-keys.ts";

export type RecordReader = {
  /** The record of a path if it has the key; undefined if the record is missing or no longer has the key. */
  readonly read: (path: string, key: IndexKey) => Promise<ArticleRecord | undefined>;
  /** The records of listed keys, in the same order; keys that their record no longer has are skipped. */
  readonly readAll: (keys: readonly IndexKey[]) => Promise<ArticleRecord[]>;
  /** Puts a new version of a record into the cache, so that it is not read again. */
  readonly remember: (path: string, record: ArticleRecord) => void;
};

/** Many more records than the documents of one publish need, and few enough to fit in memory while a complete site is built. */
const CACHE_SIZE = 10_000;
/** In UTF-16 units of HTML: few sites have articles so long that this is reached before the other limit. */
const CACHE_UNITS = 100_000_000;

export function recordReader(state: Store): RecordReader {
  const cache = lruCache<string, Promise<ArticleRecord | undefined>>(CACHE_SIZE);
  let units = 0;
  const count = (record: ArticleRecord | undefined) => {
    units += record?.article.html.length ?? 0;
    if (units > CACHE_UNITS) {
      cache.clear();
      units = 0;
    }
    return record;
  };
  const read = async (path: string, key: IndexKey) => {
    const record = await cache.get(path, async () => count((await readRecord(state, path))?.record));
    return record?.keys.includes(key) ? record : undefined;
  };
  return {
    read,
    async readAll(keys) {
      const found = await Promise.all(keys.map((key) => read(pathOf(key), key)));
      return found.filter((record) => record !== undefined);
    },
    remember(path, record) {
      cache.set(path, Promise.resolve(record));
      count(record);
    },
  };
}

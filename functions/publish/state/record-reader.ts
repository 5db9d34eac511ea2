/** Reads the records that keys of the index list, each once a batch. */
import { lruCache } from "../../render/lru-cache.ts";
import type { Store } from "../../store/store.ts";
import { type IndexKey, pathOf } from "./index-key.ts";
import { type ArticleRecord, readRecord } from "./record.ts";

export type RecordReader = {
  /** The record of a path that holds the key; none where it is missing, gone, or has left the key. */
  readonly read: (path: string, key: IndexKey) => Promise<ArticleRecord | undefined>;
  /** The records behind keys that were listed, in their order; keys that no record holds are passed over. */
  readonly readAll: (keys: readonly IndexKey[]) => Promise<ArticleRecord[]>;
  /** Spares a reading: this is the record now. */
  readonly know: (path: string, record: ArticleRecord) => void;
};

/** Many more than the documents of one publish tell of, and few enough to be kept in memory while a whole site is built. */
const KEPT = 10_000;

export function recordReader(state: Store): RecordReader {
  const known = lruCache<string, Promise<ArticleRecord | undefined>>(KEPT);
  const read = async (path: string, key: IndexKey) => {
    const record = await known.get(path, async () => (await readRecord(state, path))?.record);
    return record?.keys.includes(key) ? record : undefined;
  };
  return {
    read,
    async readAll(keys) {
      const found = await Promise.all(keys.map((key) => read(pathOf(key), key)));
      return found.filter((record) => record !== undefined);
    },
    know: (path, record) => known.set(path, Promise.resolve(record)),
  };
}

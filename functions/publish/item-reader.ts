/** Reads what keys of the index list: each record once a batch, each item made once and shared by every document that tells of it. */
import type { Item } from "../render/item.ts";
import { present } from "../render/item.ts";
import type { Settings } from "../settings/settings.ts";
import type { Store } from "../store/store.ts";
import { type IndexKey, pathOf } from "./index-key.ts";
import { type ArticleRecord, readRecord } from "./record.ts";

export type Listed = { readonly record: ArticleRecord; readonly item: Item };

export type ItemReader = {
  /** The item of a path whose record holds the key; none where the record is missing, gone, or has left it. */
  readonly read: (path: string, key: IndexKey) => Promise<Listed | undefined>;
  /** The items behind keys that were listed, in their order; keys that no record holds are passed over. */
  readonly readAll: (keys: readonly IndexKey[]) => Promise<Listed[]>;
  /** Spares a reading: this is the record now. */
  readonly know: (path: string, record: ArticleRecord) => void;
};

/** Many more than the documents of one publish hold, and few enough to be kept in memory while a whole site is built. */
const KEPT = 2000;

export function itemReader(state: Store, settings: Settings): ItemReader {
  const cache = new Map<string, Promise<Listed | undefined>>();
  const keep = (path: string, listed: Promise<Listed | undefined>) => {
    cache.delete(path);
    cache.set(path, listed);
    const oldest = cache.size > KEPT ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    return listed;
  };
  const read = async (path: string, key: IndexKey) => {
    const listed = await keep(path, cache.get(path) ?? load(state, path, settings));
    return listed?.record.keys.includes(key) ? listed : undefined;
  };
  return {
    read,
    async readAll(keys) {
      const found = await Promise.all(keys.map((key) => read(pathOf(key), key)));
      return found.filter((listed) => listed !== undefined);
    },
    know: (path, record) => void keep(path, Promise.resolve(listed(record, settings))),
  };
}

async function load(state: Store, path: string, settings: Settings): Promise<Listed | undefined> {
  const remembered = await readRecord(state, path);
  return remembered && listed(remembered.record, settings);
}

/** The item is made when it is first asked for: many records are known that no document of the batch tells of. */
function listed(record: ArticleRecord, settings: Settings): Listed {
  let item: Item | undefined;
  return {
    record,
    get item() {
      item ??= present(record, settings);
      return item;
    },
  };
}

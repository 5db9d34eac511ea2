/**
 * Stores for the drop benchmark: articles are generated when they are read; state and documents are on the memory disk.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Stores } from "../functions/publish/stores.ts";
import { folderStore } from "../functions/store/folder/folder.ts";
import { journalStore } from "../functions/store/journal/journal.ts";
import { memoryStore } from "../functions/store/memory.ts";
import type { Meta, Store, Version } from "../functions/store/store.ts";
import { corpusArticle, corpusPath } from "./corpus.ts";
import { NOW } from "./published-site.ts";

export type DropStores = { readonly stores: Stores; readonly close: () => void };

export function droppedStores(articles: number, folder: string): DropStores {
  const state = journalStore(join(folder, "state"));
  const site = describedStore(folderStore(join(folder, "site")));
  return { stores: { content: corpusStore(articles), state, site }, close: state.close };
}

/** Supports reading only, not listing. */
function corpusStore(articles: number): Store {
  return {
    ...memoryStore(),
    async read(key) {
      const number = Number(/\d+/.exec(key)?.[0] ?? Number.NaN);
      if (key !== corpusPath(number) || number >= articles) return undefined;
      const body = Buffer.from(corpusArticle(number, articles));
      const version = createHash("md5").update(body).digest("hex") as Version;
      return { key, body, version, size: body.length, modified: NOW, meta: {} };
    },
  };
}

/** Adds metadata (how objects are served), which a bucket stores and a folder does not. */
function describedStore(store: Store): Store {
  const metas = new Map<string, Meta>();
  return {
    ...store,
    async read(key) {
      const stored = await store.read(key);
      return stored && { ...stored, meta: metas.get(key) ?? {} };
    },
    async write(key, body, expected, meta = {}) {
      metas.set(key, meta);
      return store.write(key, body, expected, meta);
    },
  };
}

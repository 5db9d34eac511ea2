/** Writes documents to the site store, leaving alone what would not change: its ETag and Last-Modified stay, and readers get 304. */
import { cacheControl } from "../edge/headers.ts";
import type { Document } from "../render/document.ts";
import { type Body, bytesForNow, sizeOf } from "../store/body.ts";
import { key } from "../store/key.ts";
import type { Meta, Store, StoredObject } from "../store/store.ts";
import { inParallel } from "./in-parallel.ts";

export type DocumentWriter = {
  readonly put: (document: Omit<Document, "body"> & { readonly body: Body }) => Promise<void>;
  /** A document goes at the end, when nothing points at it any more. */
  readonly remove: (name: string) => void;
  readonly flush: () => Promise<void>;
  readonly log: WriteLog;
};

export type WriteLog = { readonly written: string[]; readonly unchanged: string[]; readonly removed: string[] };

export function documentWriter(site: Store): DocumentWriter {
  const log: WriteLog = { written: [], unchanged: [], removed: [] };
  const leaving = new Set<string>();
  const removeNow = async (name: string) => {
    if ((await site.stat(key(name))) === undefined) return;
    await site.remove(key(name), "anything");
    log.removed.push(name);
  };
  return {
    log,
    async put({ name, body, type, freshness }) {
      leaving.delete(name);
      const meta: Meta = { type, cacheControl: cacheControl[freshness] };
      const stored = await site.read(key(name));
      if (stored !== undefined && isSame(stored, body, meta)) {
        log.unchanged.push(name);
        return;
      }
      const result = await site.write(key(name), body, "anything", meta);
      if (result.kind === "written") log.written.push(name);
    },
    remove: (name) => void leaving.add(name),
    async flush() {
      await inParallel([...leaving], removeNow);
      leaving.clear();
    },
  };
}

// A folder keeps no metadata: there the name alone says how a document is served.
function isSame(stored: StoredObject, body: Body, meta: Meta): boolean {
  const { type, cacheControl } = stored.meta;
  const servedAlike = type === undefined || (type === meta.type && cacheControl === meta.cacheControl);
  // Most that changes changes its length; only what does not is worth comparing.
  if (!servedAlike || stored.size !== sizeOf(body)) return false;
  return Buffer.compare(stored.body, bytesForNow(body)) === 0;
}

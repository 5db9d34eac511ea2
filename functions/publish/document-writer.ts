/** Writes documents to the site store and keeps account of it. */
import type { Sheet } from "../render/sheet.ts";
import { key } from "../store/key.ts";
import type { Store } from "../store/store.ts";
import type { Executor } from "./executor.ts";
import { inParallel } from "./in-parallel.ts";
import { type AnyDocument, type Put, putDocument } from "./put-document.ts";

export type DocumentWriter = {
  readonly put: (document: AnyDocument) => Promise<void>;
  readonly putSheet: (sheet: Sheet) => Promise<void>;
  /** A document goes at the end, when nothing points at it any more. */
  readonly remove: (name: string) => void;
  readonly flush: () => Promise<void>;
  readonly log: WriteLog;
};

export type WriteLog = { readonly written: string[]; readonly unchanged: string[]; readonly removed: string[] };

export function documentWriter(site: Store, executor: Executor): DocumentWriter {
  const log: WriteLog = { written: [], unchanged: [], removed: [] };
  const leaving = new Set<string>();
  const note = ({ name, outcome }: Put) => {
    leaving.delete(name);
    if (outcome !== "kept out") log[outcome].push(name);
  };
  const removeNow = async (name: string) => {
    if ((await site.stat(key(name))) === undefined) return;
    await site.remove(key(name), "anything");
    log.removed.push(name);
  };
  return {
    log,
    put: async (document) => note(await putDocument(site, document)),
    putSheet: async (sheet) => (await executor.put(sheet)).forEach(note),
    remove: (name) => void leaving.add(name),
    async flush() {
      await inParallel([...leaving], removeNow);
      leaving.clear();
    },
  };
}

/** Writes documents to the site store and keeps account of it. */
import type { RenderJob } from "../../render/render-job.ts";
import { key } from "../../store/key.ts";
import type { Store } from "../../store/store.ts";
import type { Executor } from "../executor.ts";
import { inParallel } from "../in-parallel.ts";
import { type WritableDocument, type WriteOutcome, writeIfChanged } from "./write-if-changed.ts";

export type DocumentWriter = {
  readonly write: (document: WritableDocument) => Promise<void>;
  readonly render: (job: RenderJob) => Promise<void>;
  /** A document goes at the end, when nothing points at it any more. */
  readonly remove: (name: string) => void;
  readonly flush: () => Promise<void>;
  readonly log: WriteLog;
};

export type WriteLog = { readonly written: string[]; readonly unchanged: string[]; readonly removed: string[] };

export function documentWriter(site: Store, executor: Executor): DocumentWriter {
  const log: WriteLog = { written: [], unchanged: [], removed: [] };
  const leaving = new Set<string>();
  const note = ({ name, outcome }: WriteOutcome) => {
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
    write: async (document) => note(await writeIfChanged(site, document)),
    render: async (job) => (await executor.render(job)).forEach(note),
    remove: (name) => void leaving.add(name),
    async flush() {
      await inParallel([...leaving], removeNow);
      leaving.clear();
    },
  };
}

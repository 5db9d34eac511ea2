/** Writes and removes documents in the site store, and logs which ones changed. */
import type { ArticleJob, FeedJob } from "../../render/render-job.ts";
import type { RenderedItem } from "../../render/rendered-item.ts";
import { key } from "../../store/key.ts";
import type { CopySource, Store } from "../../store/store.ts";
import type { Executor } from "../executor.ts";
import { inParallel } from "../in-parallel.ts";
import { type CopyTarget, copyIfChanged } from "./copy-if-changed.ts";
import { type WritableDocument, type WriteOutcome, writeIfChanged } from "./write-if-changed.ts";

export type DocumentWriter = {
  readonly write: (document: WritableDocument) => Promise<void>;
  readonly copy: (source: CopySource, target: CopyTarget) => Promise<void>;
  /** Returns the article's item, if documents may list it. */
  readonly writeArticle: (job: ArticleJob) => Promise<RenderedItem | undefined>;
  readonly writeFeed: (job: FeedJob) => Promise<void>;
  /** Schedules a removal. `flush` does it at the end, when no document links to this one any more. */
  readonly remove: (name: string) => void;
  readonly flush: () => Promise<void>;
  readonly log: WriteLog;
};

export type WriteLog = { readonly written: string[]; readonly unchanged: string[]; readonly removed: string[] };

export function documentWriter(site: Store, executor: Executor): DocumentWriter {
  const log: WriteLog = { written: [], unchanged: [], removed: [] };
  const toRemove = new Set<string>();
  const logOutcome = ({ name, outcome }: WriteOutcome) => {
    toRemove.delete(name);
    if (outcome !== "blocked") log[outcome].push(name);
  };
  const removeNow = async (name: string) => {
    if ((await site.stat(key(name))) === undefined) return;
    await site.remove(key(name), "anything");
    log.removed.push(name);
  };
  return {
    log,
    write: async (document) => logOutcome(await writeIfChanged(site, document)),
    copy: async (source, target) => logOutcome(await copyIfChanged(site, source, target)),
    async writeArticle(job) {
      const { outcomes, item } = await executor.writeArticle(job);
      outcomes.forEach(logOutcome);
      return item;
    },
    writeFeed: async (job) => (await executor.writeFeed(job)).forEach(logOutcome),
    remove: (name) => void toRemove.add(name),
    async flush() {
      await inParallel([...toRemove], removeNow);
      toRemove.clear();
    },
  };
}

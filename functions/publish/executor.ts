/** Reads articles and renders documents. This work depends only on its arguments, so it can run in this thread or in a worker thread. */
import { type RenderJob, runRenderJob } from "../render/render-job.ts";
import type { Settings } from "../settings/settings.ts";
import { type WriteOutcome, writeIfChanged } from "./documents/write-if-changed.ts";
import { type ContentReading, type ReadArticleBytes, readContent } from "./read-content.ts";
import type { Stores } from "./stores.ts";

export type Executor = {
  /** Reads an article; undefined if the file does not exist. */
  readonly read: (path: string) => Promise<ContentReading | undefined>;
  /** Renders the documents of a job and writes those that changed. */
  readonly render: (job: RenderJob) => Promise<readonly WriteOutcome[]>;
};

/** The stores to read from and write to, and the settings of the site. */
export type ExecutorContext = Pick<Stores, "content" | "site"> & { readonly settings: Settings };

/** Creates an executor that works in this thread. */
export function localExecutor({ content, site, settings }: ExecutorContext, read?: ReadArticleBytes): Executor {
  return {
    read: (path) => readContent(path, content, read),
    async render(job) {
      const outcomes: WriteOutcome[] = [];
      for (const document of runRenderJob(job, settings)) outcomes.push(await writeIfChanged(site, document));
      return outcomes;
    },
  };
}

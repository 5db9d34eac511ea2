/** The part of a publish that needs nothing but what it is given, and so can be done here or on another core. */
import { type RenderJob, runRenderJob } from "../render/render-job.ts";
import type { Settings } from "../settings/settings.ts";
import { type WriteOutcome, writeIfChanged } from "./documents/write-if-changed.ts";
import { type ContentReading, type ReadArticleBytes, readContent } from "./read-content.ts";
import type { Stores } from "./stores.ts";

export type Executor = {
  /** Reads an article; none: there is nothing. */
  readonly read: (path: string) => Promise<ContentReading | undefined>;
  /** Renders a job and writes what would change. */
  readonly render: (job: RenderJob) => Promise<readonly WriteOutcome[]>;
};

/** The stores that the work is done on, and the site it is done for. */
export type ExecutorContext = Pick<Stores, "content" | "site"> & { readonly settings: Settings };

/** Does it right here. */
export function localExecutor({ content, site, settings }: ExecutorContext, read?: ReadArticleBytes): Executor {
  return {
    read: (path) => readContent(path, content, read),
    async render(job) {
      const done: WriteOutcome[] = [];
      for (const document of runRenderJob(job, settings)) done.push(await writeIfChanged(site, document));
      return done;
    },
  };
}

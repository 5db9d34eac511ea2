/** Caches rendered documents: a scenario that crashes at a hundred operations renders the same few documents thousands of times. */
import { writeIfChanged } from "../../functions/publish/documents/write-if-changed.ts";
import { type Executor, type ExecutorContext, localExecutor } from "../../functions/publish/executor.ts";
import { type RenderJob, runRenderJob } from "../../functions/render/render-job.ts";
import type { Settings } from "../../functions/settings/settings.ts";
import { readOnce } from "./read-once.ts";

/** `localExecutor` with cached articles and documents. Reading and rendering are pure, so it writes the same bytes. */
export function cachingExecutor(context: ExecutorContext): Executor {
  const { site, settings } = context;
  return {
    ...localExecutor(context, readOnce),
    async render(job) {
      const outcomes = [];
      for (const document of renderOnce(job, settings)) outcomes.push(await writeIfChanged(site, document));
      return outcomes;
    },
  };
}

type Documents = readonly Parameters<typeof writeIfChanged>[1][];

const known = new Map<string, Documents>();
const KNOWN = 2000;

/** The documents of `runRenderJob`. */
function renderOnce(job: RenderJob, settings: Settings): Documents {
  const name = JSON.stringify([job, settings]);
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= KNOWN) known.clear();
  const documents = [...runRenderJob(job, settings)];
  known.set(name, documents);
  return documents;
}

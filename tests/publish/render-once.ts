/** Caches rendered documents: a scenario that crashes at a hundred operations renders the same few documents thousands of times. */
import { type WritableDocument, writeIfChanged } from "../../functions/publish/documents/write-if-changed.ts";
import { type Executor, type ExecutorContext, localExecutor } from "../../functions/publish/executor.ts";
import { renderArticle, renderFeedDocuments, renderItems } from "../../functions/render/render-job.ts";
import type { RenderedItem } from "../../functions/render/rendered-item.ts";
import type { Settings } from "../../functions/settings/settings.ts";
import { readOnce } from "./read-once.ts";

/** `localExecutor` with cached articles and documents. Reading and rendering are pure, so it writes the same bytes. */
export function cachingExecutor(context: ExecutorContext): Executor {
  const { site, settings } = context;
  const writeAll = async (documents: readonly WritableDocument[]) => {
    const outcomes = [];
    for (const document of documents) outcomes.push(await writeIfChanged(site, document));
    return outcomes;
  };
  return {
    ...localExecutor(context, readOnce),
    async writeArticle(job) {
      const { documents, item } = once(job, settings, () => renderArticle(job, settings));
      return { outcomes: await writeAll(documents), item };
    },
    renderItems: async (job) => once(job, settings, () => renderItems(job, settings)),
    async writeFeed(job) {
      // Items are the same objects each time.
      const named = { ...job, items: job.items.map(nameOf) };
      return writeAll(once(named, settings, () => [...renderFeedDocuments(job, settings)]));
    },
  };
}

const known = new Map<string, unknown>();
const KNOWN = 2000;

function once<Result>(job: unknown, settings: Settings, render: () => Result): Result {
  const name = JSON.stringify([job, settings]);
  if (known.has(name)) return known.get(name) as Result;
  if (known.size >= KNOWN) known.clear();
  const rendered = render();
  known.set(name, rendered);
  return rendered;
}

const names = new WeakMap<RenderedItem, number>();
let count = 0;

function nameOf(item: RenderedItem): number {
  const name = names.get(item) ?? ++count;
  names.set(item, name);
  return name;
}

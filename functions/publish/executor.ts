/** Reads articles and renders documents. This work depends only on its arguments, so it can run in this thread or in a worker thread. */
import {
  type ArticleJob,
  type FeedJob,
  type ItemsJob,
  renderArticle,
  renderFeedDocuments,
  renderItems,
} from "../render/render-job.ts";
import type { RenderedItem } from "../render/rendered-item.ts";
import type { Settings } from "../settings/settings.ts";
import type { Store } from "../store/store.ts";
import { type WritableDocument, type WriteOutcome, writeIfChanged } from "./documents/write-if-changed.ts";
import { type ContentReading, type ReadArticleBytes, readContent } from "./read-content.ts";
import type { Stores } from "./stores.ts";

export type Executor = {
  /** Reads an article; undefined if the file does not exist. */
  readonly read: (path: string) => Promise<ContentReading | undefined>;
  /** Renders an article's own documents and writes those that changed. Its item, if feeds may list it, is rendered along. */
  readonly writeArticle: (job: ArticleJob) => Promise<WrittenArticle>;
  readonly renderItems: (job: ItemsJob) => Promise<readonly RenderedItem[]>;
  /** Renders the documents of a feed and writes those that changed. */
  readonly writeFeed: (job: FeedJob) => Promise<readonly WriteOutcome[]>;
};

export type WrittenArticle = { readonly outcomes: readonly WriteOutcome[]; readonly item?: RenderedItem };

/** The stores to read from and write to, and the settings of the site. */
export type ExecutorContext = Pick<Stores, "content" | "site"> & { readonly settings: Settings };

/** Creates an executor that works in this thread. */
export function localExecutor({ content, site, settings }: ExecutorContext, read?: ReadArticleBytes): Executor {
  return {
    read: (path) => readContent(path, content, read),
    async writeArticle(job) {
      const { documents, item } = renderArticle(job, settings);
      return { outcomes: await writeAll(documents, site), item };
    },
    renderItems: async (job) => renderItems(job, settings),
    writeFeed: (job) => writeAll(renderFeedDocuments(job, settings), site),
  };
}

async function writeAll(documents: Iterable<WritableDocument>, site: Store): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const document of documents) outcomes.push(await writeIfChanged(site, document));
  return outcomes;
}

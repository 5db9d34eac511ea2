/** The tasks and results that are exchanged with worker threads as messages, and how a task is run. */

import { type ExecutorContext, localExecutor } from "../../publish/executor.ts";
import { readContent } from "../../publish/read-content.ts";
import type { Placement } from "../../render/placed-article.ts";
import type { ArticleJob, FeedJob, ItemsJob } from "../../render/render-job.ts";
import type { Settings } from "../../settings/settings.ts";
import { StoreError } from "../../store/store-error.ts";

export type WorkerTask =
  | { readonly kind: "read"; readonly path: string }
  | ((ArticleJob | ItemsJob | FeedJob) & { readonly settings: Settings });

/** The folders that a worker opens. */
export type WorkerFolders = { readonly content: string; readonly out: string };

/** `no` is a StoreError: class instances cannot be sent between threads, so its path and reason are sent instead. */
export type WorkerResult =
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "no"; readonly path: string; readonly reason: string }
  | { readonly kind: "failed"; readonly error: unknown };

export function performTask(task: WorkerTask, stores: Pick<ExecutorContext, "content" | "site">): Promise<unknown> {
  if (task.kind === "read") return readContent(task.path, stores.content);
  const executor = localExecutor({ ...stores, settings: task.settings });
  if (task.kind === "article") return executor.writeArticle(task);
  return task.kind === "items" ? executor.renderItems(task) : executor.writeFeed(task);
}

export async function runTask(
  task: WorkerTask,
  stores: Pick<ExecutorContext, "content" | "site">,
): Promise<WorkerResult> {
  try {
    return { kind: "done", result: await performTask(task, stores) };
  } catch (error) {
    if (error instanceof StoreError) return { kind: "no", path: error.path, reason: error.reason };
    return { kind: "failed", error };
  }
}

export function errorFrom(result: Exclude<WorkerResult, { kind: "done" }>): unknown {
  return result.kind === "no" ? new StoreError(result.path, result.reason) : result.error;
}

/** How many items of a feed are copied into its documents in the time that an article takes. */
const ITEMS_PER_ARTICLE = 20;

/** The approximate work of a task, in articles. */
export function weightOf(task: WorkerTask): number {
  if (task.kind === "items") return task.placements.length;
  return task.kind === "feed" ? 1 + Math.ceil(task.items.length / ITEMS_PER_ARTICLE) : 1;
}

/** Removes the other fields of a record from the placements, since every string is copied when it is sent. */
export function transferable(task: WorkerTask): WorkerTask {
  if (task.kind === "article") return { ...task, placement: placementOnly(task.placement) };
  return task.kind === "items" ? { ...task, placements: task.placements.map(placementOnly) } : task;
}

function placementOnly({ article, id, slug, published, updated, references, media }: Placement): Placement {
  return { article, id, slug, published, updated, references, media };
}

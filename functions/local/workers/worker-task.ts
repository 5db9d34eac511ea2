/** What worker threads do: the tasks of an `Executor` as messages, and what is answered. */

import { type ExecutorContext, localExecutor } from "../../publish/executor.ts";
import { readContent } from "../../publish/read-content.ts";
import type { Placement } from "../../render/placement.ts";
import type { RenderJob } from "../../render/render-job.ts";
import type { Settings } from "../../settings/settings.ts";
import { StoreError } from "../../store/store-error.ts";

export type WorkerTask =
  | { readonly kind: "read"; readonly path: string }
  | { readonly kind: "put"; readonly job: RenderJob; readonly settings: Settings };

/** A worker's folders. */
export type WorkerFolders = { readonly content: string; readonly out: string };

/** A class does not come through to another thread; what the user is told does. */
export type WorkerResult =
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "no"; readonly path: string; readonly reason: string }
  | { readonly kind: "failed"; readonly error: unknown };

export function performTask(task: WorkerTask, stores: Pick<ExecutorContext, "content" | "site">): Promise<unknown> {
  if (task.kind === "read") return readContent(task.path, stores.content);
  return localExecutor({ ...stores, settings: task.settings }).render(task.job);
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

export function errorFrom(answer: Exclude<WorkerResult, { kind: "done" }>): unknown {
  return answer.kind === "no" ? new StoreError(answer.path, answer.reason) : answer.error;
}

/** About how much there is to do, in articles; telling of one in a feed takes half as long as writing its page. */
export function weightOf(task: WorkerTask): number {
  return task.kind === "put" && task.job.kind === "feed" ? Math.ceil(task.job.placements.length / 2) : 1;
}

/** Without what a record holds beside the placement: every string is copied on its way. */
export function transferable(task: WorkerTask): WorkerTask {
  if (task.kind === "read") return task;
  const { job } = task;
  if (job.kind === "article") return { ...task, job: { ...job, placement: bare(job.placement) } };
  return { ...task, job: { ...job, placements: job.placements.map(bare) } };
}

function bare({ article, id, slug, published, updated, media }: Placement): Placement {
  return { article, id, slug, published, updated, media };
}

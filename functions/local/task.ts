/** What worker threads do: the tasks of an `Executor` as messages, and what is answered. */
import { readContent } from "../publish/content.ts";
import { executorOn, type Place } from "../publish/executor.ts";
import type { Placement } from "../render/item.ts";
import type { Sheet } from "../render/sheet.ts";
import type { Settings } from "../settings/settings.ts";
import { StoreError } from "../store/store-error.ts";

export type Task =
  | { readonly kind: "read"; readonly path: string }
  | { readonly kind: "put"; readonly sheet: Sheet; readonly settings: Settings };

/** A worker's folders. */
export type Workplace = { readonly content: string; readonly out: string };

/** A class does not come through to another thread; what the user is told does. */
export type Answer =
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "no"; readonly path: string; readonly reason: string }
  | { readonly kind: "failed"; readonly error: unknown };

export function perform(task: Task, stores: Pick<Place, "content" | "site">): Promise<unknown> {
  if (task.kind === "read") return readContent(task.path, stores.content);
  return executorOn({ ...stores, settings: task.settings }).put(task.sheet);
}

export async function answer(task: Task, stores: Pick<Place, "content" | "site">): Promise<Answer> {
  try {
    return { kind: "done", result: await perform(task, stores) };
  } catch (error) {
    if (error instanceof StoreError) return { kind: "no", path: error.path, reason: error.reason };
    return { kind: "failed", error };
  }
}

export function errorOf(answer: Exclude<Answer, { kind: "done" }>): unknown {
  return answer.kind === "no" ? new StoreError(answer.path, answer.reason) : answer.error;
}

/** About how much there is to do, in articles; telling of one in a feed takes half as long as writing its page. */
export function weightOf(task: Task): number {
  return task.kind === "put" && task.sheet.kind === "feed" ? Math.ceil(task.sheet.placements.length / 2) : 1;
}

/** Without what a record holds beside the placement: every string is copied on its way. */
export function forTravel(task: Task): Task {
  if (task.kind === "read") return task;
  const { sheet } = task;
  if (sheet.kind === "article") return { ...task, sheet: { ...sheet, placement: bare(sheet.placement) } };
  return { ...task, sheet: { ...sheet, placements: sheet.placements.map(bare) } };
}

function bare({ article, id, slug, published, updated, media }: Placement): Placement {
  return { article, id, slug, published, updated, media };
}

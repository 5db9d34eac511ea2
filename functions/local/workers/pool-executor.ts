/** Creates executors that distribute reading and rendering over worker threads. */
import { availableParallelism } from "node:os";
import type { WriteOutcome } from "../../publish/documents/write-if-changed.ts";
import { type Executor, type ExecutorContext, localExecutor, type WrittenArticle } from "../../publish/executor.ts";
import type { ContentReading } from "../../publish/read-content.ts";
import { documentNames } from "../../render/render-job.ts";
import type { RenderedItem } from "../../render/rendered-item.ts";
import { key } from "../../store/key.ts";
import type { Store } from "../../store/store.ts";
import type { OwnedStore } from "../folders/owned-store.ts";
import { workerPool } from "./worker-pool.ts";
import { performTask, type WorkerFolders } from "./worker-task.ts";

export type PoolExecutors = {
  readonly executorFor: (context: Pick<ExecutorContext, "settings">) => Executor;
  /** Call it when no task is running. */
  readonly close: () => Promise<void>;
};

/** More workers would wait for the main thread, which alone maintains the index. */
const MAX_WORKERS = 3;

/** `stores` and `folders` must be for the same folders; `program` is the bundle of `worker.ts`. */
export function poolExecutors(
  stores: { readonly content: Store; readonly site: OwnedStore },
  folders: WorkerFolders,
  program: URL,
): PoolExecutors {
  const workers = Math.min(availableParallelism() - 1, MAX_WORKERS);
  const pool = workerPool({ program, folders, workers, perform: (task) => performTask(task, stores) });
  const claimAll = async (names: readonly string[]) => {
    const claims = await Promise.all(names.map((name) => stores.site.claim(key(name))));
    return !claims.includes(false);
  };
  return {
    executorFor({ settings }) {
      const local = localExecutor({ ...stores, settings });
      return {
        // Only the store of this thread knows which files were listed, and whether one may be missing.
        read: async (path) =>
          ((await pool.ask({ kind: "read", path })) as ContentReading | undefined) ?? local.read(path),
        renderItems: async (job) => (await pool.ask({ ...job, settings })) as readonly RenderedItem[],
        // Workers do not check which files belong to others, so this thread writes documents that would replace one.
        async writeArticle(job) {
          if (!(await claimAll(documentNames(job)))) return local.writeArticle(job);
          return (await pool.ask({ ...job, settings })) as WrittenArticle;
        },
        async writeFeed(job) {
          if (!(await claimAll(documentNames(job)))) return local.writeFeed(job);
          return (await pool.ask({ ...job, settings })) as readonly WriteOutcome[];
        },
      };
    },
    close: pool.close,
  };
}

/** Executors whose work is shared out among cores. */
import { availableParallelism } from "node:os";
import type { WriteOutcome } from "../../publish/documents/write-if-changed.ts";
import { type Executor, type ExecutorContext, localExecutor } from "../../publish/executor.ts";
import type { ContentReading } from "../../publish/read-content.ts";
import { documentNames } from "../../render/render-job.ts";
import { key } from "../../store/key.ts";
import type { Store } from "../../store/store.ts";
import type { OwnedStore } from "../folders/owned-store.ts";
import { workerPool } from "./worker-pool.ts";
import { performTask, type WorkerFolders } from "./worker-task.ts";

export type PoolExecutors = {
  readonly executorFor: (place: Pick<ExecutorContext, "settings">) => Executor;
  /** To be called when nothing is under way any more. */
  readonly close: () => Promise<void>;
};

/** More would wait for the one thread that keeps the index. */
const MAX_WORKERS = 3;

/** `stores` are of the same folders as `workplace`; `program` is the bundle of `worker.ts`. */
export function poolExecutors(
  stores: { readonly content: Store; readonly site: OwnedStore },
  workplace: WorkerFolders,
  program: URL,
): PoolExecutors {
  const workers = Math.min(availableParallelism() - 1, MAX_WORKERS);
  const pool = workerPool({ program, workplace, workers, perform: (task) => performTask(task, stores) });
  const areOurs = async (names: readonly string[]) => {
    const claims = await Promise.all(names.map((name) => stores.site.claim(key(name))));
    return !claims.includes(false);
  };
  return {
    executorFor({ settings }) {
      const own = localExecutor({ ...stores, settings });
      return {
        read: (path) => pool.ask({ kind: "read", path }) as Promise<ContentReading | undefined>,
        async render(job) {
          // A worker knows nothing of files that are not ours.
          if (!(await areOurs(documentNames(job)))) return own.render(job);
          return pool.ask({ kind: "put", job, settings }) as Promise<readonly WriteOutcome[]>;
        },
      };
    },
    close: pool.close,
  };
}

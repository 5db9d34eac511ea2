/** Executors whose work is shared out among cores. */
import { availableParallelism } from "node:os";
import type { Content } from "../publish/content.ts";
import { type Executor, executorOn, type Place } from "../publish/executor.ts";
import type { Put } from "../publish/put-document.ts";
import { namesOf } from "../render/sheet.ts";
import { key } from "../store/key.ts";
import type { Store } from "../store/store.ts";
import type { OwnedStore } from "./owned-store.ts";
import { perform, type Workplace } from "./task.ts";
import { workerPool } from "./worker-pool.ts";

export type PoolExecutors = {
  readonly executorFor: (place: Pick<Place, "settings">) => Executor;
  /** To be called when nothing is under way any more. */
  readonly close: () => Promise<void>;
};

/** More would wait for the one thread that keeps the index. */
const MAX_WORKERS = 3;

/** `stores` are of the same folders as `workplace`; `program` is the bundle of `worker.ts`. */
export function poolExecutors(
  stores: { readonly content: Store; readonly site: OwnedStore },
  workplace: Workplace,
  program: URL,
): PoolExecutors {
  const workers = Math.min(availableParallelism() - 1, MAX_WORKERS);
  const pool = workerPool({ program, workplace, workers, perform: (task) => perform(task, stores) });
  const areOurs = async (names: readonly string[]) => {
    const claims = await Promise.all(names.map((name) => stores.site.claim(key(name))));
    return !claims.includes(false);
  };
  return {
    executorFor({ settings }) {
      const own = executorOn({ ...stores, settings });
      return {
        read: (path) => pool.ask({ kind: "read", path }) as Promise<Content | undefined>,
        async put(sheet) {
          // A worker knows nothing of files that are not ours.
          if (!(await areOurs(namesOf(sheet)))) return own.put(sheet);
          return pool.ask({ kind: "put", sheet, settings }) as Promise<readonly Put[]>;
        },
      };
    },
    close: pool.close,
  };
}

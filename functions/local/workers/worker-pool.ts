/**
 * Runs tasks on worker threads and on this thread.
 *
 * Tasks wait in one queue until a worker has capacity; if all workers are busy, this thread runs the next task itself instead
 * of waiting. The first few articles are always processed on this thread, because starting a worker takes longer.
 */
import { Worker } from "node:worker_threads";
import {
  errorFrom,
  transferable,
  type WorkerFolders,
  type WorkerResult,
  type WorkerTask,
  weightOf,
} from "./worker-task.ts";

export type WorkerPool = {
  /** Resolves to the result of `perform` for the task. */
  readonly ask: (task: WorkerTask) => Promise<unknown>;
  /** Call it when no task is running. */
  readonly close: () => Promise<void>;
};

export type PoolOptions = {
  /** The bundle of `worker.ts`. */
  readonly program: URL;
  readonly folders: WorkerFolders;
  /** The maximum number of workers. */
  readonly workers: number;
  /** Runs a task on this thread. */
  readonly perform: (task: WorkerTask) => Promise<unknown>;
};

/** The number of articles after which workers are started. */
const START_WORKERS_AT = 200;
/** Load, as given by `weightOf`, that keeps a worker busy until it receives more tasks. */
const MAX_LOAD = 24;

type Job = {
  readonly task: WorkerTask;
  readonly weight: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};
type Lane = { readonly worker: Worker; readonly sent: Job[]; load: number };

export function workerPool({ program, folders, workers, perform }: PoolOptions): WorkerPool {
  const lanes: Lane[] = [];
  const queue: Job[] = [];
  let articles = 0;
  let isScheduled = false;

  const startWorker = () => {
    const lane: Lane = { worker: new Worker(program, { workerData: folders }), sent: [], load: 0 };
    lane.worker.on("message", (results: readonly WorkerResult[]) => {
      for (const result of results) settle(lane, result);
      schedule();
    });
    lane.worker.on("error", (error) => {
      // The worker has ended. The other workers and this thread process the queue.
      lanes.splice(lanes.indexOf(lane), 1);
      for (const { reject } of lane.sent.splice(0)) reject(error);
      schedule();
    });
    return lane;
  };
  const dispatch = () => {
    isScheduled = false;
    for (const lane of lanes) supply(lane, queue);
    const job = queue.shift();
    if (job !== undefined) perform(job.task).then(job.resolve, job.reject);
    if (queue.length > 0) schedule();
  };
  // Waits until all tasks that are added in the same tick are in the queue, so that they can be sent together.
  const schedule = () => {
    if (!isScheduled) setImmediate(dispatch);
    isScheduled = true;
  };

  return {
    ask(task) {
      if (task.kind === "read" && ++articles === START_WORKERS_AT)
        lanes.push(...Array.from({ length: workers }, startWorker));
      if (lanes.length === 0) return perform(task);
      return new Promise((resolve, reject) => {
        queue.push({ task, weight: weightOf(task), resolve, reject });
        schedule();
      });
    },
    async close() {
      await Promise.all(lanes.map(({ worker }) => worker.terminate()));
    },
  };
}

/** Sends tasks to a worker until it has enough. Tasks sent in one message share copies of the objects that they have in common. */
function supply(lane: Lane, queue: Job[]): void {
  const jobs: Job[] = [];
  while (lane.load < MAX_LOAD && queue.length > 0) {
    const job = queue.shift() as Job;
    lane.load += job.weight;
    jobs.push(job);
  }
  if (jobs.length === 0) return;
  lane.sent.push(...jobs);
  lane.worker.postMessage(jobs.map(({ task }) => transferable(task)));
}

function settle(lane: Lane, result: WorkerResult): void {
  const job = lane.sent.shift();
  if (job === undefined) return;
  lane.load -= job.weight;
  if (result.kind === "done") job.resolve(result.result);
  else job.reject(errorFrom(result));
}

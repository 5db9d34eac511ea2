/**
 * Does tasks on several cores, this thread's among them.
 *
 * A task waits in one queue until a worker has little left to do, and when all have plenty this thread takes the next one itself
 * rather than wait. A few articles are done with right here: a worker takes longer to start.
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
  /** What `perform` gives for the task. */
  readonly ask: (task: WorkerTask) => Promise<unknown>;
  /** To be called when nothing is under way any more. */
  readonly close: () => Promise<void>;
};

export type PoolOptions = {
  /** The bundle of `worker.ts`. */
  readonly program: URL;
  readonly workplace: WorkerFolders;
  /** How many there may be. */
  readonly workers: number;
  /** How this thread does it. */
  readonly perform: (task: WorkerTask) => Promise<unknown>;
};

const FEW = 200;
/** So much keeps a worker busy while the next is on its way. */
const PLENTY = 24;

type Job = {
  readonly task: WorkerTask;
  readonly weight: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
};
type Lane = { readonly worker: Worker; readonly sent: Job[]; load: number };

export function workerPool({ program, workplace, workers, perform }: PoolOptions): WorkerPool {
  const lanes: Lane[] = [];
  const queue: Job[] = [];
  let articles = 0;
  let turning = false;

  const openLane = () => {
    const lane: Lane = { worker: new Worker(program, { workerData: workplace }), sent: [], load: 0 };
    lane.worker.on("message", (answers: readonly WorkerResult[]) => {
      for (const answer of answers) settle(lane, answer);
      takeTurn();
    });
    lane.worker.on("error", (error) => {
      // It has ended. What waits in the queue is for the others, and for this thread.
      lanes.splice(lanes.indexOf(lane), 1);
      for (const { reject } of lane.sent.splice(0)) reject(error);
      takeTurn();
    });
    return lane;
  };
  const turn = () => {
    turning = false;
    for (const lane of lanes) supply(lane, queue);
    const job = queue.shift();
    if (job !== undefined) perform(job.task).then(job.resolve, job.reject);
    if (queue.length > 0) takeTurn();
  };
  // All that is asked for at once is there when its turn comes.
  const takeTurn = () => {
    if (!turning) setImmediate(turn);
    turning = true;
  };

  return {
    ask(task) {
      if (task.kind === "read" && ++articles === FEW) lanes.push(...Array.from({ length: workers }, openLane));
      if (lanes.length === 0) return perform(task);
      return new Promise((resolve, reject) => {
        queue.push({ task, weight: weightOf(task), resolve, reject });
        takeTurn();
      });
    },
    async close() {
      await Promise.all(lanes.map(({ worker }) => worker.terminate()));
    },
  };
}

/** What is sent together goes in one message, in which what several tasks share is there once. */
function supply(lane: Lane, queue: Job[]): void {
  const jobs: Job[] = [];
  while (lane.load < PLENTY && queue.length > 0) {
    const job = queue.shift() as Job;
    lane.load += job.weight;
    jobs.push(job);
  }
  if (jobs.length === 0) return;
  lane.sent.push(...jobs);
  lane.worker.postMessage(jobs.map(({ task }) => transferable(task)));
}

function settle(lane: Lane, answer: WorkerResult): void {
  const job = lane.sent.shift();
  if (job === undefined) return;
  lane.load -= job.weight;
  if (answer.kind === "done") job.resolve(answer.result);
  else job.reject(errorFrom(answer));
}

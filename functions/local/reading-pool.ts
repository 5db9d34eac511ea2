/**
 * Reads articles on several cores.
 *
 * Reading is pure, so it makes no difference who does it. A file goes to the worker with the least to do; when each has plenty,
 * the calling thread reads it itself rather than wait. Few files are read right there: a worker takes longer to start.
 */
import { Worker } from "node:worker_threads";
import type { Reading } from "../article/article.ts";
import { readArticle } from "../article/read-article.ts";
import type { Unread } from "./reader.ts";

export type ReadingPool = {
  readonly read: (path: string, bytes: Uint8Array) => Reading | Promise<Reading>;
  readonly close: () => Promise<void>;
};

const FEW = 200;
/** So many files keep a worker busy while the next are on their way. */
const PLENTY = 24;

type Waiting = { readonly resolve: (reading: Reading) => void; readonly reject: (error: Error) => void };
type Lane = { readonly worker: Worker; readonly unsent: Unread[]; readonly waiting: Waiting[] };

/** `reader`: the bundle of `reader.ts`. With no workers, the calling thread reads all. */
export function readingPool(reader: URL, workers: number): ReadingPool {
  const lanes: Lane[] = [];
  let count = 0;
  return {
    read(path, bytes) {
      if (++count === FEW) lanes.push(...Array.from({ length: workers }, () => openLane(reader)));
      const lane = lanes.toSorted((a, b) => a.waiting.length - b.waiting.length)[0];
      return lane === undefined || lane.waiting.length >= PLENTY
        ? readArticle(path, bytes)
        : ask(lane, { path, bytes });
    },
    async close() {
      await Promise.all(lanes.map(({ worker }) => worker.terminate()));
    },
  };
}

/** All that is asked for in one turn goes in one message. */
function ask(lane: Lane, file: Unread): Promise<Reading> {
  if (lane.unsent.length === 0) setImmediate(() => lane.worker.postMessage(lane.unsent.splice(0)));
  lane.unsent.push(file);
  return new Promise((resolve, reject) => lane.waiting.push({ resolve, reject }));
}

function openLane(reader: URL): Lane {
  const worker = new Worker(reader);
  const waiting: Waiting[] = [];
  worker.on("message", (readings: readonly Reading[]) => {
    for (const reading of readings) waiting.shift()?.resolve(reading);
  });
  worker.on("error", (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return { worker, unsent: [], waiting };
}

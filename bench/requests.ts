/** Requests to S3: how many of which kind, what they cost, and how long they take. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Counts } from "../functions/store/counted.ts";
import type { Store } from "../functions/store/store.ts";

/** Dollars for one request in us-east-1, by what our stores call it: PUT and LIST $0.005 per 1,000, GET and HEAD $0.0004, DELETE free. */
const PRICES: Readonly<Record<keyof Counts, number>> = {
  read: 0.0004 / 1000,
  stat: 0.0004 / 1000,
  write: 0.005 / 1000,
  list: 0.005 / 1000,
  remove: 0,
};

/** By S3's name. */
export const KINDS = {
  read: "GET",
  stat: "HEAD",
  list: "LIST",
  write: "PUT",
  remove: "DELETE",
} as const satisfies Record<keyof Counts, string>;

const names = Object.keys(PRICES) as (keyof Counts)[];

export function sumOf(counts: readonly Counts[]): Counts {
  const sum = (name: keyof Counts) => counts.reduce((total, each) => total + each[name], 0);
  return { read: sum("read"), stat: sum("stat"), list: sum("list"), write: sum("write"), remove: sum("remove") };
}

export const requestsOf = (counts: Counts) => names.reduce((sum, name) => sum + counts[name], 0);
export const priceOf = (counts: Counts) => names.reduce((sum, name) => sum + counts[name] * PRICES[name], 0);

/** Milliseconds from a request to its answer. */
const LATENCY = 15;
/** Requests that the function's S3 client has in flight to one bucket at the most (store/s3-client.ts). */
const SOCKETS = 64;

/** Milliseconds, since whenever. */
export type Clock = { readonly now: () => number; readonly sleep: (ms: number) => Promise<unknown> };

const REAL: Clock = { now: () => performance.now(), sleep };

/** A store as far away as a bucket: each request takes its time, and waits for a free connection before. */
export function distantStore(store: Store, clock: Clock = REAL): Store {
  // All requests take equally long, so that connections come free in the order in which they were taken.
  const freeAt = new Array<number>(SOCKETS).fill(0);
  let turn = 0;
  const request = async <T>(ask: () => Promise<T>): Promise<T> => {
    const connection = turn++ % SOCKETS;
    const end = Math.max(clock.now(), freeAt[connection] ?? 0) + LATENCY;
    freeAt[connection] = end;
    await clock.sleep(end - clock.now());
    return ask();
  };
  return {
    read: (...asked) => request(() => store.read(...asked)),
    stat: (...asked) => request(() => store.stat(...asked)),
    write: (...asked) => request(() => store.write(...asked)),
    remove: (...asked) => request(() => store.remove(...asked)),
    list: (...asked) => request(() => store.list(...asked)),
  };
}

/** Models requests to S3: counts them by kind, computes their price, and simulates their latency. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Counts } from "../functions/store/request-counter.ts";
import type { Store } from "../functions/store/store.ts";

/**
 * Dollars per request in us-east-1, keyed by store method: PUT and LIST $0.005 per 1,000, GET and HEAD $0.0004, DELETE
 * free.
 */
const PRICES: Readonly<Record<keyof Counts, number>> = {
  read: 0.0004 / 1000,
  stat: 0.0004 / 1000,
  write: 0.005 / 1000,
  list: 0.005 / 1000,
  remove: 0,
};

/** S3's name for each store method. */
export const S3_METHODS = {
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

/** Milliseconds from a request to its response. */
const LATENCY = 15;
/** Maximum number of concurrent requests to one bucket by the function's S3 client (store/s3-client.ts). */
const MAX_CONNECTIONS = 64;

/** Milliseconds since an arbitrary point in time. */
export type Clock = { readonly now: () => number; readonly sleep: (ms: number) => Promise<unknown> };

const REAL_CLOCK: Clock = { now: () => performance.now(), sleep };

/** Wraps a store with the latency of a bucket: each request waits for a free connection, and then takes `LATENCY`. */
export function distantStore(store: Store, clock: Clock = REAL_CLOCK): Store {
  // All requests take equally long, so connections become free in the order in which they were used.
  const freeAt = new Array<number>(MAX_CONNECTIONS).fill(0);
  let count = 0;
  const request = async <T>(send: () => Promise<T>): Promise<T> => {
    const connection = count++ % MAX_CONNECTIONS;
    const end = Math.max(clock.now(), freeAt[connection] ?? 0) + LATENCY;
    freeAt[connection] = end;
    await clock.sleep(end - clock.now());
    return send();
  };
  return {
    read: (...args) => request(() => store.read(...args)),
    stat: (...args) => request(() => store.stat(...args)),
    write: (...args) => request(() => store.write(...args)),
    remove: (...args) => request(() => store.remove(...args)),
    list: (...args) => request(() => store.list(...args)),
  };
}

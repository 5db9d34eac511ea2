/** A store that is patient: what failed because the place was busy is asked for again, a few times. */
import { setTimeout as sleep } from "node:timers/promises";
import { bytesOf } from "./body.ts";
import type { Key } from "./key.ts";
import { type Expected, type Store, StoreBusyError } from "./store.ts";

export type RetryOptions = {
  /** How many times a request is made at the most; 3 by default. */
  readonly tries?: number;
  /** Milliseconds after which a request that has failed is not made again; 15,000 by default. */
  readonly within?: number;
  /** Milliseconds of the first pause at the longest, each further one may take twice as long; 200 by default. */
  readonly pause?: number;
};

/**
 * The pauses are random, so that requests that failed together do not come back together.
 *
 * A request may have done its work though its answer was lost; then its own condition is broken when it is made again. So
 * a conflict at a second try is none if what is there is what was to be there. The last StoreBusyError is thrown on.
 */
export function retryingStore(store: Store, patience: RetryOptions = {}): Store {
  const patiently = <T>(request: (again: boolean) => Promise<T>) => persist(request, patience);
  return {
    read: (key) => patiently(() => store.read(key)),
    stat: (key) => patiently(() => store.stat(key)),
    list: (options) => patiently(() => store.list(options)),
    write: (key, body, expected, meta) =>
      patiently(async (again) => {
        const result = await store.write(key, body, expected, meta);
        if (result.kind === "written" || !again) return result;
        const there = await store.read(key);
        const isDone = there !== undefined && Buffer.compare(there.body, bytesOf(body)) === 0;
        return isDone ? { kind: "written", version: there.version } : result;
      }),
    remove: (key, expected) =>
      patiently(async (again) => {
        const result = await store.remove(key, expected);
        return again && result.kind === "conflict" && (await isGone(store, key, expected))
          ? { kind: "removed" }
          : result;
      }),
  };
}

async function isGone(store: Store, key: Key, expected: Expected): Promise<boolean> {
  return expected !== "absent" && (await store.stat(key)) === undefined;
}

async function persist<T>(request: (again: boolean) => Promise<T>, patience: RetryOptions): Promise<T> {
  const { tries = 3, within = 15_000, pause = 200 } = patience;
  const end = performance.now() + within;
  for (let tried = 1; ; tried++) {
    try {
      return await request(tried > 1);
    } catch (error) {
      const isOver = tried >= tries || performance.now() > end;
      if (!(error instanceof StoreBusyError) || isOver) throw error;
    }
    await sleep(Math.random() * pause * 2 ** (tried - 1));
  }
}

/** Wraps a store and repeats requests that failed with a StoreBusyError, a few times and after random pauses. */
import { setTimeout as sleep } from "node:timers/promises";
import { bytesOf } from "./body.ts";
import type { Key } from "./key.ts";
import { type Expected, type Store, StoreBusyError } from "./store.ts";

export type RetryOptions = {
  /** The maximum number of attempts for a request; 3 by default. */
  readonly tries?: number;
  /** A request that fails after this many milliseconds is not repeated; 15,000 by default. */
  readonly within?: number;
  /** The maximum first pause in milliseconds, doubled for each further pause; 200 by default. */
  readonly pause?: number;
};

/**
 * The pauses are random, so that requests that failed together are not repeated together.
 *
 * A request can succeed although its response is lost; then the repeated request violates its own condition. So a conflict
 * in a repeated request counts as success if the store already contains the intended result.
 * @throws StoreBusyError of the last attempt
 */
export function retryingStore(store: Store, options: RetryOptions = {}): Store {
  const retry = <T>(request: (isRepeat: boolean) => Promise<T>) => withRetries(request, options);
  const { readRange, copyFrom, location } = store;
  return {
    location,
    readRange: readRange && ((...args) => retry(() => readRange(...args))),
    copyFrom: copyFrom && ((...args) => retry(() => copyFrom(...args))),
    read: (key) => retry(() => store.read(key)),
    stat: (key) => retry(() => store.stat(key)),
    list: (listOptions) => retry(() => store.list(listOptions)),
    write: (key, body, expected, meta) =>
      retry(async (isRepeat) => {
        const result = await store.write(key, body, expected, meta);
        if (result.kind === "written" || !isRepeat) return result;
        const stored = await store.read(key);
        const isDone = stored !== undefined && Buffer.compare(stored.body, bytesOf(body)) === 0;
        return isDone ? { kind: "written", version: stored.version } : result;
      }),
    remove: (key, expected) =>
      retry(async (isRepeat) => {
        const result = await store.remove(key, expected);
        return isRepeat && result.kind === "conflict" && (await isGone(store, key, expected))
          ? { kind: "removed" }
          : result;
      }),
  };
}

async function isGone(store: Store, key: Key, expected: Expected): Promise<boolean> {
  return expected !== "absent" && (await store.stat(key)) === undefined;
}

async function withRetries<T>(request: (isRepeat: boolean) => Promise<T>, options: RetryOptions): Promise<T> {
  const { tries = 3, within = 15_000, pause = 200 } = options;
  const deadline = performance.now() + within;
  for (let attempt = 1; ; attempt++) {
    try {
      return await request(attempt > 1);
    } catch (error) {
      const isLast = attempt >= tries || performance.now() > deadline;
      if (!(error instanceof StoreBusyError) || isLast) throw error;
    }
    await sleep(Math.random() * pause * 2 ** (attempt - 1));
  }
}

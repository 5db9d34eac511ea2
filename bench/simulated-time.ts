/**
 * A simulated clock on which only waiting takes time: when all running operations wait, the clock advances to the end
 * of the shortest wait.
 *
 * A minute of requests with a latency of 15 ms each passes in a moment, in the same order as in reality if the program
 * itself took no time. The clock must not advance while other threads compress data, so a store that compresses has to
 * be wrapped with `watched`.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Store } from "../functions/store/store.ts";
import type { Clock } from "./requests.ts";

export type SimulatedTime = Clock & {
  /** Wraps a store: the clock does not advance while a call of the store does anything except sleep. */
  readonly watched: (store: Store) => Store;
};

type Call = { sleeping: number };

export function simulatedTime(): SimulatedTime {
  const calls = new AsyncLocalStorage<Call>();
  /** Sorted by `end`. */
  const sleepers: { readonly end: number; readonly wake: () => void }[] = [];
  let now = 0;
  /** The number of watched calls that are not sleeping. */
  let working = 0;
  let isScheduled = false;

  // An immediate runs after all promises that can continue have continued.
  const scheduleAdvance = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(advance);
  };
  const advance = () => {
    isScheduled = false;
    const [first] = sleepers;
    if (working > 0 || first === undefined) return;
    now = first.end;
    const later = sleepers.findIndex(({ end }) => end > now);
    for (const { wake } of sleepers.splice(0, later < 0 ? sleepers.length : later)) wake();
    scheduleAdvance();
  };
  const addSleeper = (end: number, wake: () => void) => {
    sleepers.splice(sleepers.findLastIndex((other) => other.end <= end) + 1, 0, { end, wake });
    scheduleAdvance();
  };
  const sleep = async (ms: number) => {
    const call = calls.getStore();
    if (call !== undefined && call.sleeping++ === 0) working--;
    await new Promise<void>((wake) => addSleeper(now + ms, wake));
    if (call !== undefined && --call.sleeping === 0) working++;
  };
  const watch = <T>(work: () => Promise<T>): Promise<T> =>
    calls.run({ sleeping: 0 }, async () => {
      working++;
      try {
        return await work();
      } finally {
        working--;
        scheduleAdvance();
      }
    });
  const watched = (store: Store): Store => ({
    read: (...args) => watch(() => store.read(...args)),
    stat: (...args) => watch(() => store.stat(...args)),
    write: (...args) => watch(() => store.write(...args)),
    remove: (...args) => watch(() => store.remove(...args)),
    list: (...args) => watch(() => store.list(...args)),
  });
  return { now: () => now, sleep, watched };
}

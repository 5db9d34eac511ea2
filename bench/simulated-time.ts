/**
 * A clock on which only waiting takes time: when all that is under way waits, it leaps to the end of the shortest wait.
 *
 * So a minute of requests that answer after 15 ms each passes in a moment, and in the same order as it would in truth if the
 * program itself took no time at all. Compressing is done by other threads, and the clock must not leap meanwhile; a
 * store that does so is to be watched.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Store } from "../functions/store/store.ts";
import type { Clock } from "./requests.ts";

export type SimulatedTime = Clock & {
  /** The clock stands still while a call of this store does anything but sleep. */
  readonly watched: (store: Store) => Store;
};

type Call = { sleeping: number };

export function simulatedTime(): SimulatedTime {
  const calls = new AsyncLocalStorage<Call>();
  /** Who wakes first stands first. */
  const sleepers: { readonly end: number; readonly wake: () => void }[] = [];
  let now = 0;
  /** How many watched calls do something else than sleep. */
  let working = 0;
  let isPlanned = false;

  // An immediate comes when every promise that could go on has gone on.
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    setImmediate(leap);
  };
  const leap = () => {
    isPlanned = false;
    const [first] = sleepers;
    if (working > 0 || first === undefined) return;
    now = first.end;
    const later = sleepers.findIndex(({ end }) => end > now);
    for (const { wake } of sleepers.splice(0, later < 0 ? sleepers.length : later)) wake();
    plan();
  };
  const layDown = (end: number, wake: () => void) => {
    sleepers.splice(sleepers.findLastIndex((other) => other.end <= end) + 1, 0, { end, wake });
    plan();
  };
  const sleep = async (ms: number) => {
    const call = calls.getStore();
    if (call !== undefined && call.sleeping++ === 0) working--;
    await new Promise<void>((wake) => layDown(now + ms, wake));
    if (call !== undefined && --call.sleeping === 0) working++;
  };
  const watch = <T>(work: () => Promise<T>): Promise<T> =>
    calls.run({ sleeping: 0 }, async () => {
      working++;
      try {
        return await work();
      } finally {
        working--;
        plan();
      }
    });
  const watched = (store: Store): Store => ({
    read: (...asked) => watch(() => store.read(...asked)),
    stat: (...asked) => watch(() => store.stat(...asked)),
    write: (...asked) => watch(() => store.write(...asked)),
    remove: (...asked) => watch(() => store.remove(...asked)),
    list: (...asked) => watch(() => store.list(...asked)),
  });
  return { now: () => now, sleep, watched };
}

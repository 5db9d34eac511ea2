/**
 * Wraps a store so that at most `inFlight` requests run at the same time; further requests wait in order of arrival.
 *
 * The publisher requests all records of a feed at once, and does so for several feeds. Hundreds of requests that wait for a
 * free connection would exceed the client's connection timeout.
 */
import type { Store } from "./store.ts";

export function boundedStore(store: Store, inFlight: number): Store {
  const waiting: (() => void)[] = [];
  let free = inFlight;
  const limited = async <T>(request: () => Promise<T>): Promise<T> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await request();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
  const { readRange, copyFrom, location } = store;
  return {
    location,
    readRange: readRange && ((...args) => limited(() => readRange(...args))),
    copyFrom: copyFrom && ((...args) => limited(() => copyFrom(...args))),
    read: (...args) => limited(() => store.read(...args)),
    stat: (...args) => limited(() => store.stat(...args)),
    write: (...args) => limited(() => store.write(...args)),
    remove: (...args) => limited(() => store.remove(...args)),
    list: (...args) => limited(() => store.list(...args)),
  };
}

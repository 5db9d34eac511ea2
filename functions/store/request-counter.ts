/** Wraps a store and counts its requests by kind, because S3 charges for each request. */
import type { Store } from "./store.ts";

/** A part that is read counts as a read, and a copy as a write: they are requests of the same price. */
export type Counts = Record<"read" | "stat" | "write" | "remove" | "list", number>;

/** `counts` is updated with each request; set its fields to 0 to start over. */
export function countedStore(store: Store): { readonly store: Store; readonly counts: Counts } {
  const counts: Counts = { read: 0, stat: 0, write: 0, remove: 0, list: 0 };
  return {
    counts,
    store: {
      read(...args) {
        counts.read++;
        return store.read(...args);
      },
      ...withCounts(store, counts),
      stat(...args) {
        counts.stat++;
        return store.stat(...args);
      },
      write(...args) {
        counts.write++;
        return store.write(...args);
      },
      remove(...args) {
        counts.remove++;
        return store.remove(...args);
      },
      list(...args) {
        counts.list++;
        return store.list(...args);
      },
    },
  };
}

function withCounts({ readRange, copyFrom, location }: Store, counts: Counts): Partial<Store> {
  return {
    location,
    readRange:
      readRange &&
      ((...args) => {
        counts.read++;
        return readRange(...args);
      }),
    copyFrom:
      copyFrom &&
      ((...args) => {
        counts.write++;
        return copyFrom(...args);
      }),
  };
}

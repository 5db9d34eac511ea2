/** Wraps a store and counts its requests by kind, because S3 charges for each request. */
import type { Store } from "./store.ts";

export type Counts = Record<keyof Store, number>;

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

/** A store that counts what is asked of it: requests are what a site costs on S3. */
import type { Store } from "./store.ts";

export type Counts = Record<keyof Store, number>;

/** `counts` goes on as requests are made; to start anew, set its fields to 0. */
export function countedStore(store: Store): { readonly store: Store; readonly counts: Counts } {
  const counts: Counts = { read: 0, stat: 0, write: 0, remove: 0, list: 0 };
  return {
    counts,
    store: {
      read(...request) {
        counts.read++;
        return store.read(...request);
      },
      stat(...request) {
        counts.stat++;
        return store.stat(...request);
      },
      write(...request) {
        counts.write++;
        return store.write(...request);
      },
      remove(...request) {
        counts.remove++;
        return store.remove(...request);
      },
      list(...request) {
        counts.list++;
        return store.list(...request);
      },
    },
  };
}

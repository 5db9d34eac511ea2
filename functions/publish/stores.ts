/** The three stores that make a site. */
import type { Store } from "../store/store.ts";

export type Stores = {
  /** What writers gave. Never written to. */
  readonly content: Store;
  /** The index: see `index-key.ts` for what lies where. */
  readonly state: Store;
  /** What readers get. */
  readonly site: Store;
};

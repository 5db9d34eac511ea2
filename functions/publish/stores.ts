/** The three stores of a site: what writers provide, what the publisher remembers, and what readers get. */
import type { Store } from "../store/store.ts";

export type Stores = {
  /** The writers' files. The publisher never writes to it. */
  readonly content: Store;
  /** Records and index keys; `state-keys.ts` documents the layout. */
  readonly state: Store;
  /** The published documents and media. */
  readonly site: Store;
};

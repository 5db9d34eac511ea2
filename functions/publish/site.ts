/** The three stores that make a site, and all that a publisher is given of the world around it. */
import type { Store } from "../store/store.ts";
import type { Executor, Place } from "./executor.ts";
import type { Message } from "./message.ts";

export type Stores = {
  /** What writers gave. Never written to. */
  readonly content: Store;
  /** The index: see `index-key.ts` for what lies where. */
  readonly state: Store;
  /** What readers get. */
  readonly site: Store;
};

export type Publisher = Stores & {
  /** The time of looking, in milliseconds since 1970: decides what is scheduled and what has expired. */
  readonly now: number;
  /** Names the code that publishes: another release reads and renders everything anew. */
  readonly release: string;
  /** What the site's settings are where site.json does not say. */
  readonly given: { readonly url?: string; readonly defaultUrl?: string; readonly defaultIdHost?: string };
  /** Who does what can be done anywhere; by default this thread. */
  readonly executor?: (place: Place) => Executor;
  /** Hands messages to a queue that delivers each at least once, to one publisher at a time. */
  readonly send: (messages: readonly Message[]) => Promise<void>;
  /** The state ends with this process, however it ends: it need not tell anyone what is under way. */
  readonly passing?: boolean;
  /** How many paths a rebuild takes at a time. */
  readonly rebuildSize: number;
  /** How many articles an archive page holds at the most; by default a hundred. */
  readonly archivePageSize?: number;
};

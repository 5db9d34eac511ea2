/** All that a publisher is given of the world around it. */
import type { Executor, ExecutorContext } from "./executor.ts";
import type { Message } from "./message.ts";
import type { Stores } from "./stores.ts";

export type Publisher = Stores & {
  /** The time of looking, in milliseconds since 1970: decides what is scheduled and what has expired. */
  readonly now: number;
  /** Names the code that publishes: another release reads and renders everything anew. */
  readonly release: string;
  /** What the site's settings are where site.json does not say. */
  readonly siteOptions: { readonly url?: string; readonly defaultUrl?: string; readonly defaultIdHost?: string };
  /** Who does what can be done anywhere; by default this thread. */
  readonly executor?: (place: ExecutorContext) => Executor;
  /** Hands messages to a queue that delivers each at least once, to one publisher at a time. */
  readonly send: (messages: readonly Message[]) => Promise<void>;
  /** The state ends with this process, however it ends: it need not tell anyone what is under way. */
  readonly ephemeral?: boolean;
  /** How many paths a rebuild takes at a time. */
  readonly rebuildSize: number;
  /** How many articles an archive page holds at the most; by default a hundred. */
  readonly archivePageSize?: number;
};

/** Everything that a publisher gets from its environment: stores, time, release, queue and sizes. */
import type { Executor, ExecutorContext } from "./executor.ts";
import type { Message } from "./message.ts";
import type { PageChanges } from "./plan/page-changes.ts";
import type { Stores } from "./stores.ts";

export type Publisher = Stores & {
  /** The current time in milliseconds since 1970; decides which articles are scheduled or expired. */
  readonly now: number;
  /** Identifies the version of the code; a different release reads and renders everything again. */
  readonly release: string;
  /** Settings from outside the content folder; see `SettingsInput` for which of them site.json overrides. */
  readonly siteOptions: { readonly url?: string; readonly defaultUrl?: string; readonly defaultIdHost?: string };
  /** Creates the executor, which reads articles and renders documents; by default in this thread. */
  readonly executor?: (context: ExecutorContext) => Executor;
  /** Sends messages to a queue that delivers each at least once, to one publisher at a time. */
  readonly send: (messages: readonly Message[]) => Promise<void>;
  /** The state store does not outlive this process, so records need no under-way mark for recovery after a crash. */
  readonly ephemeral?: boolean;
  /** Called after the articles of a batch were read and before anything is written to the site or removed there. It may throw. */
  readonly beforeDocuments?: (pages: PageChanges) => void;
  /** How many paths one rebuild message publishes. */
  readonly rebuildSize: number;
  /** How much content one batch may put into feed documents (batch-budget.ts); by default any amount. */
  readonly batchBytes?: number;
  /** Whether the rest of a batch must be left to the next one; by default never. */
  readonly isTimeUp?: () => boolean;
  /** The maximum number of articles on an archive page if `limit` is larger; by default 100. */
  readonly archivePageSize?: number;
};

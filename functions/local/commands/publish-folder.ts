/** Publishes what a build has to look at. */
import { setFlagsFromString } from "node:v8";
import { localExecutor } from "../../publish/executor.ts";
import { REBUILD_EVERYTHING } from "../../publish/message.ts";
import { DUE, dueAt } from "../../publish/state/index-key.ts";
import { REPAIR_HINT } from "../../store/journal/append-only-file.ts";
import { type JournalStore, journalStore } from "../../store/journal/journal.ts";
import { memoryStore } from "../../store/memory.ts";
import type { Store } from "../../store/store.ts";
import { StoreError } from "../../store/store-error.ts";
import { drainMessages } from "../drain-messages.ts";
import type { ContentFolder } from "../folders/content-folder.ts";
import type { Run } from "../folders/last-run.ts";
import type { OwnedStore } from "../folders/owned-store.ts";
import { type ReportTotals, removeStale, totalReports } from "../report-totals.ts";
import { withProgress } from "../terminal/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { poolExecutors } from "../workers/pool-executor.ts";
import type { BuildOptions } from "./build-options.ts";

export type PublishResult = {
  readonly result: ReportTotals;
  /** How many files were not looked at, being what they were. */
  readonly passedOver: number;
};

/** `run`: none where nothing is remembered. */
type Given = ContentFolder & { readonly run?: Run; readonly site: OwnedStore };

export async function publishFolder(options: BuildOptions, given: Given, terminal: Terminal): Promise<PublishResult> {
  // Of a site of 100,000 articles much is passed through and little kept: that the heap may no more than double before it is cleared
  // takes a quarter off its memory.
  setFlagsFromString("--heap-growing-percent=100");
  const { content, site, run, leftOut } = given;
  const { url, defaultUrl, release, now } = options;
  const state = options.state === undefined ? ephemeralState() : journalStore(options.state);
  const workplace = { content: options.content, out: options.out };
  const pool = options.worker && poolExecutors({ content, site }, workplace, options.worker);
  try {
    const messages = run?.begin() ?? REBUILD_EVERYTHING;
    const executor = withProgress(pool?.executorFor ?? localExecutor, terminal);
    const stores = { content, state, site };
    const ephemeral = options.state === undefined;
    const publisher = {
      ...stores,
      ephemeral,
      now,
      release,
      siteOptions: { url, defaultUrl },
      rebuildSize: Infinity,
      executor,
    };
    const result = totalReports([...(await drainMessages(messages, publisher)).reports, leftOut()]);
    if (messages === REBUILD_EVERYTHING) await removeStale(site, result);
    site.settle();
    // Where something is in the way, every build says so until it is not.
    if (run !== undefined && site.refused.size === 0) await end(run, state, result);
    return { result, passedOver: messages === REBUILD_EVERYTHING ? 0 : (run?.passedOver ?? 0) };
  } catch (error) {
    site.disclaim();
    // What a power cut leaves of a file may be zeros, and no text.
    if (!(error instanceof SyntaxError) || options.state === undefined) throw error;
    throw new StoreError(options.state, `is damaged (${error.message}); ${REPAIR_HINT}`, { cause: error });
  } finally {
    await pool?.close();
    state.close();
  }
}

/** Of a build from nothing, to which nobody comes back. */
function ephemeralState(): JournalStore {
  return { ...memoryStore({ lean: true }), settle() {}, close() {} };
}

async function end(run: Run, state: JournalStore, { paths }: ReportTotals): Promise<void> {
  const due = await nextDue(state);
  const rejected = paths.filter(({ outcome }) => outcome === "rejected").map(({ path }) => path);
  state.settle();
  run.end({ due, rejected });
}

async function nextDue(state: Store): Promise<number | undefined> {
  const [first] = (await state.list({ prefix: DUE, limit: 1 })).entries;
  return first && dueAt(first.key);
}

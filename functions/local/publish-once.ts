/** Publishes what a build has to look at. */
import { setFlagsFromString } from "node:v8";
import { executorOn } from "../publish/executor.ts";
import { DUE, dueAt } from "../publish/index-key.ts";
import { EVERYTHING } from "../publish/message.ts";
import { REMEDY } from "../store/growing-file.ts";
import { type JournalStore, journalStore } from "../store/journal.ts";
import { memoryStore } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import type { BuildOptions } from "./build.ts";
import type { ContentFolder } from "./content-folder.ts";
import type { Run } from "./last-run.ts";
import type { OwnedStore } from "./owned-store.ts";
import { poolExecutors } from "./pool-executor.ts";
import { withProgress } from "./progress.ts";
import type { Say } from "./say.ts";
import { sweep, type Tally, tally } from "./tally.ts";
import { workThrough } from "./work-through.ts";

export type Published = {
  readonly result: Tally;
  /** How many files were not looked at, being what they were. */
  readonly passedOver: number;
};

/** `run`: none where nothing is remembered. */
type Given = ContentFolder & { readonly run?: Run; readonly site: OwnedStore };

export async function publishOnce(options: BuildOptions, given: Given, say: Say): Promise<Published> {
  // Of a site of 100,000 articles much is passed through and little kept: that the heap may no more than double before it is cleared
  // takes a quarter off its memory.
  setFlagsFromString("--heap-growing-percent=100");
  const { content, site, run, leftOut } = given;
  const { url, defaultUrl, release, now } = options;
  const state = options.state === undefined ? passingState() : journalStore(options.state);
  const workplace = { content: options.content, out: options.out };
  const pool = options.worker && poolExecutors({ content, site }, workplace, options.worker);
  try {
    const messages = run?.begin() ?? EVERYTHING;
    const executor = withProgress(pool?.executorFor ?? executorOn, say);
    const stores = { content, state, site };
    const passing = options.state === undefined;
    const publisher = { ...stores, passing, now, release, given: { url, defaultUrl }, rebuildSize: Infinity, executor };
    const result = tally([...(await workThrough(messages, publisher)).reports, leftOut()]);
    if (messages === EVERYTHING) await sweep(site, result);
    site.settle();
    // Where something is in the way, every build says so until it is not.
    if (run !== undefined && site.refused.size === 0) await end(run, state, result);
    return { result, passedOver: messages === EVERYTHING ? 0 : (run?.passedOver ?? 0) };
  } catch (error) {
    site.disclaim();
    // What a power cut leaves of a file may be zeros, and no text.
    if (!(error instanceof SyntaxError) || options.state === undefined) throw error;
    throw new StoreError(options.state, `is damaged (${error.message}); ${REMEDY}`, { cause: error });
  } finally {
    await pool?.close();
    state.close();
  }
}

/** Of a build from nothing, to which nobody comes back. */
function passingState(): JournalStore {
  return { ...memoryStore({ lean: true }), settle() {}, close() {} };
}

async function end(run: Run, state: JournalStore, { paths }: Tally): Promise<void> {
  const due = await nextDue(state);
  const rejected = paths.filter(({ outcome }) => outcome === "rejected").map(({ path }) => path);
  state.settle();
  run.end({ due, rejected });
}

async function nextDue(state: Store): Promise<number | undefined> {
  const [first] = (await state.list({ prefix: DUE, limit: 1 })).entries;
  return first && dueAt(first.key);
}

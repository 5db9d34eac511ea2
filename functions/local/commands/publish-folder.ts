/** Publishes the articles of a content folder that a build must process, using worker threads for large sites. */
import { setFlagsFromString } from "node:v8";
import { localExecutor } from "../../publish/executor.ts";
import { REBUILD_EVERYTHING } from "../../publish/message.ts";
import type { PageChanges } from "../../publish/plan/page-changes.ts";
import { DUE, dueAt } from "../../publish/state/state-keys.ts";
import { DamagedFileError } from "../../store/journal/append-only-file.ts";
import { removeJournal } from "../../store/journal/files.ts";
import { type JournalStore, journalStore } from "../../store/journal/journal.ts";
import { memoryStore } from "../../store/memory.ts";
import type { Store } from "../../store/store.ts";
import { drainMessages } from "../drain-messages.ts";
import { renewFolderMark } from "../folders/check-folders.ts";
import type { ContentFolder } from "../folders/content-folder.ts";
import type { Run } from "../folders/last-run.ts";
import type { OwnedStore } from "../folders/owned-store.ts";
import { removalGuard } from "../folders/removal-guard.ts";
import { type ReportTotals, removeStale, totalReports } from "../report-totals.ts";
import { withProgress } from "../terminal/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { poolExecutors } from "../workers/pool-executor.ts";
import type { BuildOptions } from "./build-options.ts";

export type PublishResult = {
  readonly result: ReportTotals;
  /** The number of files that were not checked because they have not changed since the last build. */
  readonly unchangedFiles: number;
};

/** `run` is undefined if the build keeps no state. */
type PublishContext = ContentFolder & { readonly run?: Run; readonly site: OwnedStore };

/** If the state is damaged, everything is read again, as without a state. What was published until then is written again. */
export async function publishFolder(
  options: BuildOptions,
  context: PublishContext,
  terminal: Terminal,
): Promise<PublishResult> {
  try {
    return await publishOnce(options, context, terminal);
  } catch (error) {
    if (options.state === undefined || !(error instanceof DamagedFileError)) throw error;
    removeJournal(options.state);
    terminal.problem(`${error.path}: ${error.damage}, so everything is read again`);
    return publishOnce(options, context, terminal);
  }
}

async function publishOnce(options: BuildOptions, context: PublishContext, terminal: Terminal): Promise<PublishResult> {
  // Publishing 100,000 articles allocates much and keeps little. If the heap may at most double before it is collected, the
  // build needs a quarter less memory.
  setFlagsFromString("--heap-growing-percent=100");
  const { content, site, run, skippedFiles } = context;
  const { url, defaultUrl, release, now } = options;
  const state = options.state === undefined ? ephemeralState() : journalStore(options.state);
  const folders = { content: options.content, out: options.out };
  const pool = options.worker && poolExecutors({ content, site }, folders, options.worker);
  try {
    const messages = run?.begin() ?? REBUILD_EVERYTHING;
    const mark = renewFolderMark(options.out);
    const executor = withProgress(pool?.executorFor ?? localExecutor, terminal);
    const stores = { content, state, site };
    const ephemeral = options.state === undefined;
    const guard = removalGuard({ out: options.out, owned: site.owned, isComplete: messages === REBUILD_EVERYTHING });
    const publisher = {
      ...stores,
      beforeDocuments(pages: PageChanges) {
        context.confirm();
        if (!options.force) guard(pages);
      },
      ephemeral,
      now,
      release,
      siteOptions: { url, defaultUrl },
      rebuildSize: Infinity,
      executor,
    };
    const result = totalReports([...(await drainMessages(messages, publisher)).reports, skippedFiles()]);
    context.confirm();
    if (messages === REBUILD_EVERYTHING) await removeStale(site, result);
    site.saveNames();
    // If a file was in the way, the run is not recorded, so that every build reports the file until it is gone.
    if (run !== undefined && site.refused.size === 0) await end(run, state, result, mark);
    return { result, unchangedFiles: messages === REBUILD_EVERYTHING ? 0 : (run?.unchangedFiles ?? 0) };
  } catch (error) {
    site.disownMissing();
    throw error;
  } finally {
    await pool?.close();
    state.close();
  }
}

/** The state of a build without `--state`: discarded at the end. */
function ephemeralState(): JournalStore {
  return { ...memoryStore({ lean: true }), closeFiles() {}, close() {} };
}

async function end(run: Run, state: JournalStore, { paths }: ReportTotals, site: string): Promise<void> {
  const due = await nextDue(state);
  const rejected = paths.filter(({ outcome }) => outcome === "rejected").map(({ path }) => path);
  state.closeFiles();
  run.end({ due, rejected, site });
}

async function nextDue(state: Store): Promise<number | undefined> {
  const [first] = (await state.list({ prefix: DUE, limit: 1 })).entries;
  return first && dueAt(first.key);
}

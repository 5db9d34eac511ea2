/** `build`: publishes a content folder once. */
import { executorOn } from "../publish/executor.ts";
import type { Stores } from "../publish/site.ts";
import type { Settings } from "../settings/settings.ts";
import { REMEDY } from "../store/growing-file.ts";
import { journalStore } from "../store/journal.ts";
import { memoryStore } from "../store/memory.ts";
import { StoreError } from "../store/store-error.ts";
import { openContent } from "./content-folder.ts";
import { checkApart, checkContent, checkNotServed, folderMark } from "./folders.ts";
import { beginRun, EVERYTHING } from "./last-run.ts";
import { poolExecutors } from "./pool-executor.ts";
import { withProgress } from "./progress.ts";
import type { Say } from "./say.ts";
import { settingsOf } from "./settings-of.ts";
import { openSite, type SiteFolder } from "./site-folder.ts";
import { summary } from "./summary.ts";
import { sweep, type Tally, tally } from "./tally.ts";
import { tellProblems } from "./tell-problems.ts";
import { workThrough } from "./work-through.ts";

export type BuildOptions = {
  readonly content: string;
  readonly out: string;
  readonly url?: string;
  readonly defaultUrl: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A folder that remembers what was published; without one each build starts from nothing. */
  readonly state?: string;
  readonly release: string;
  /** The bundle that worker threads run; without one a single thread does it all. */
  readonly worker?: URL;
};

/** The exit code: 0, 1 if an article was rejected, 2 if something else was in the way. @throws StoreError, FolderError */
export async function build(options: BuildOptions, say: Say): Promise<number> {
  const started = performance.now();
  const { content, out, state } = options;
  checkContent(content);
  checkApart(content, state === undefined ? [out] : [out, state]);
  if (state !== undefined) checkNotServed(state, out);
  const settings = (await settingsOf(options, say))?.settings;
  if (settings === undefined) return 2;
  const place = openSite(out);
  try {
    const { result, passedOver } = await publishOnce(options, settings, place, say);
    tellProblems(options, place.site, result, say);
    const took = performance.now() - started;
    for (const line of summary(result, { settings, took, passedOver })) say.result(line);
    if (place.site.refused.size > 0) return 2;
    return result.outcomes.rejected > 0 ? 1 : 0;
  } finally {
    place.close();
  }
}

type Published = { readonly result: Tally; readonly passedOver: number };

async function publishOnce(options: BuildOptions, settings: Settings, place: SiteFolder, say: Say): Promise<Published> {
  const { url, defaultUrl, release, now } = options;
  const { site } = place;
  const state =
    options.state === undefined ? { ...memoryStore({ versions: "numbers" }), close() {} } : journalStore(options.state);
  const { content, leftOut } = openContent(options.content);
  const pool =
    options.worker && poolExecutors({ content, site }, { content: options.content, out: options.out }, options.worker);
  try {
    const stores: Stores = { content, state, site };
    const all = JSON.stringify([folderMark(options.out), release, settings]);
    const run = await beginRun(stores, { all, now }, place.isWhole());
    const given = { url, defaultUrl };
    const executor = withProgress(pool?.executorFor ?? executorOn, say);
    const publisher = { ...stores, now, release, given, rebuildSize: Infinity, executor };
    const result = tally([...(await workThrough(run.messages, publisher)).reports, leftOut()]);
    if (run.messages === EVERYTHING) await sweep(site, result);
    site.settle();
    await run.end(result.paths.filter(({ outcome }) => outcome === "rejected").map(({ path }) => path));
    return { result, passedOver: run.passedOver };
  } catch (error) {
    // What a power cut leaves of a file may be zeros, and no text.
    if (!(error instanceof SyntaxError) || options.state === undefined) throw error;
    throw new StoreError(options.state, `is damaged (${error.message}); ${REMEDY}`, { cause: error });
  } finally {
    await pool?.close();
    state.close();
  }
}

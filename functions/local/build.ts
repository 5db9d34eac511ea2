/** `build`: publishes a content folder once. */
import { availableParallelism } from "node:os";
import type { Stores } from "../publish/site.ts";
import type { Settings } from "../settings/settings.ts";
import { folderStore } from "../store/folder.ts";
import { journalStore } from "../store/journal.ts";
import { memoryStore } from "../store/memory.ts";
import { checkApart, checkContent, folderMark } from "./folders.ts";
import { beginRun, EVERYTHING } from "./last-run.ts";
import type { OwnedStore } from "./owned-store.ts";
import { withProgress } from "./progress.ts";
import { readingPool } from "./reading-pool.ts";
import type { Say } from "./say.ts";
import { settingsOf } from "./settings-of.ts";
import { openSite } from "./site-folder.ts";
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
  /** The bundle that worker threads read articles with; without one a single thread does it all. */
  readonly reader?: URL;
};

/** The exit code: 0, 1 if an article was rejected, 2 if something else was in the way. @throws StoreError, FolderError */
export async function build(options: BuildOptions, say: Say): Promise<number> {
  const started = performance.now();
  const { content, out, state } = options;
  checkContent(content);
  checkApart(content, state === undefined ? [out] : [out, state]);
  const settings = (await settingsOf(options, say))?.settings;
  if (settings === undefined) return 2;
  const { site, close } = openSite(out);
  try {
    const result = await publishOnce(options, settings, site, say);
    tellProblems(options, site, result, say);
    for (const line of summary(result, settings, performance.now() - started)) say.result(line);
    if (site.refused.size > 0) return 2;
    return result.outcomes.rejected > 0 ? 1 : 0;
  } finally {
    close();
  }
}

/** More would wait for the one thread that renders and writes. */
const MAX_WORKERS = 3;

async function publishOnce(options: BuildOptions, settings: Settings, site: OwnedStore, say: Say): Promise<Tally> {
  const { url, defaultUrl, release, now } = options;
  const pool = options.reader && readingPool(options.reader, Math.min(availableParallelism() - 1, MAX_WORKERS));
  const state =
    options.state === undefined ? { ...memoryStore({ versions: "numbers" }), close() {} } : journalStore(options.state);
  try {
    const stores: Stores = { content: folderStore(options.content), state, site };
    const all = JSON.stringify([folderMark(options.out), release, settings]);
    const run = await beginRun(stores, { all, now });
    const given = { url, defaultUrl };
    const publisher = { ...withProgress(stores, say), now, release, given, rebuildSize: Infinity, read: pool?.read };
    const result = tally((await workThrough(run.messages, publisher)).reports);
    if (run.messages === EVERYTHING) await sweep(site, result);
    site.settle();
    await run.end();
    return result;
  } finally {
    await pool?.close();
    state.close();
  }
}

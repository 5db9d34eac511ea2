/** `build`: publishes a content folder once. */
import type { Settings } from "../settings/settings.ts";
import { openContent } from "./content-folder.ts";
import { checkApart, checkContent, checkNotServed, folderMark } from "./folders.ts";
import { beginRun } from "./last-run.ts";
import type { Published } from "./publish-once.ts";
import type { Say } from "./say.ts";
import { settingsOf } from "./settings-of.ts";
import { openSite, type SiteFolder } from "./site-folder.ts";
import { summary } from "./summary.ts";
import { tally } from "./tally.ts";
import { tellProblems } from "./tell-problems.ts";

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
    const { result, passedOver } = await publish(options, settings, place, say);
    tellProblems(options, place.site, result, say);
    const took = performance.now() - started;
    for (const line of summary(result, { settings, took, passedOver })) say.result(line);
    if (place.site.refused.size > 0) return 2;
    return result.outcomes.rejected > 0 ? 1 : 0;
  } finally {
    place.close();
  }
}

async function publish(options: BuildOptions, settings: Settings, place: SiteFolder, say: Say): Promise<Published> {
  const { state, release, now } = options;
  const { content, leftOut } = openContent(options.content);
  const inputs = { all: JSON.stringify([folderMark(options.out), release, settings]), now };
  const run = state === undefined ? undefined : await beginRun(content, state, inputs, place.isWhole);
  if (run?.messages.length === 0) return { result: tally([leftOut()]), passedOver: run.passedOver };
  // To load all that reads and renders takes longer than to see that there is nothing to do.
  const { publishOnce } = await import("./publish-once.ts");
  return publishOnce(options, { run, content, leftOut, site: place.site }, say);
}

/** `build`: publishes a content folder once. */
import type { Settings } from "../../settings/settings.ts";
import { checkApart, checkContent, checkStateNotServed, folderMark } from "../folders/check-folders.ts";
import { openContent } from "../folders/content-folder.ts";
import { readFolderSettings } from "../folders/folder-settings.ts";
import { beginRun } from "../folders/last-run.ts";
import { openSite, type SiteFolder } from "../folders/site-folder.ts";
import { totalReports } from "../report-totals.ts";
import { buildSummary } from "../terminal/build-summary.ts";
import { printProblems } from "../terminal/print-problems.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { BuildOptions } from "./build-options.ts";
import type { PublishResult } from "./publish-folder.ts";

/** The exit code: 0, 1 if an article was rejected, 2 if something else was in the way. @throws StoreError, FolderError */
export async function build(options: BuildOptions, terminal: Terminal): Promise<number> {
  const started = performance.now();
  const { content, out, state } = options;
  checkContent(content);
  checkApart(content, state === undefined ? [out] : [out, state]);
  if (state !== undefined) checkStateNotServed(state, out);
  const settings = (await readFolderSettings(options, terminal))?.settings;
  if (settings === undefined) return 2;
  const place = openSite(out);
  try {
    const { result, passedOver } = await publish(options, settings, place, terminal);
    printProblems(options, place.site, result, terminal);
    const took = performance.now() - started;
    for (const line of buildSummary(result, { settings, took, passedOver })) terminal.result(line);
    if (place.site.refused.size > 0) return 2;
    return result.outcomes.rejected > 0 ? 1 : 0;
  } finally {
    place.close();
  }
}

async function publish(
  options: BuildOptions,
  settings: Settings,
  place: SiteFolder,
  terminal: Terminal,
): Promise<PublishResult> {
  const { state, release, now } = options;
  const { content, leftOut } = openContent(options.content);
  const inputs = { all: JSON.stringify([folderMark(options.out), release, settings]), now };
  const run = state === undefined ? undefined : await beginRun(content, state, inputs, place.isWhole);
  if (run?.messages.length === 0) return { result: totalReports([leftOut()]), passedOver: run.passedOver };
  // To load all that reads and renders takes longer than to see that there is nothing to do.
  const { publishFolder } = await import("./publish-folder.ts");
  return publishFolder(options, { run, content, leftOut, site: place.site }, terminal);
}

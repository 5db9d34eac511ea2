/** The `build` command: publishes a content folder to a site folder once, and prints problems and a summary. */
import type { Settings } from "../../settings/settings.ts";
import { asStoreError, StoreError } from "../../store/store-error.ts";
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

/**
 * Returns the exit code: 0, 1 if an article was rejected, 2 if the settings are invalid or a document could not be written.
 * @throws StoreError, FolderError
 */
export async function build(options: BuildOptions, terminal: Terminal): Promise<number> {
  const started = performance.now();
  const { content, out, state } = options;
  checkContent(content);
  checkApart(content, state === undefined ? [out] : [out, state]);
  if (state !== undefined) checkStateNotServed(state, out);
  const settings = (await readFolderSettings(options, terminal))?.settings;
  if (settings === undefined) return 2;
  const siteFolder = openSite(out);
  try {
    const { result, unchangedFiles } = await publish(options, settings, siteFolder, terminal);
    printProblems(options, siteFolder.site, result, terminal);
    const took = performance.now() - started;
    for (const line of buildSummary(result, { settings, took, unchangedFiles })) terminal.result(line);
    if (siteFolder.site.refused.size > 0) return 2;
    return result.outcomes.rejected > 0 ? 1 : 0;
  } catch (error) {
    throw asStoreError(error, out);
  } finally {
    siteFolder.close();
  }
}

async function publish(
  options: BuildOptions,
  settings: Settings,
  siteFolder: SiteFolder,
  terminal: Terminal,
): Promise<PublishResult> {
  const { state, release, now } = options;
  const opened = openContent(options.content);
  const { content, skippedFiles } = opened;
  const inputs = { all: JSON.stringify([release, settings]), site: folderMark(options.out), now };
  const run = state === undefined ? undefined : await beginRun(content, state, inputs, siteFolder.isComplete);
  if (run?.messages.length === 0) return { result: totalReports([skippedFiles()]), unchangedFiles: run.unchangedFiles };
  // Imported here because loading the code that reads and renders takes longer than finding out that nothing has changed.
  const { publishFolder } = await import("./publish-folder.ts");
  const published = await publishFolder(options, { ...opened, run, site: siteFolder.site }, terminal);
  if (siteFolder.isComplete()) return published;
  siteFolder.site.disownMissing();
  throw new StoreError(options.out, "documents were removed by another program while they were written; build again");
}

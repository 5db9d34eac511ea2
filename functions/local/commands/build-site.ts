/** Publishes a content folder to a site folder once: takes their paths and the settings, and returns what was published. */
import type { Settings } from "../../settings/settings.ts";
import { asStoreError, StoreError } from "../../store/store-error.ts";
import { checkApart, checkContent, checkStateNotServed, folderMark } from "../folders/check-folders.ts";
import { openContent } from "../folders/content-folder.ts";
import { beginRun } from "../folders/last-run.ts";
import { openSite, type SiteFolder } from "../folders/site-folder.ts";
import { totalReports } from "../report-totals.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { BuildOptions } from "./build-options.ts";
import type { PublishResult } from "./publish-folder.ts";

export type BuiltSite = PublishResult & {
  /** Documents that could not be written, because a file of others has their name. */
  readonly refused: ReadonlySet<string>;
};

/** @throws FolderError if one of the folders cannot be used */
export function checkBuildFolders({ content, out, state }: Pick<BuildOptions, "content" | "out" | "state">): void {
  checkContent(content);
  checkApart(content, state === undefined ? [out] : [out, state]);
  if (state !== undefined) checkStateNotServed(state, out);
}

/** The terminal shows the progress. @throws StoreError, FolderError */
export async function buildSite(options: BuildOptions, settings: Settings, terminal: Terminal): Promise<BuiltSite> {
  const siteFolder = openSite(options.out);
  try {
    const published = await publish(options, settings, siteFolder, terminal);
    return { ...published, refused: siteFolder.site.refused };
  } catch (error) {
    throw asStoreError(error, options.out);
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

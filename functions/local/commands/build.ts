/** The `build` command: publishes a content folder to a site folder once, and prints problems and a summary. */
import { readFolderSettings } from "../folders/folder-settings.ts";
import { buildSummary } from "../terminal/build-summary.ts";
import { printProblems } from "../terminal/print-problems.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { BuildOptions } from "./build-options.ts";
import { buildSite, checkBuildFolders } from "./build-site.ts";

/**
 * Returns the exit code: 0, 1 if an article was rejected, 2 if the settings are invalid or a document could not be written.
 * @throws StoreError, FolderError
 */
export async function build(options: BuildOptions, terminal: Terminal): Promise<number> {
  const started = performance.now();
  checkBuildFolders(options);
  const settings = (await readFolderSettings(options, terminal))?.settings;
  if (settings === undefined) return 2;
  const { result, unchangedFiles, refused } = await buildSite(options, settings, terminal);
  printProblems(options, { refused }, result, terminal);
  const took = performance.now() - started;
  for (const line of buildSummary(result, { settings, took, unchangedFiles })) terminal.result(line);
  if (refused.size > 0) return 2;
  return result.outcomes.rejected > 0 ? 1 : 0;
}

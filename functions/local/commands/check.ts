/** The `check` command: reads and renders everything like `build`, writes no documents, and prints problems and notes. */
import { localExecutor } from "../../publish/executor.ts";
import { REBUILD_EVERYTHING } from "../../publish/message.ts";
import type { Stores } from "../../publish/stores.ts";
import { memoryStore } from "../../store/memory.ts";
import type { Store } from "../../store/store.ts";
import { drainMessages } from "../drain-messages.ts";
import { checkContent } from "../folders/check-folders.ts";
import { openContent } from "../folders/content-folder.ts";
import { readFolderSettings } from "../folders/folder-settings.ts";
import { totalReports } from "../report-totals.ts";
import { allLines, noteLines, problemLines } from "../terminal/finding-lines.ts";
import { plural } from "../terminal/format-number.ts";
import { nothingPublishedLines } from "../terminal/left-out-lines.ts";
import { withProgress } from "../terminal/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { checkFindings } from "./check-findings.ts";
import { fixDates } from "./fix-dates.ts";

export type CheckOptions = {
  readonly content: string;
  readonly url?: string;
  readonly defaultUrl: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly release: string;
  /** Whether every finding has a line of its own. */
  readonly all?: boolean;
  /** Also offer the dates of the commits that undated articles came with, or write them into the files. */
  readonly fixDates?: "offer" | "write";
};

/** Returns the exit code: 0, 1 if it found a problem, 2 if the settings are invalid. @throws StoreError, FolderError */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  checkContent(options.content);
  const settings = await readFolderSettings(options, terminal);
  if (settings === undefined) return 2;
  const { content, skippedFiles } = openContent(options.content);
  const stores: Stores = { content, state: memoryStore(), site: withoutMedia(memoryStore()) };
  const { url, defaultUrl, now, release } = options;
  const executor = withProgress(localExecutor, terminal);
  const publisher = {
    ...stores,
    ...{ now, release, siteOptions: { url, defaultUrl }, rebuildSize: Infinity, ephemeral: true },
    executor,
  };
  const result = totalReports([...(await drainMessages(REBUILD_EVERYTHING, publisher)).reports, skippedFiles()]);
  const findings = await checkFindings(result, settings, stores);
  const [problems, notes] = [
    findings.filter(({ kind }) => kind === "problem"),
    findings.filter(({ kind }) => kind === "note"),
  ];
  const folder = options.content;
  for (const line of options.all ? allLines(folder, problems) : problemLines(folder, problems)) terminal.problem(line);
  const lines = options.all ? allLines(folder, notes).map((line) => `${line} (note)`) : noteLines(folder, notes);
  for (const line of lines) terminal.result(line);
  for (const line of nothingPublishedLines(result, 0)) terminal.result(line);
  if (options.fixDates !== undefined) {
    const undated = result.paths.filter(({ isUndated }) => isUndated).map(({ path }) => path);
    const lines = await fixDates(options.content, undated, options.fixDates === "write");
    for (const line of lines) terminal.result(line);
  }
  const { length } = result.paths;
  terminal.result(
    `${plural(length, "file")} checked: ${plural(problems.length, "problem")}, ${plural(notes.length, "note")}`,
  );
  return problems.length > 0 ? 1 : 0;
}

/** Nothing of a copied file but its name is looked at, and recordings would fill the memory. */
function withoutMedia(site: Store): Store {
  return { ...site, copyFrom: (key, _source, meta) => site.write(key, "", "anything", meta) };
}

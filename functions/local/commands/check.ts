/** The `check` command: reads and renders everything like `build`, writes nothing, and prints problems and notes. */
import { localExecutor } from "../../publish/executor.ts";
import { REBUILD_EVERYTHING } from "../../publish/message.ts";
import type { Stores } from "../../publish/stores.ts";
import { memoryStore } from "../../store/memory.ts";
import { drainMessages } from "../drain-messages.ts";
import { checkContent } from "../folders/check-folders.ts";
import { openContent } from "../folders/content-folder.ts";
import { readFolderSettings } from "../folders/folder-settings.ts";
import { totalReports } from "../report-totals.ts";
import { formatNumber } from "../terminal/format-number.ts";
import { withProgress } from "../terminal/progress.ts";
import { problemLine, type Terminal } from "../terminal/terminal.ts";
import { checkFindings, type Finding } from "./check-findings.ts";

export type CheckOptions = {
  readonly content: string;
  readonly url?: string;
  readonly defaultUrl: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly release: string;
};

/** Returns the exit code: 0, 1 if it found a problem, 2 if the settings are invalid. @throws StoreError, FolderError */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  checkContent(options.content);
  const settings = await readFolderSettings(options, terminal);
  if (settings === undefined) return 2;
  const { content, skippedFiles } = openContent(options.content);
  const stores: Stores = { content, state: memoryStore(), site: memoryStore() };
  const { url, defaultUrl, now, release } = options;
  const executor = withProgress(localExecutor, terminal);
  const publisher = {
    ...stores,
    ...{ now, release, siteOptions: { url, defaultUrl }, rebuildSize: Infinity, ephemeral: true },
    executor,
  };
  const result = totalReports([...(await drainMessages(REBUILD_EVERYTHING, publisher)).reports, skippedFiles()]);
  const findings = await checkFindings(result, settings, stores);
  for (const kind of ["problem", "note"] as const) print(findings, kind, options.content, terminal);
  const problems = findings.filter((finding) => finding.kind === "problem").length;
  terminal.result(
    `${plural(result.paths.length, "file")} checked: ${plural(problems, "problem")}, ${plural(findings.length - problems, "note")}`,
  );
  return problems > 0 ? 1 : 0;
}

function print(findings: readonly Finding[], kind: Finding["kind"], content: string, terminal: Terminal) {
  for (const finding of findings) {
    if (finding.kind !== kind) continue;
    const line = problemLine(content, finding.path, finding);
    if (kind === "problem") terminal.problem(line);
    else terminal.result(`${line} (note)`);
  }
}

const plural = (number: number, noun: string) => `${formatNumber(number)} ${noun}${number === 1 ? "" : "s"}`;

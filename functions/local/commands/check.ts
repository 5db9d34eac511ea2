/** `check`: reads and renders everything as `build` does, writes nothing, and says what a writer should know. */
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

/** The exit code: 0, 1 if something must be mended, 2 if the settings are bad. @throws StoreError, FolderError */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  checkContent(options.content);
  const settings = await readFolderSettings(options, terminal);
  if (settings === undefined) return 2;
  const { content, leftOut } = openContent(options.content);
  const stores: Stores = { content, state: memoryStore(), site: memoryStore() };
  const { url, defaultUrl, now, release } = options;
  const executor = withProgress(localExecutor, terminal);
  const publisher = {
    ...stores,
    ...{ now, release, siteOptions: { url, defaultUrl }, rebuildSize: Infinity, ephemeral: true },
    executor,
  };
  const result = totalReports([...(await drainMessages(REBUILD_EVERYTHING, publisher)).reports, leftOut()]);
  const found = await checkFindings(result, settings, stores);
  for (const weight of ["mend", "note"] as const) tell(found, weight, options.content, terminal);
  const mend = found.filter((finding) => finding.weight === "mend").length;
  terminal.result(
    `${plural(result.paths.length, "file")} checked: ${plural(mend, "thing")} to mend, ${plural(found.length - mend, "note")}`,
  );
  return mend > 0 ? 1 : 0;
}

function tell(found: readonly Finding[], weight: Finding["weight"], content: string, terminal: Terminal) {
  for (const finding of found) {
    if (finding.weight !== weight) continue;
    const line = problemLine(content, finding.path, finding);
    if (weight === "mend") terminal.problem(line);
    else terminal.result(`${line} (note)`);
  }
}

const plural = (number: number, noun: string) => `${formatNumber(number)} ${noun}${number === 1 ? "" : "s"}`;

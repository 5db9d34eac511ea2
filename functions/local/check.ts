/** `check`: reads and renders everything as `build` does, writes nothing, and says what a writer should know. */
import { executorOn } from "../publish/executor.ts";
import { EVERYTHING } from "../publish/message.ts";
import type { Stores } from "../publish/site.ts";
import { memoryStore } from "../store/memory.ts";
import { openContent } from "./content-folder.ts";
import { count } from "./figures.ts";
import { type Finding, findings } from "./findings.ts";
import { checkContent } from "./folders.ts";
import { withProgress } from "./progress.ts";
import { problemLine, type Say } from "./say.ts";
import { settingsOf } from "./settings-of.ts";
import { tally } from "./tally.ts";
import { workThrough } from "./work-through.ts";

export type CheckOptions = {
  readonly content: string;
  readonly url?: string;
  readonly defaultUrl: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly release: string;
};

/** The exit code: 0, 1 if something must be mended, 2 if the settings are bad. @throws StoreError, FolderError */
export async function check(options: CheckOptions, say: Say): Promise<number> {
  checkContent(options.content);
  const settings = await settingsOf(options, say);
  if (settings === undefined) return 2;
  const { content, leftOut } = openContent(options.content);
  const stores: Stores = { content, state: memoryStore(), site: memoryStore() };
  const { url, defaultUrl, now, release } = options;
  const executor = withProgress(executorOn, say);
  const publisher = {
    ...stores,
    ...{ now, release, given: { url, defaultUrl }, rebuildSize: Infinity, passing: true },
    executor,
  };
  const result = tally([...(await workThrough(EVERYTHING, publisher)).reports, leftOut()]);
  const found = await findings(result, settings, stores);
  for (const weight of ["mend", "note"] as const) tell(found, weight, options.content, say);
  const mend = found.filter((finding) => finding.weight === "mend").length;
  say.result(
    `${plural(result.paths.length, "file")} checked: ${plural(mend, "thing")} to mend, ${plural(found.length - mend, "note")}`,
  );
  return mend > 0 ? 1 : 0;
}

function tell(found: readonly Finding[], weight: Finding["weight"], content: string, say: Say) {
  for (const finding of found) {
    if (finding.weight !== weight) continue;
    const line = problemLine(content, finding.path, finding);
    if (weight === "mend") say.problem(line);
    else say.result(`${line} (note)`);
  }
}

const plural = (number: number, noun: string) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;

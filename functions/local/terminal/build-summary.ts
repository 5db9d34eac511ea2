/** Formats the summary that a build prints at the end: a short table of counts, feed URLs and duration. */
import { FEED_FORMATS } from "../../render/document.ts";
import type { Settings } from "../../settings/settings.ts";
import type { ReportTotals } from "../report-totals.ts";
import { formatNumber } from "./format-number.ts";
import { leftOutLines, nothingPublishedLines } from "./left-out-lines.ts";

export type SummaryOptions = {
  readonly settings: Settings;
  /** Milliseconds. */
  readonly took: number;
  /** The number of files that were not checked because they have not changed since the last build. */
  readonly unchangedFiles?: number;
};

export function buildSummary(totals: ReportTotals, { settings, took, unchangedFiles = 0 }: SummaryOptions): string[] {
  const { paths, outcomes, written, unchanged, removed } = totals;
  const { live, rejected, draft, scheduled, expired } = outcomes;
  const hidden = draft + scheduled + expired;
  const why = hidden === 0 ? "" : ` (${list({ draft, scheduled, expired })})`;
  const rest = unchangedFiles === 0 ? "" : `; ${formatNumber(unchangedFiles)} files unchanged`;
  return [
    `articles   ${formatNumber(live)} published, ${formatNumber(rejected)} rejected, ${formatNumber(hidden)} hidden${why}${rest}`,
    `documents  ${formatNumber(written.length)} written, ${formatNumber(unchanged.length)} unchanged, ${formatNumber(removed.length)} removed`,
    ...nothingPublishedLines(totals, unchangedFiles),
    ...leftOutLines(paths),
    ...Object.values(FEED_FORMATS).map(({ file, title }) => `${title.padEnd(9)}  ${settings.url}${file}`),
    `took       ${(took / 1000).toFixed(2)} s`,
  ];
}

const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${formatNumber(number)} ${name}`)
    .join(", ");

/** The short table that a build ends with. */
import { FEED_FORMATS } from "../../render/document.ts";
import type { Settings } from "../../settings/settings.ts";
import type { ReportTotals } from "../report-totals.ts";
import { formatNumber } from "./format-number.ts";

export type BuildFigures = {
  readonly settings: Settings;
  /** Milliseconds. */
  readonly took: number;
  /** How many files were not looked at, being what they were. */
  readonly passedOver?: number;
};

export function buildSummary(
  { outcomes, written, unchanged, removed }: ReportTotals,
  { settings, took, passedOver = 0 }: BuildFigures,
): string[] {
  const { live, rejected, draft, scheduled, expired } = outcomes;
  const hidden = draft + scheduled + expired;
  const why = hidden === 0 ? "" : ` (${list({ draft, scheduled, expired })})`;
  const rest = passedOver === 0 ? "" : `; ${formatNumber(passedOver)} files as before`;
  return [
    `articles   ${formatNumber(live)} published, ${formatNumber(rejected)} rejected, ${formatNumber(hidden)} hidden${why}${rest}`,
    `documents  ${formatNumber(written.length)} written, ${formatNumber(unchanged.length)} unchanged, ${formatNumber(removed.length)} removed`,
    ...Object.values(FEED_FORMATS).map(({ file, title }) => `${title.padEnd(9)}  ${settings.url}${file}`),
    `took       ${(took / 1000).toFixed(2)} s`,
  ];
}

const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${formatNumber(number)} ${name}`)
    .join(", ");

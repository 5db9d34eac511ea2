/** The short table that a build ends with. */
import { FORMATS } from "../render/document.ts";
import type { Settings } from "../settings/settings.ts";
import { count } from "./figures.ts";
import type { Tally } from "./tally.ts";

export type Circumstances = {
  readonly settings: Settings;
  /** Milliseconds. */
  readonly took: number;
  /** How many files were not looked at, being what they were. */
  readonly passedOver?: number;
};

export function summary(
  { outcomes, written, unchanged, removed }: Tally,
  { settings, took, passedOver = 0 }: Circumstances,
): string[] {
  const { live, rejected, draft, scheduled, expired } = outcomes;
  const hidden = draft + scheduled + expired;
  const why = hidden === 0 ? "" : ` (${list({ draft, scheduled, expired })})`;
  const rest = passedOver === 0 ? "" : `; ${count(passedOver)} files as before`;
  return [
    `articles   ${count(live)} published, ${count(rejected)} rejected, ${count(hidden)} hidden${why}${rest}`,
    `documents  ${count(written.length)} written, ${count(unchanged.length)} unchanged, ${count(removed.length)} removed`,
    ...Object.values(FORMATS).map(({ file, title }) => `${title.padEnd(9)}  ${settings.url}${file}`),
    `took       ${(took / 1000).toFixed(2)} s`,
  ];
}

const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${count(number)} ${name}`)
    .join(", ");

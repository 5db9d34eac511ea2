/** The short table that a build ends with. */
import { FORMATS } from "../render/document.ts";
import type { Settings } from "../settings/settings.ts";
import type { Tally } from "./tally.ts";

/** `took` in milliseconds. */
export function summary({ outcomes, written, unchanged, removed }: Tally, settings: Settings, took: number): string[] {
  const { live, rejected, draft, scheduled, expired } = outcomes;
  const hidden = draft + scheduled + expired;
  const why = hidden === 0 ? "" : ` (${list({ draft, scheduled, expired })})`;
  return [
    `articles   ${count(live)} published, ${count(rejected)} rejected, ${count(hidden)} hidden${why}`,
    `documents  ${count(written.length)} written, ${count(unchanged.length)} unchanged, ${count(removed.length)} removed`,
    ...Object.values(FORMATS).map(({ file, title }) => `${title.padEnd(9)}  ${settings.url}${file}`),
    `took       ${(took / 1000).toFixed(2)} s`,
  ];
}

const count = (number: number) => number.toLocaleString("en-US");
const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${count(number)} ${name}`)
    .join(", ");

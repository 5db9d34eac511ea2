/** Finds the title among the first rows of a plain text. */
import { type Byline, readByline } from "../byline/byline.ts";
import { dateOf, isTimeline } from "./date-lines.ts";
import type { TextLine } from "./lines.ts";

const LABEL = /^\W{0,3}(?:for (?:immediate|general) release|(?:press|news|media) release)\W{0,3}$/i;
const MAX_LABELS = 2;
const MAX_HEADLINE_LENGTH = 150;

/** Drops `FOR IMMEDIATE RELEASE`, `PRESS RELEASE`: such labels head every press release and are not its title. */
export function withoutLabel(rows: readonly TextLine[]): readonly TextLine[] {
  const first = rows.findIndex(({ text }) => text.length > 40 || !LABEL.test(text));
  return first > 0 && first <= MAX_LABELS ? rows.slice(first) : rows;
}

/**
 * The first row, unless that is a dated byline, credits or a date, which nobody uses as a title: then the second row.
 */
export function titleOf(rows: readonly TextLine[]): TextLine | undefined {
  const [first, second] = rows;
  if (!first || !second) return first;
  const reading = readByline(first.text);
  return (reading.kind === "byline" && isNoTitle(reading.byline)) || startsWithDate(rows) ? second : first;
}

function isNoTitle({ form, date }: Byline): boolean {
  return form === "credits" || (date !== undefined && (form === "label" || form === "listed"));
}

/**
 * Whether the text starts with a date, then a headline as a separate paragraph, then body text. In a diary the date is
 * the headline.
 */
function startsWithDate(rows: readonly TextLine[]): boolean {
  const [date, headline, body] = rows;
  if (!date || !headline || !body || dateOf(date) === "none" || isTimeline(rows)) return false;
  const isAlone = headline.paragraph !== body.paragraph;
  return isAlone && headline.text.length <= MAX_HEADLINE_LENGTH && !/[.…:;,]["”’)]?$/.test(headline.text);
}

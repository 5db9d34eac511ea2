/** Which of a text's first rows is its title. */
import { readByline } from "../byline/byline.ts";
import { dateOf, isTimeline } from "./date-lines.ts";
import type { TextLine } from "./lines.ts";

const LABEL = /^\W{0,3}(?:for (?:immediate|general) release|(?:press|news|media) release)\W{0,3}$/i;
const MOST_LABELS = 2;
const LONGEST_HEADLINE = 150;

/** `FOR IMMEDIATE RELEASE`, `PRESS RELEASE`: every release has that title. */
export function withoutLabel(rows: readonly TextLine[]): readonly TextLine[] {
  const first = rows.findIndex(({ text }) => text.length > 40 || !LABEL.test(text));
  return first > 0 && first <= MOST_LABELS ? rows.slice(first) : rows;
}

/** The first row; or the second, under what nobody gives a story as title: a byline that is dated and says "By", a date. */
export function titleOf(rows: readonly TextLine[]): TextLine | undefined {
  const [first, second] = rows;
  if (!first || !second) return first;
  const reading = readByline(first.text);
  const isByline = reading.kind === "byline" && reading.byline.form === "label" && reading.byline.date !== undefined;
  return isByline || isDateline(rows) ? second : first;
}

/** A date, a headline in a paragraph of its own, a text; in a diary the date is the headline. */
function isDateline(rows: readonly TextLine[]): boolean {
  const [date, headline, body] = rows;
  if (!date || !headline || !body || dateOf(date) === "none" || isTimeline(rows)) return false;
  const isAlone = headline.paragraph !== body.paragraph;
  return isAlone && headline.text.length <= LONGEST_HEADLINE && !/[.…:;,]["”’)]?$/.test(headline.text);
}

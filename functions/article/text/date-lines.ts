/** Recognizes lines of a plain text that consist of nothing but a date. */
import type { Byline } from "../byline/byline.ts";
import { readExactDate } from "../date/exact-date.ts";
import type { TextLine } from "./lines.ts";

/** Several date lines are the headings of a timeline; none of them is the date of the story. */
export function isTimeline(rows: readonly TextLine[]): boolean {
  return rows.filter((row) => dateOf(row) === "date").length > 1;
}

/**
 * `date`: a valid date with a four-digit year. `impossible`: it looks like one, but no such day exists. `none`: no
 * date.
 */
export function dateOf({ text }: TextLine): "date" | "none" | "impossible" {
  return text.length <= 40 && /\d{4}/.test(text) ? readExactDate(text).kind : "none";
}

export function isBareDate({ form, updated }: Byline): boolean {
  return form === "date" && updated === undefined;
}

/** Lines of a text that are a date and nothing else. */
import type { Byline } from "../byline/byline.ts";
import { readExactDate } from "../date/exact-date.ts";
import type { TextLine } from "./lines.ts";

/** Where several lines are dates, they are the headings of a timeline, and none of them is the story's. */
export function isTimeline(rows: readonly TextLine[]): boolean {
  return rows.filter((row) => dateOf(row) === "date").length > 1;
}

/** Whether the row is a date whose year is written in full, and whether there is such a day. */
export function dateOf({ text }: TextLine): "date" | "none" | "impossible" {
  return text.length <= 40 && /\d{4}/.test(text) ? readExactDate(text).kind : "none";
}

export function isBareDate({ form, updated }: Byline): boolean {
  return form === "date" && updated === undefined;
}

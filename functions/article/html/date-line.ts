/**
 * Finds the line of a page that says when it was published: the story goes in; the date, and the element with the line, come out.
 *
 * Such a line is known by its class or id: `dateheader`, `post-date`, `posted`, `byline`.
 */
import type { WrittenDate } from "../article.ts";
import { takeDates } from "../byline/trailing-date.ts";
import { readDate } from "../date/date.ts";
import { attributeOf, type Element, elementsIn } from "../sanitize/parse-html.ts";
import { lineOf } from "./title.ts";

export type DateLine = {
  readonly element: Element;
  readonly date: WrittenDate;
  /** Whether the line says nothing else. */
  readonly isWholeLine: boolean;
};

const WORDS =
  /^(?:date|dates|dateheader|datestamp|dateline|datetime|pubdate|postdate|postedon|posted|published|timestamp|byline|meta|dtpublished)$/;
/** In characters; a longer text is part of the story. */
const MAX_LINE = 160;
/** A page with more such elements is a list. */
const MAX_LINES = 20;

export function dateLineIn(story: Element): DateLine | undefined {
  let count = 0;
  for (const element of elementsIn(story)) {
    if (!isDateElement(element)) continue;
    if (++count > MAX_LINES) return undefined;
    const found = readLine(element);
    if (found) return found;
  }
  return undefined;
}

function isDateElement(element: Element): boolean {
  const names = `${attributeOf(element, "id") ?? ""} ${attributeOf(element, "class") ?? ""}`.slice(0, 500);
  const words = names.toLowerCase().split(/[\s_-]+/);
  return words.some((word) => WORDS.test(word)) && !words.includes("updated") && !words.includes("modified");
}

function readLine(element: Element): DateLine | undefined {
  const line = lineOf(element);
  if (line.length > MAX_LINE) return undefined;
  const whole = dateIn(line);
  if (whole) return { element, date: whole, isWholeLine: true };
  const attributes = ["datetime", "title", "content"].map((name) => attributeOf(element, name) ?? "");
  const parts = line.split(/\s*[|•·–—]\s*|\s+by\s+|,\s+by\s+/i).filter((part) => !/updat|modif|edited/i.test(part));
  const date = [...attributes, ...parts].map(dateIn).find((found) => found !== undefined) ?? lastDate(line);
  return date && { element, date, isWholeLine: false };
}

const LABEL =
  /^(?:(?:first|originally)\s+)?(?:posted|published|written|filed|released|dated?|created|on)(?:\s+(?:on|at))?\s*:?\s+/i;

function dateIn(text: string): WrittenDate | undefined {
  const reading = readDate(text.replace(LABEL, ""));
  if (reading.kind === "date") return reading.date;
  const { rest, date } = takeDates(text);
  return rest === "" && date.kind === "date" ? date.date : undefined;
}

function lastDate(line: string): WrittenDate | undefined {
  const { date } = takeDates(line);
  return date.kind === "date" ? date.date : undefined;
}

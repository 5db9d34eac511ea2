/** The dates at the end of a byline, taken off it from the right. */
import { type DateReading, NO_DATE } from "../date/calendar.ts";
import { readExactDate } from "../date/exact-date.ts";

export type Dated = {
  /** What stands before the dates, without the marks and words that led to them. */
  readonly rest: string;
  readonly date: DateReading;
  readonly updated: DateReading;
};

const LONGEST = 100;
/** `The Sun September 14` is a paper's: only after a mark is `Sun` a day. */
const START =
  /(?<![\p{L}\p{N}])(?=\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sunday|(?<!\p{L}\s)sun|the\s+\d|noon)/giu;
const UPDATED = /(?<!\p{L})(?:last\s+)?(?:updated|modified|revised|corrected)(?:\s+(?:on|at))?\s*:?$/iu;
const PUBLISHED =
  /(?<!\p{L})(?:(?:first|originally)\s+)?(?:(?:published|posted|issued|released|filed|created|dated)(?:\s+(?:on|at))?|(?:publication\s+|publish\s+)?date(?:\s+published)?)\s*:?$/iu;

/** Takes up to three dates off the end: that of publication, and that of an update where the line calls it so. */
export function takeDates(line: string): Dated {
  let dated: Dated = { rest: line, date: NO_DATE, updated: NO_DATE };
  for (let round = 0; round < 3; round++) {
    const next = takeDate(dated);
    if (!next) break;
    dated = next;
  }
  return dated;
}

function takeDate(dated: Dated): Dated | undefined {
  const found = lastDate(dated.rest);
  if (!found) return undefined;
  const before = withoutTail(found.before);
  if (UPDATED.test(before)) {
    if (dated.updated.kind !== "none") return undefined;
    return { ...dated, rest: withoutTail(before.replace(UPDATED, "")), updated: found.reading };
  }
  if (dated.date.kind !== "none") return undefined;
  const leading = found.isTimeFirst ? /\s+(?:on|at)$/i : /\s+on$/i;
  return { ...dated, rest: withoutTail(before.replace(PUBLISHED, "").replace(leading, "")), date: found.reading };
}

type Found = { readonly before: string; readonly reading: DateReading; readonly isTimeFirst: boolean };

/** `at 10:30 AM on September 14, 2023` */
const TIME_FIRST = /^(?:\d{1,2}(?:[:.]\d{2}(?![./-]?\d)|\s?[ap]\.?m)|noon)/i;

/**
 * The longest end of the text that is a date; `Friday, September 14` is no date of its own, so that a wrong
 * weekday is seen.
 */
function lastDate(text: string): Found | undefined {
  const from = Math.max(0, text.length - LONGEST);
  for (const { index } of text.slice(from).matchAll(START)) {
    const end = text.slice(from + index);
    const reading = readExactDate(withoutStop(end));
    if (reading.kind !== "none")
      return { before: text.slice(0, from + index), reading, isTimeFirst: TIME_FIRST.test(end) };
  }
  return undefined;
}

/** A full stop, and a bracket that opened before the date; not the one of `a.m.` or of `(EDT)`. */
function withoutStop(text: string): string {
  const plain = text.replace(/(?<!m)[.,;]$/i, "");
  return /^[^([]*[)\]]$/.test(plain) ? plain.slice(0, -1) : plain;
}

function withoutTail(text: string): string {
  return text.replace(/[\s,;|/•·–—([-]+$/, "");
}

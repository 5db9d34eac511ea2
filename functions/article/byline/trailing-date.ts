/** Removes the dates from the end of a byline, and returns them with the rest of the line. */
import { type DateReading, NO_DATE } from "../date/calendar.ts";
import { readExactDate, WEEKDAY_BEGINNINGS } from "../date/exact-date.ts";

export type Dated = {
  /** The text before the dates, without the punctuation and words that introduce them. */
  readonly rest: string;
  readonly date: DateReading;
  readonly updated: DateReading;
};

const MAX_LENGTH = 100;
/** `Sun` is a weekday only after punctuation: in `The Sun September 14` it is a newspaper. */
const START = new RegExp(
  `(?<![\\p{L}\\p{N}])(?=\\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|(?<!\\p{L}\\s)sun|the\\s+\\d|noon|${WEEKDAY_BEGINNINGS})`,
  "giu",
);
const UPDATED = /(?<!\p{L})(?:last\s+)?(?:updated|modified|revised|corrected)(?:\s+(?:on|at))?\s*:?$/iu;
const PUBLISHED =
  /(?<!\p{L})(?:(?:first|originally)\s+)?(?:(?:published|posted|issued|released|filed|created|dated|publié|veröffentlicht|erschienen|pubblicato|publicado|gepubliceerd)(?:\s+(?:on|at))?|(?:publication\s+|publish\s+)?date(?:\s+published)?)\s*:?$/iu;

/** Removes the publication date, and the update date if the line labels it so, from the end. */
export function takeDates(line: string): Dated {
  let dated: Dated = { rest: line, date: NO_DATE, updated: NO_DATE };
  for (let count = 0; count < 3; count++) {
    const next = takeDate(dated);
    if (!next) break;
    dated = next;
  }
  return dated;
}

function takeDate(dated: Dated): Dated | undefined {
  const found = lastDate(dated.rest);
  if (!found) return undefined;
  const before = withoutSeparators(found.before);
  if (UPDATED.test(before)) {
    if (dated.updated.kind !== "none") return undefined;
    return { ...dated, rest: withoutSeparators(before.replace(UPDATED, "")), updated: found.reading };
  }
  if (dated.date.kind !== "none") return undefined;
  const leading = found.isTimeFirst ? /\s+(?:on|at)$/i : /[\s,]+(?:on|am|le|el|il|den|op|em)$/i;
  return {
    ...dated,
    rest: withoutSeparators(withoutSeparators(before.replace(leading, "")).replace(PUBLISHED, "").replace(leading, "")),
    date: found.reading,
  };
}

type Found = { readonly before: string; readonly reading: DateReading; readonly isTimeFirst: boolean };

/** `at 10:30 AM on September 14, 2023` */
const TIME_FIRST = /^(?:\d{1,2}(?:[:.]\d{2}(?![./-]?\d)|\s?[ap]\.?m)|noon)/i;

/**
 * The longest suffix of the text that is a date. A shorter one might omit the weekday, and a wrong weekday would go
 * unnoticed.
 */
function lastDate(text: string): Found | undefined {
  const from = Math.max(0, text.length - MAX_LENGTH);
  for (const { index } of text.slice(from).matchAll(START)) {
    const end = text.slice(from + index);
    const reading = readExactDate(withoutFullStop(end));
    if (reading.kind === "none" || isWordOfOutlet(text.slice(0, from + index), end, reading)) continue;
    return { before: text.slice(0, from + index), reading, isTimeFirst: TIME_FIRST.test(end) };
  }
  return undefined;
}

const OUTLET_BEFORE = /\s(?:via|source|for):? (?:.*\p{L} )?$/iu;
const ON_SUNDAY = /\b(?:mail|independent|scotland|wales|ireland|life) on $/i;

/**
 * Whether the word that begins the date is the end of an outlet's name: `via The Mail on Sunday September 14th 2023`, `via High Noon
 * September 14th 2023`.
 */
function isWordOfOutlet(before: string, end: string, { kind }: DateReading): boolean {
  if (/\s(?:via|for) $/i.test(before) && /^[A-Z][a-z]*day, \p{L}/u.test(end)) return true;
  if (!/^(?:Noon|[A-Z][a-z]*day) \p{L}/u.test(end)) return false;
  if (ON_SUNDAY.test(before) || /\s(?:via|for) $/i.test(before)) return true;
  return OUTLET_BEFORE.test(before) && !/\son $/i.test(before) && (kind === "impossible" || end.startsWith("Noon"));
}

/**
 * Removes a final full stop and the closing bracket of one opened before the date; keeps those of `a.m.` and `(EDT)`.
 */
function withoutFullStop(text: string): string {
  const plain = text.replace(/(?<!m)[.,;]$/i, "");
  return /^[^([]*[)\]]$/.test(plain) ? plain.slice(0, -1) : plain;
}

function withoutSeparators(text: string): string {
  return text.replace(/[\s,;|/•·–—([-]+$/, "");
}

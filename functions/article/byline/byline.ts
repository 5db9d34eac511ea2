/**
 * Parses a byline: one line that says who wrote a story, for which outlet, and when.
 *
 * The entire line must be a byline. When in doubt, a line is text: a sentence misread as a byline loses text and names
 * a wrong author, while a byline misread as text merely stays in the body. Labels are English only; names may be in any
 * script.
 */
import type { WrittenDate } from "../article.ts";
import { oneLine } from "../characters.ts";
import type { DateReading } from "../date/calendar.ts";
import { type Credited, readCredited, readLabeled } from "./credit-phrases.ts";
import { isFullName } from "./person-name.ts";
import { takeDates } from "./trailing-date.ts";
import { isAgency } from "./vocabulary.ts";

export type Byline = Credited & { readonly date?: WrittenDate; readonly updated?: WrittenDate };

export type BylineReading =
  | { readonly kind: "byline"; readonly byline: Byline }
  | { readonly kind: "none" }
  /** A byline with an impossible date. */
  | { readonly kind: "impossible"; readonly reason: string; readonly byline: Byline }
  /** Text that the writer may have meant as a byline. */
  | { readonly kind: "nearly"; readonly reason: string };

const NONE: BylineReading = { kind: "none" };
const MAX_LENGTH = 300;
/** A note about emphasis is not a credit: `via The Paper (emphasis ours)`. */
const EMPHASIS = /\s?[([]emphasis [^()[\]]{1,40}[)\]]/gi;
/** The full stop of a sentence, not that of "p.m." */
const FULL_STOP = /(?<!m)\.$/i;

export function readByline(text: string): BylineReading {
  if (text.length > MAX_LENGTH) return NONE;
  const line = oneLine(text.replace(EMPHASIS, ""));
  const { inner, isSigned } = withoutWrapping(line);
  const { rest, date, updated } = takeDates(inner);
  const isDated = date.kind !== "none" || updated.kind !== "none";
  if (rest === "" && isDated) return readDateLine(line, date, updated);
  const credited = readCredited(withoutPunctuation(rest), { isDated, isSigned });
  return credited ? withDates(credited, date, updated) : nearMiss(rest, isDated);
}

/**
 * Removes brackets, emphasis and a leading dash. A dash, or brackets around an agency, mark a signature (`isSigned`).
 */
function withoutWrapping(line: string): { readonly inner: string; readonly isSigned: boolean } {
  const wrapped = /^(?:\((.*)\)|\[(.*)\]|\*+([^*]+)\*+|_+([^_]+)_+)\.?$/.exec(line);
  const content = wrapped?.slice(1).find((part) => part !== undefined) ?? line;
  const inner = isBalanced(content) ? content.trim() : line;
  const unsigned = inner.replace(/^(?:[–—―]+|--)\s*/, "");
  return { inner: unsigned, isSigned: unsigned !== inner || (inner !== line && isAgency(inner)) };
}

/** `(a) and (b)` begins and ends with brackets, but is not enclosed in them. */
function isBalanced(content: string): boolean {
  const close = content.search(/[)\]]/);
  return close === -1 || /[([]/.test(content.slice(0, close));
}

/** Removes final punctuation, but keeps the full stop of an initial and of "Jr." */
function withoutPunctuation(rest: string): string {
  return rest.replace(/(?<=[\p{Ll}\p{Lo}]{2})\.$|[,:]$/u, "");
}

/**
 * A date that ends with a full stop is text. So is a date with a two-digit year, unless it is labeled: scores and
 * version numbers look like that.
 */
function readDateLine(line: string, date: DateReading, updated: DateReading): BylineReading {
  const isLabeled =
    /^\W*(?:first|last|originally|publi|posted|updated|modif|revis|correct|issued|released|filed|created|date)/i.test(
      line,
    );
  if (FULL_STOP.test(line) || !(isLabeled || /\d{4}/.test(line))) return NONE;
  return withDates({ form: "date", authors: [] }, date, updated);
}

function withDates(credited: Credited, date: DateReading, updated: DateReading): BylineReading {
  const byline = { ...credited, date: writtenDate(date), updated: writtenDate(updated) };
  if (date.kind === "impossible") return { ...date, byline };
  return updated.kind === "impossible" ? { ...updated, byline } : { kind: "byline", byline };
}

function writtenDate(reading: DateReading): WrittenDate | undefined {
  return reading.kind === "date" ? reading.date : undefined;
}

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
const DAY = "\\d{1,2}(?:st|nd|rd|th)?";
const DATE_WITHOUT_YEAR = new RegExp(
  `[\\s,|(–—-]+(?:on\\s+)?(?:[a-z]{3,6}day,?\\s+)?(?:${MONTH}\\s+${DAY}|${DAY}\\s+${MONTH})\\)?$`,
  "i",
);

function nearMiss(rest: string, isDated: boolean): BylineReading {
  if (isDated) {
    return isFullName(rest)
      ? { kind: "nearly", reason: 'not read as a byline: it has only a name and a date; begin the line with "By"' }
      : NONE;
  }
  const undated = rest.replace(DATE_WITHOUT_YEAR, "");
  if (undated === rest || !readLabeled(undated, true)) return NONE;
  return { kind: "nearly", reason: "not read as a byline, because its date names no year; add the year" };
}

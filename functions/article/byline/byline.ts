/**
 * Bylines: one line that says who wrote a story, for whom, and when.
 *
 * A line is a byline whole or not at all. A sentence taken for a byline loses text and names a wrong author, while a
 * byline
 * taken for text only stays where it was: in doubt a line is text. English labels only; names of any script.
 */
import type { WrittenDate } from "../article.ts";
import { oneLine } from "../characters.ts";
import type { DateReading } from "../date/calendar.ts";
import { type Credited, readCredited, readLabelled } from "./credit-phrases.ts";
import { isFullName } from "./person-name.ts";
import { takeDates } from "./trailing-date.ts";
import { isAgency } from "./vocabulary.ts";

export type Byline = Credited & { readonly date?: WrittenDate; readonly updated?: WrittenDate };

export type BylineReading =
  | { readonly kind: "byline"; readonly byline: Byline }
  | { readonly kind: "none" }
  /** A byline but for its date. */
  | { readonly kind: "impossible"; readonly reason: string; readonly byline: Byline }
  /** Text, though its writer may have meant a byline. */
  | { readonly kind: "nearly"; readonly reason: string };

const NONE: BylineReading = { kind: "none" };
const LONGEST = 300;
/** Who set words in bold is nobody's credit: `via The Paper (emphasis ours)`. */
const EMPHASIS = /\s?[([]emphasis [^()[\]]{1,40}[)\]]/gi;
/** The stop of a sentence, not that of "p.m." */
const STOP = /(?<!m)\.$/i;

export function readByline(text: string): BylineReading {
  if (text.length > LONGEST) return NONE;
  const line = oneLine(text.replace(EMPHASIS, ""));
  const { inner, isSigned } = withoutWrapping(line);
  const { rest, date, updated } = takeDates(inner);
  const isDated = date.kind !== "none" || updated.kind !== "none";
  if (rest === "" && isDated) return readDateLine(line, date, updated);
  const credited = readCredited(withoutStop(rest), { isDated, isSigned });
  return credited ? withDates(credited, date, updated) : nearly(rest, isDated);
}

/** Brackets, emphasis and a dash around the line are no part of it; an agency in brackets signs with them. */
function withoutWrapping(line: string): { readonly inner: string; readonly isSigned: boolean } {
  const wrapped = /^(?:\((.*)\)|\[(.*)\]|\*+([^*]+)\*+|_+([^_]+)_+)\.?$/.exec(line);
  const content = wrapped?.slice(1).find((part) => part !== undefined) ?? line;
  const inner = isBalanced(content) ? content.trim() : line;
  const unsigned = inner.replace(/^(?:[–—―]+|--)\s*/, "");
  return { inner: unsigned, isSigned: unsigned !== inner || (inner !== line && isAgency(inner)) };
}

/** `(a) and (b)` is not in brackets, though it begins and ends with them. */
function isBalanced(content: string): boolean {
  const close = content.search(/[)\]]/);
  return close === -1 || /[([]/.test(content.slice(0, close));
}

/** Keeps the stop of an initial or of "Jr." */
function withoutStop(rest: string): string {
  return rest.replace(/(?<=[\p{Ll}\p{Lo}]{2})\.$|[,:]$/u, "");
}

/**
 * A date with a sentence's stop ends a text. So, without a label, does a year of two digits: scores and versions
 * look like that.
 */
function readDateLine(line: string, date: DateReading, updated: DateReading): BylineReading {
  const isLabelled =
    /^\W*(?:first|last|originally|publi|posted|updated|modif|revis|correct|issued|released|filed|created|date)/i.test(
      line,
    );
  if (STOP.test(line) || !(isLabelled || /\d{4}/.test(line))) return NONE;
  return withDates({ form: "date", authors: [] }, date, updated);
}

function withDates(credited: Credited, date: DateReading, updated: DateReading): BylineReading {
  const byline = { ...credited, date: written(date), updated: written(updated) };
  if (date.kind === "impossible") return { ...date, byline };
  return updated.kind === "impossible" ? { ...updated, byline } : { kind: "byline", byline };
}

function written(reading: DateReading): WrittenDate | undefined {
  return reading.kind === "date" ? reading.date : undefined;
}

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
const NUMBER = "\\d{1,2}(?:st|nd|rd|th)?";
const YEARLESS = new RegExp(
  `[\\s,|(–—-]+(?:on\\s+)?(?:[a-z]{3,6}day,?\\s+)?(?:${MONTH}\\s+${NUMBER}|${NUMBER}\\s+${MONTH})\\)?$`,
  "i",
);

function nearly(rest: string, isDated: boolean): BylineReading {
  if (isDated) {
    return isFullName(rest)
      ? { kind: "nearly", reason: 'a name and a date are text; begin the line with "By" to make it a byline' }
      : NONE;
  }
  const undated = rest.replace(YEARLESS, "");
  if (undated === rest || !readLabelled(undated, true)) return NONE;
  return { kind: "nearly", reason: "this stays text, since its date names no year and none is guessed" };
}

/** Parses a date as people write it (`14 September 2023, 10:30 am EDT`) into ISO 8601, or says why it is impossible. */
import * as chrono from "chrono-node/en";
import { oneLine } from "../characters.ts";
import { type DateReading, NO_DATE, writeDate } from "./calendar.ts";
import { readExactDate } from "./exact-date.ts";

export type { DateReading } from "./calendar.ts";

/**
 * Parses a text that is a date and nothing else, with or without a time of day.
 *
 * Nothing is guessed: a date without a year is `none`; `09/10/2023`, a two-digit year, a wrong weekday, `September
 * 31st` and `25:00` are `impossible`, each with its reason. The exact formats are tried first, then free English text.
 */
export function readDate(text: string): DateReading {
  const line = oneLine(text);
  const exact = readExactDate(line);
  return exact.kind === "none" ? readEnglishDate(line) : exact;
}

/**
 * Chrono requires a reference date, even though no relative date is accepted. A constant makes the result depend on the
 * text alone.
 */
const REFERENCE_DATE = new Date(0);

/** Chrono's result is accepted only if it covers the entire text, and day and year are written in digits. */
function readEnglishDate(text: string): DateReading {
  if (text.length > 80 || !/\d{4}/.test(text) || !/[a-z]{3}/i.test(text)) return NO_DATE;
  const [found, ...others] = chrono.strict.parse(text, REFERENCE_DATE);
  if (!found || others.length > 0 || found.end || found.text.length !== text.length) return NO_DATE;
  const { start } = found;
  const [year, month, day] = [start.get("year") ?? 0, start.get("month") ?? 0, start.get("day") ?? 0];
  if (!start.isCertain("year") || !start.isCertain("month") || !start.isCertain("day")) return NO_DATE;
  if (!numberIn(text, String(year).padStart(4, "0")) || !numberIn(text, `0?${day}`)) return NO_DATE;
  if (!start.isCertain("hour")) return writeDate({ year, month, day });
  if (!/\d[:.]\d\d|[ap]\.?m/i.test(text)) return NO_DATE;
  const offset = start.isCertain("timezoneOffset") ? start.get("timezoneOffset") : undefined;
  const clock = { hour: start.get("hour") ?? 0, minute: start.get("minute") ?? 0, second: start.get("second") ?? 0 };
  return writeDate({ year, month, day }, { ...clock, zone: typeof offset === "number" ? zoneText(offset) : undefined });
}

function numberIn(text: string, digits: string): boolean {
  return new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(text);
}

function zoneText(minutes: number): string {
  const absolute = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${Math.floor(absolute / 60)}:${String(absolute % 60).padStart(2, "0")}`;
}

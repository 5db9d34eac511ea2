/**
 * The forms in which people and programs write a date, each exact: the whole text must be the date.
 *
 * A form is a day with, before or after it or not at all, a time of day. Texts are at most 80 characters long, so no
 * expression here has room to run wild. English names only.
 */
import {
  type Clock,
  type DateReading,
  type Day,
  dayInWords,
  impossible,
  monthNumber,
  NO_DATE,
  writeDate,
} from "./calendar.ts";
import { ZONE_NAMES } from "./time-zone.ts";

const LONGEST = 80;

const MONTH =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const WEEKDAY = "(?:(?<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?\\.?,?\\s+)?";
const DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
/** Two digits are known here only so that the reason can say that the century is missing: it is never guessed. */
const YEAR = "(?<year>\\d{4}|['’]?\\d{2})";

const DAYS = {
  iso: "(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})",
  monthFirst: `${WEEKDAY}${MONTH}\\s*(?:the\\s+)?${DAY}(?:,\\s*|\\s+(?:of\\s+)?)${YEAR}`,
  dayFirst: `${WEEKDAY}(?:the\\s+)?${DAY}\\.?(?:\\s+of\\s)?[\\s-]*${MONTH},?[\\s-]*${YEAR}`,
  numbers: `${WEEKDAY}(?<one>\\d{1,2})(?<mark>[-/.])(?<two>\\d{1,2})\\k<mark>${YEAR}`,
  yearFirst: `(?<year>\\d{4})[\\s-]+${MONTH}[\\s-]+${DAY}`,
  japanese: "(?<year>\\d{4})\\s?年\\s?(?<month>\\d{1,2})\\s?月\\s?(?<day>\\d{1,2})\\s?日",
} as const;

const SECONDS = "(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?";
const HALF = "(?:\\s?(?<half>[ap])\\.?\\s?m\\b\\.?)?";
const CLOCK = `(?:(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2})${SECONDS})?${HALF}|(?<military>\\d{4})(?=\\s?[a-z])|(?<noon>noon))(?:\\s?(?:hrs|hours)\\b)?`;
const ZONE = `(?:\\s?\\(?(?<zone>(?:gmt|utc)?[+-]\\d{1,2}(?::?\\d{2})?|(?:${ZONE_NAMES.join("|")})(?: time)?\\b|[a-z]+(?:/[a-z_+-]+)+\\d{0,2})\\)?(?:\\s\\([a-z ]{1,40}\\)|\\[[\\w/+-]{1,40}\\])?)?`;
const TIME = CLOCK + ZONE;
const THEN_TIME = "(?:t|\\s*,\\s*|\\s+[-–—|•·]\\s+|\\s+)(?:at\\s+|@\\s*)?";
const THEN_DAY = "(?:\\s*,\\s*|\\s+[-–—|•·]\\s+|\\s+)(?:on\\s+)?";

const FORMS: readonly RegExp[] = [
  ...Object.values(DAYS).map((day) => form(`${day}(?:${THEN_TIME}${TIME})?`)),
  ...Object.values(DAYS).map((day) => form(`${TIME}${THEN_DAY}${day}`)),
  // As `date` and C's asctime print it: Thu Sep 14 10:30:00 EDT 2023.
  form(`${WEEKDAY}${MONTH}\\s+${DAY}\\s+${TIME}\\s+(?<year>\\d{4})`),
  // ISO 8601's basic format: 20230914T103000Z.
  form(
    "(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:t(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?(?<zone>z|[+-]\\d{4})?)?",
  ),
];

function form(source: string): RegExp {
  return new RegExp(`^${source}$`, "i");
}

/** Eight digits whose year does not come first. */
const MISORDERED = /^\d{4}(?:1[3-9]|[2-9]\d)\d{2}(?!\d)/;
const DIGITS = "eight digits are year, month and day: 20230914";

type Parts = Readonly<Record<string, string | undefined>>;

/** Reads a date in one of the forms; `text` is on one line and trimmed. */
export function readExactDate(text: string): DateReading {
  if (text.length > LONGEST) return NO_DATE;
  const plain = text.replace(/[\u2010-\u2012\u2212]/g, "-");
  for (const candidate of FORMS) {
    const parts = candidate.exec(plain)?.groups;
    if (parts) return MISORDERED.test(plain) ? impossible(DIGITS) : fromParts(parts);
  }
  return NO_DATE;
}

function fromParts(parts: Parts): DateReading {
  const clock = clockOf(parts);
  if (clock === "none") return NO_DATE;
  if (parts.year?.length !== 4) return impossible("a year needs four digits: its century is not guessed");
  const day = dayOf(parts);
  return "kind" in day ? day : writeDate(day, clock, parts.weekday);
}

function dayOf(parts: Parts): Day | DateReading {
  const year = Number(parts.year);
  if (parts.one !== undefined) return numberedDay(year, Number(parts.one), Number(parts.two), parts.mark === ".");
  const month = parts.month ?? "";
  return { year, month: /^\d/.test(month) ? Number(month) : monthNumber(month), day: Number(parts.day) };
}

/**
 * Dotted dates are day.month.year everywhere. With slashes or dashes the order is told by a number that no month
 * has, or does not matter.
 */
function numberedDay(year: number, one: number, two: number, isDotted: boolean): Day | DateReading {
  if (isDotted || one > 12 || one === two) return { year, month: two, day: one };
  if (two > 12) return { year, month: one, day: two };
  const readings = [
    { year, month: two, day: one },
    { year, month: one, day: two },
  ];
  return impossible(`it could be ${readings.map(dayInWords).join(" or ")}: write the year first, or the month's name`);
}

function clockOf(parts: Parts): Clock | undefined | "none" {
  const { hour, minute, military, noon, half, second, fraction, zone } = parts;
  if (noon !== undefined) return { hour: 12, minute: 0, second: 0, zone };
  if (military !== undefined)
    return { hour: Number(military.slice(0, 2)), minute: Number(military.slice(2)), second: 0, zone };
  if (hour === undefined) return undefined;
  if (minute === undefined && half === undefined) return "none";
  return {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    fraction,
    half: half === undefined ? undefined : /a/i.test(half) ? "am" : "pm",
    zone,
  };
}

/**
 * Parses a date in one of the formats that people and programs commonly use. The entire text must be the date.
 *
 * A format is a day with an optional time of day before or after it. Texts are limited to 80 characters, so no regular
 * expression here can backtrack for long. Names are English, or put into English first.
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
import { datesInEnglish, FOREIGN_WEEKDAYS } from "./month-names.ts";
import { ZONE_NAMES } from "./time-zone.ts";

/** How a date that begins with its weekday begins, as the source of a regular expression; "sun" is left out. */
export const WEEKDAY_BEGINNINGS = `mon|tue|wed|thu|fri|sat|sunday|${FOREIGN_WEEKDAYS}`;

const MAX_LENGTH = 80;

const MONTH =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const WEEKDAY = "(?:(?<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?\\.?,?\\s+)?";
const DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
/** Two digits match only so that the error can name the missing century, which is never guessed. */
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
const AM_PM = "(?:\\s?(?<amPm>[ap])\\.?\\s?m\\b\\.?)?";
const CLOCK = `(?:(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2})${SECONDS})?${AM_PM}|(?<military>\\d{4})(?=\\s?[a-z])|(?<noon>noon))(?:\\s?(?:hrs|hours)\\b)?`;
const ZONE = `(?:\\s?\\(?(?<zone>(?:gmt|utc)?[+-]\\d{1,2}(?::?\\d{2})?|(?:${ZONE_NAMES.join("|")})(?: time)?\\b|[a-z]+(?:/[a-z_+-]+)+\\d{0,2})\\)?(?:\\s\\([a-z ]{1,40}\\)|\\[[\\w/+-]{1,40}\\])?)?`;
const TIME = CLOCK + ZONE;
const THEN_TIME = "(?:t|\\s*,\\s*|\\s+[-–—|•·]\\s+|\\s+)(?:at\\s+|@\\s*)?";
const THEN_DAY = "(?:\\s*,\\s*|\\s+[-–—|•·]\\s+|\\s+)(?:on\\s+)?";

const PATTERNS: readonly RegExp[] = [
  ...Object.values(DAYS).map((day) => exactPattern(`${day}(?:${THEN_TIME}${TIME})?`)),
  ...Object.values(DAYS).map((day) => exactPattern(`${TIME}${THEN_DAY}${day}`)),
  // As `date` and C's asctime print it: Thu Sep 14 10:30:00 EDT 2023.
  exactPattern(`${WEEKDAY}${MONTH}\\s+${DAY}\\s+${TIME}\\s+(?<year>\\d{4})`),
  // ISO 8601's basic format: 20230914T103000Z.
  exactPattern(
    "(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:t(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?(?<zone>z|[+-]\\d{4})?)?",
  ),
];

function exactPattern(source: string): RegExp {
  return new RegExp(`^${source}$`, "i");
}

/** Eight digits in which the year does not come first. */
const MISORDERED = /^\d{4}(?:1[3-9]|[2-9]\d)\d{2}(?!\d)/;
const DIGIT_ORDER = "eight digits are year, month and day: 20230914";

type Parts = Readonly<Record<string, string | undefined>>;

/** Parses a date in one of the formats; `text` is a single trimmed line. */
export function readExactDate(text: string): DateReading {
  if (text.length > MAX_LENGTH) return NO_DATE;
  const normalized = text.replace(/[\u2010-\u2012\u2212]/g, "-");
  return readEnglish(normalized) ?? readEnglish(datesInEnglish(normalized) ?? "") ?? NO_DATE;
}

function readEnglish(normalized: string): DateReading | undefined {
  for (const pattern of PATTERNS) {
    const parts = pattern.exec(normalized)?.groups;
    if (parts) return MISORDERED.test(normalized) ? impossible(DIGIT_ORDER) : fromParts(parts);
  }
  return undefined;
}

function fromParts(parts: Parts): DateReading {
  const clock = clockFrom(parts);
  if (clock === "none") return NO_DATE;
  if (parts.year?.length !== 4) return impossible("a year needs four digits: its century is not guessed");
  const day = dayFrom(parts);
  return "kind" in day ? day : writeDate(day, clock, parts.weekday);
}

function dayFrom(parts: Parts): Day | DateReading {
  const year = Number(parts.year);
  if (parts.one !== undefined) return numericDay(year, Number(parts.one), Number(parts.two), parts.mark === ".");
  const month = parts.month ?? "";
  return { year, month: /^\d/.test(month) ? Number(month) : monthNumber(month), day: Number(parts.day) };
}

/**
 * Dates with dots are day.month.year everywhere. With slashes or dashes the order is certain only if one number is
 * greater than 12, or if both are equal.
 */
function numericDay(year: number, one: number, two: number, isDotted: boolean): Day | DateReading {
  if (isDotted || one > 12 || one === two) return { year, month: two, day: one };
  if (two > 12) return { year, month: one, day: two };
  const readings = [
    { year, month: two, day: one },
    { year, month: one, day: two },
  ];
  return impossible(`it could be ${readings.map(dayInWords).join(" or ")}: write the year first, or the month's name`);
}

function clockFrom(parts: Parts): Clock | undefined | "none" {
  const { hour, minute, military, noon, amPm, second, fraction, zone } = parts;
  if (noon !== undefined) return { hour: 12, minute: 0, second: 0, zone };
  if (military !== undefined)
    return { hour: Number(military.slice(0, 2)), minute: Number(military.slice(2)), second: 0, zone };
  if (hour === undefined) return undefined;
  if (minute === undefined && amPm === undefined) return "none";
  return {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    fraction,
    amPm: amPm === undefined ? undefined : /a/i.test(amPm) ? "am" : "pm",
    zone,
  };
}

/**
 * From numbers to a written date: whether there is such a day, such a time, such a weekday; and the one form in
 * which all dates are kept.
 */
import type { WrittenDate } from "../article.ts";
import { readZone } from "./time-zone.ts";

export type DateReading =
  | { readonly kind: "date"; readonly date: WrittenDate }
  | { readonly kind: "none" }
  | { readonly kind: "impossible"; readonly reason: string };

export const NO_DATE: DateReading = { kind: "none" };

export type Day = { readonly year: number; readonly month: number; readonly day: number };

export type Clock = {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits after the second's point; milliseconds are kept. */
  readonly fraction?: string;
  readonly half?: "am" | "pm";
  /** As written: `EDT`, `+0200`, `Z`. */
  readonly zone?: string;
};

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

export function impossible(reason: string): DateReading {
  return { kind: "impossible", reason };
}

/** `Sept`, `SEP`, `september` → 9; what does not begin as a month does → 0. */
export function monthNumber(name: string): number {
  return MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;
}

export function dayInWords({ year, month, day }: Day): string {
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/**
 * The date in the form in which it is kept. A weekday that is not that day's makes it impossible: one of the two
 * is wrong, and nobody can tell which.
 */
export function writeDate(day: Day, clock?: Clock, weekday?: string): DateReading {
  const wrong = wrongDay(day) ?? wrongWeekday(day, weekday) ?? (clock && wrongClock(clock));
  if (wrong) return impossible(wrong);
  const date = [pad(day.year, 4), pad(day.month), pad(day.day)].join("-");
  return clock ? withClock(date, clock) : written(date);
}

function withClock(date: string, clock: Clock): DateReading {
  const fraction = (clock.fraction ?? "").slice(0, 3).replace(/0+$/, "");
  const time = [hourOfDay(clock), clock.minute, clock.second].map((part) => pad(part)).join(":");
  const local = `${date}T${time}${fraction && `.${fraction}`}`;
  if (clock.zone === undefined) return written(local);
  const zone = readZone(clock.zone, Date.parse(`${local}Z`));
  if (zone.kind === "impossible") return impossible(`"${clock.zone}": ${zone.reason}`);
  if (zone.kind === "unknown") return NO_DATE;
  return written(zone.kind === "local" ? local : local + offsetText(zone.minutes));
}

function written(text: string): DateReading {
  return { kind: "date", date: text as WrittenDate };
}

function offsetText(minutes: number): string {
  if (minutes === 0) return "Z";
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(distance / 60))}:${pad(distance % 60)}`;
}

function hourOfDay({ hour, half }: Clock): number {
  return half === undefined ? hour : (hour % 12) + (half === "pm" ? 12 : 0);
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

function daysIn({ year, month }: Day): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function wrongDay(day: Day): string | undefined {
  if (day.year < 1 || day.year > 9999) return `there is no year ${day.year}`;
  if (day.month < 1 || day.month > 12) return `there is no month ${day.month}`;
  if (day.day < 1) return "days count from 1";
  if (day.day <= daysIn(day)) return undefined;
  return `${MONTHS[day.month - 1]}${day.month === 2 ? ` ${day.year}` : ""} has ${daysIn(day)} days`;
}

function wrongWeekday(day: Day, weekday: string | undefined): string | undefined {
  if (weekday === undefined) return undefined;
  const said = WEEKDAYS.find((name) => name.slice(0, 3).toLowerCase() === weekday.slice(0, 3).toLowerCase());
  const is = WEEKDAYS[new Date(`${pad(day.year, 4)}-${pad(day.month)}-${pad(day.day)}`).getUTCDay()];
  return said === is ? undefined : `${dayInWords(day)} is a ${is}, not a ${said}`;
}

function wrongClock({ hour, minute, second, half }: Clock): string | undefined {
  if (half !== undefined && (hour < 1 || hour > 12)) return `there is no hour ${hour} ${half}`;
  if (hour > 23) return `there is no hour ${hour}: a day's hours are 0 to 23`;
  if (minute > 59) return `there is no minute ${minute}: an hour's minutes are 0 to 59`;
  return second > 59 ? `there is no second ${second}: a minute's seconds are 0 to 59` : undefined;
}

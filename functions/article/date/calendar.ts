/**
 * Turns the numbers of a date into its ISO 8601 text, or says why there is no such day, time or weekday.
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
  /** Digits after the decimal point of the second; only milliseconds are kept. */
  readonly fraction?: string;
  readonly amPm?: "am" | "pm";
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

/** `Sept`, `SEP`, `september` → 9; anything that is not a month → 0. */
export function monthNumber(name: string): number {
  return MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;
}

export function dayInWords({ year, month, day }: Day): string {
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/**
 * Formats the date as ISO 8601. A wrong weekday makes the date impossible, since either the weekday or the day is an
 * error.
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
  const absolute = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(absolute / 60))}:${pad(absolute % 60)}`;
}

function hourOfDay({ hour, amPm }: Clock): number {
  return amPm === undefined ? hour : (hour % 12) + (amPm === "pm" ? 12 : 0);
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
  const stated = WEEKDAYS.find((name) => name.slice(0, 3).toLowerCase() === weekday.slice(0, 3).toLowerCase());
  const actual = WEEKDAYS[new Date(`${pad(day.year, 4)}-${pad(day.month)}-${pad(day.day)}`).getUTCDay()];
  return stated === actual ? undefined : `${dayInWords(day)} is a ${actual}, not a ${stated}`;
}

function wrongClock({ hour, minute, second, amPm }: Clock): string | undefined {
  if (amPm !== undefined && (hour < 1 || hour > 12)) return `there is no hour ${hour} ${amPm}`;
  if (hour > 23) return `there is no hour ${hour}: a day's hours are 0 to 23`;
  if (minute > 59) return `there is no minute ${minute}: an hour's minutes are 0 to 59`;
  return second > 59 ? `there is no second ${second}: a minute's seconds are 0 to 59` : undefined;
}

/** Converts an ISO 8601 date to milliseconds since 1970, using the site's time zone for dates without one. */
import type { WrittenDate } from "../article.ts";
import { localToInstant } from "./time-zone.ts";

const FIRST_INSTANT = Date.parse("0001-01-01T00:00:00Z");
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * Returns milliseconds since 1970. A date without a zone is in `timezone` (a valid IANA name); a date without a time
 * means the start of the day.
 *
 * The result is clamped to the years 1 to 9999 in UTC, which a zone offset could exceed by some hours: keys and
 * documents have four digits for the year.
 */
export function toInstant(date: WrittenDate, timezone: string): number {
  const instant = hasZone(date) ? Date.parse(date) : localToInstant(Date.parse(withZone(date)), timezone);
  return Math.min(Math.max(instant, FIRST_INSTANT), LAST_INSTANT);
}

/** A zone is `Z`, or a sign six characters before the end. In a date without a time that character is a hyphen too. */
function hasZone(date: WrittenDate): boolean {
  return date.endsWith("Z") || (date.length > 16 && /[+-]/.test(date.charAt(date.length - 6)));
}

function withZone(date: WrittenDate): string {
  return date.length === 10 ? `${date}T00:00:00Z` : `${date}Z`;
}

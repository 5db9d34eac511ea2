/** The instants that written dates mean. */
import type { WrittenDate } from "../article.ts";
import { localToInstant } from "./time-zone.ts";

const FIRST_INSTANT = Date.parse("0001-01-01T00:00:00Z");
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * The instant a date means, in milliseconds since 1970. One without a zone is in `timezone` (an IANA name that
 * exists), one without a time begins its day.
 *
 * The instant is never outside the years 1 to 9999 of UTC, where a zone would carry it over their edge by some hours:
 * keys and documents have four digits for a year.
 */
export function toInstant(date: WrittenDate, timezone: string): number {
  const instant = hasZone(date) ? Date.parse(date) : localToInstant(Date.parse(withZone(date)), timezone);
  return Math.min(Math.max(instant, FIRST_INSTANT), LAST_INSTANT);
}

/** `Z`, or a sign six characters from the end; in a date without a time that place is a hyphen too. */
function hasZone(date: WrittenDate): boolean {
  return date.endsWith("Z") || (date.length > 16 && /[+-]/.test(date.charAt(date.length - 6)));
}

function withZone(date: WrittenDate): string {
  return date.length === 10 ? `${date}T00:00:00Z` : `${date}Z`;
}

/** Formats instants (milliseconds since 1970) as the dates of feeds, without fractions of a second: RSS does not support them, and all formats must show the same date. */

/** Uses the four-digit year of RFC 1123 §5.2.14: `Thu, 14 Sep 2023 10:30:00 GMT`. */
export function rfc822(instant: number): string {
  return new Date(instant).toUTCString();
}

/** `2023-09-14T10:30:00Z` */
export function rfc3339(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, -".000Z".length)}Z`;
}

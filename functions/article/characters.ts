/** What characters a text may hold, and how white space counts in what must stand on one line. */

const UNFIT = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const UNFIT_WELL_FORMED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/**
 * Drops what no XML 1.0 document can hold (§2.2 Char): C0 controls but tab and line ends, U+FFFE, U+FFFF, lone surrogates.
 *
 * Nearly every text has none, and the test for that is several times faster than a replacement that replaces nothing.
 */
export function cleanText(text: string): string {
  return text.isWellFormed() && !UNFIT_WELL_FORMED.test(text) ? text : text.replace(UNFIT, "");
}

/** Every run of white space, no-break spaces and line ends too, becomes one space; none stays at the ends. */
export function oneLine(text: string): string {
  return text.replace(UNEVEN, " ").trim();
}

/** Every run but a single space, which would only be replaced by one. */
const UNEVEN = /[\s\u0085]{2,}|[^\S ]|\u0085/g;

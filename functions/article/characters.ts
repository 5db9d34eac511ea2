/** Removes characters that no document may contain, and puts a text on one line. */

const INVALID = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const INVALID_WELL_FORMED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Form feeds, vertical tabs and the information separators part words, and sentences, as a space does. */
const SEPARATORS = /[\u000B\u000C\u001C-\u001F]/g;

/**
 * Drops the characters that XML 1.0 forbids (§2.2 Char): C0 controls except tab and line ends, U+FFFE, U+FFFF, lone surrogates. Those
 * that separate words become spaces.
 *
 * Nearly every text has none of them, and testing for them is several times faster than a replacement that replaces nothing.
 */
export function cleanText(text: string): string {
  return text.isWellFormed() && !INVALID_WELL_FORMED.test(text)
    ? text
    : text.replace(SEPARATORS, " ").replace(INVALID, "");
}

/** Replaces every run of white space, including no-break spaces and line ends, with one space, and trims both ends. */
export function oneLine(text: string): string {
  return text.replace(UNEVEN_SPACE, " ").trim();
}

/** Every run of white space except a single space, which would only be replaced by itself. */
const UNEVEN_SPACE = /[\s\u0085]{2,}|[^\S ]|\u0085/g;

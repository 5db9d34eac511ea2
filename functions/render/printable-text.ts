/** Takes any text and returns it without the characters that a document cannot hold. They are removed; those that part words become spaces. */
import { cleanText, oneLine } from "../article/characters.ts";

/** XML 1.0 allows these control characters (it only discourages them, §2.2), but nobody uses them on purpose and validators reject them. */
const C1 = /[\u007f-\u009f]+/g;
/** All characters to remove or normalize (such as line ends other than newline), except lone surrogates. Nearly every text has none, so one fast test avoids the work. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/;

/** Line ends become a single newline, as XML parsers normalize them (XML 1.0 §2.11). */
export function printable(text: string): string {
  if (text.isWellFormed() && !UNPRINTABLE.test(text)) return text;
  return cleanText(text)
    .replace(/\r\n?|\u0085/g, "\n")
    .replace(C1, "");
}

/** Printable text for a title, name or tag: on one line, without leading or trailing space. */
export function printableLine(text: string): string {
  return oneLine(printable(text));
}

/** Text that a document can hold, whatever it was before. What cannot be told is left out, never replaced. */
import { cleanText, oneLine } from "../article/characters.ts";

/** XML 1.0 would hold these control characters (it only discourages them, §2.2), yet nobody means them, and validators object. */
const C1 = /[\u007f-\u009f]+/g;
/** All that is not tellable but lone surrogates, line ends too. Nearly every text has none, and one test for all is soon done. */
const UNTELLABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/;

/** Lines end in a newline alone, as XML parsers make them (XML 1.0 §2.11). */
export function printable(text: string): string {
  if (text.isWellFormed() && !UNTELLABLE.test(text)) return text;
  return cleanText(text)
    .replace(/\r\n?|\u0085/g, "\n")
    .replace(C1, "");
}

/** A title, a name, a tag: on one line, without space at its ends. */
export function printableLine(text: string): string {
  return oneLine(printable(text));
}

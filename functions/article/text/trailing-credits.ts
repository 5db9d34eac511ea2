/**
 * Removes the bylines, dates and end marks from the end of a plain text and collects what they say. Up to two lines of
 * small print, such as a copyright notice, may follow them.
 */
import { type BodyWithCredits, type Candidate, joined, MAX_BYLINE_LINES, MAX_BYLINES, takeFirst } from "./credits.ts";
import { isBareDate } from "./date-lines.ts";
import { isEndMark } from "./end-marks.ts";
import type { TextLine } from "./lines.ts";

const SENTENCE_END = /[.!?…"”»’')\]。！？]$/u;

const MAX_SMALL_PRINT_LINES = 2;
const SMALL_PRINT = /^(?:\(\(.*\)\)$|our standards:|(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}|by ))|all rights reserved)/i;

/** Small print stays in the text, and so does everything above it that is not a byline. */
export function stripTrailingCredits(body: BodyWithCredits, hasDates: boolean): BodyWithCredits {
  const direct = takeTrailing(body, hasDates);
  const last = direct.rows.findLastIndex(({ text }) => text.length > 200 || !SMALL_PRINT.test(text));
  const smallPrint = direct.rows.slice(last + 1);
  if (smallPrint.length === 0 || smallPrint.length > MAX_SMALL_PRINT_LINES) return direct;
  const above = takeTrailing({ ...direct, rows: direct.rows.slice(0, last + 1) }, hasDates);
  const isTaken = above.credits !== direct.credits || above.problems !== direct.problems;
  return { ...above, rows: isTaken ? [...above.rows, ...smallPrint] : direct.rows };
}

function takeTrailing(body: BodyWithCredits, hasDates: boolean): BodyWithCredits {
  let taken = body;
  for (let count = 0; count < MAX_BYLINES; count++) {
    const rows = withoutEndMarks(taken.rows);
    const next = takeFirst({ ...taken, rows }, trailingCandidates(rows), (byline, { rows: own, isAlone }) => {
      const above = rows.slice(0, -own.length);
      if (byline.form === "date")
        return isAlone && !above.at(-1)?.text.endsWith(":") && !(hasDates && isBareDate(byline));
      return byline.form !== "signed" || (isAlone && !isQuotation(above));
    });
    if (next.rows === rows) return next;
    taken = next;
  }
  return taken;
}

function withoutEndMarks(rows: readonly TextLine[]): readonly TextLine[] {
  const last = rows.findLastIndex(({ text }) => !isEndMark(text));
  return last === rows.length - 1 ? rows : rows.slice(0, last + 1);
}

/**
 * The last row may directly follow the body if the body ends with a complete sentence; otherwise it is a wrapped line
 * of the body.
 */
function trailingCandidates(rows: readonly TextLine[]): readonly Candidate[] {
  const last = rows.at(-1);
  if (!last) return [];
  const paragraph = rows.slice(-MAX_BYLINE_LINES - 1).filter((row) => row.paragraph === last.paragraph);
  const above = paragraph.at(-2)?.text;
  const isSeparate =
    above === undefined || ((SENTENCE_END.test(above) || isEndMark(above)) && !/^\p{Ll}/u.test(last.text));
  const single = { text: last.text, rows: [last], isAlone: above === undefined };
  return isSeparate ? [...joined(paragraph), single] : joined(paragraph);
}

function isQuotation(above: readonly TextLine[]): boolean {
  const last = above.at(-1);
  const first = above.findLast(
    (row, index) => row.paragraph === last?.paragraph && above[index - 1]?.paragraph !== row.paragraph,
  );
  return /^["“„«‘'>]/.test(first?.text ?? "") || /["”»’']$/.test(last?.text ?? "");
}

/** The end of a plain text: bylines, dates and end marks, and the small print that may stand beneath them. */
import { type BodyWithCredits, type Candidate, joined, MAX_BYLINE_LINES, MAX_BYLINES, takeFirst } from "./credits.ts";
import { isBareDate } from "./date-lines.ts";
import { isEndMark } from "./end-marks.ts";
import type { TextLine } from "./lines.ts";

const SENTENCE_END = /[.!?…"”»’')\]。！？]$/u;

const MOST_PRINT = 2;
const SMALL_PRINT = /^(?:\(\(.*\)\)$|our standards:|(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}|by ))|all rights reserved)/i;

/** Small print stays in the text, and so does all above it that is no byline. */
export function stripTrailingCredits(framed: BodyWithCredits, hasDates: boolean): BodyWithCredits {
  const direct = takeTails(framed, hasDates);
  const last = direct.rows.findLastIndex(({ text }) => text.length > 200 || !SMALL_PRINT.test(text));
  const print = direct.rows.slice(last + 1);
  if (print.length === 0 || print.length > MOST_PRINT) return direct;
  const above = takeTails({ ...direct, rows: direct.rows.slice(0, last + 1) }, hasDates);
  const isTaken = above.credits !== direct.credits || above.problems !== direct.problems;
  return { ...above, rows: isTaken ? [...above.rows, ...print] : direct.rows };
}

function takeTails(framed: BodyWithCredits, hasDates: boolean): BodyWithCredits {
  let taken = framed;
  for (let count = 0; count < MAX_BYLINES; count++) {
    const rows = withoutMarks(taken.rows);
    const next = takeFirst({ ...taken, rows }, tailCandidates(rows), (byline, { rows: own, isAlone }) => {
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

function withoutMarks(rows: readonly TextLine[]): readonly TextLine[] {
  const last = rows.findLastIndex(({ text }) => !isEndMark(text));
  return last === rows.length - 1 ? rows : rows.slice(0, last + 1);
}

/** A last row may follow right upon the body where that ends a sentence; otherwise it is a wrapped line of it. */
function tailCandidates(rows: readonly TextLine[]): readonly Candidate[] {
  const last = rows.at(-1);
  if (!last) return [];
  const paragraph = rows.slice(-MAX_BYLINE_LINES - 1).filter((row) => row.paragraph === last.paragraph);
  const above = paragraph.at(-2)?.text;
  const isOwn = above === undefined || ((SENTENCE_END.test(above) || isEndMark(above)) && !/^\p{Ll}/u.test(last.text));
  const single = { text: last.text, rows: [last], isAlone: above === undefined };
  return isOwn ? [...joined(paragraph), single] : joined(paragraph);
}

function isQuotation(above: readonly TextLine[]): boolean {
  const last = above.at(-1);
  const first = above.findLast(
    (row, index) => row.paragraph === last?.paragraph && above[index - 1]?.paragraph !== row.paragraph,
  );
  return /^["“„«‘'>]/.test(first?.text ?? "") || /["”»’']$/.test(last?.text ?? "");
}

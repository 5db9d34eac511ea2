/**
 * What stands around the body of a plain text: bylines and dates under the title and at the end, end marks.
 *
 * From either end rows are taken off as long as they are bylines whole. The body is what is left, unchanged and in
 * order.
 */
import type { Byline } from "../byline/byline.ts";
import {
  type Accepts,
  type BodyWithCredits,
  type Candidate,
  type Credits,
  joined,
  MAX_BYLINE_LINES,
  MAX_BYLINES,
  takeFirst,
} from "./credits.ts";
import { isBareDate, isTimeline } from "./date-lines.ts";
import { isRule } from "./end-marks.ts";
import type { TextLine } from "./lines.ts";
import { stripTrailingCredits } from "./trailing-credits.ts";

/** Takes off what is at both ends; `rows` are those after the title. */
export function stripCredits(rows: readonly TextLine[]): BodyWithCredits {
  const framed: BodyWithCredits = { rows, credits: { authors: [] }, problems: [], notes: [] };
  const hasDates = isTimeline(rows);
  return stripTrailingCredits(stripLeadingCredits(framed, hasDates), hasDates);
}

function stripLeadingCredits(framed: BodyWithCredits, hasDates: boolean): BodyWithCredits {
  const rows = framed.rows[0] && isRule(framed.rows[0].text) ? framed.rows.slice(1) : framed.rows;
  const direct = takeHeads({ ...framed, rows }, (byline) => !(hasDates && isBareDate(byline)));
  const isDeck = rows[0]?.paragraph !== rows[1]?.paragraph && !rows[0]?.text.endsWith(":");
  if (direct.rows !== rows || !isDeck) return direct;
  const beneath = takeHeads({ ...framed, rows: rows.slice(1) }, isUnderDeck);
  return beneath.rows.length === rows.length - 1
    ? direct
    : { ...beneath, rows: [...rows.slice(0, 1), ...beneath.rows] };
}

/**
 * One paragraph may stand between title and byline, if the byline is a paragraph too and says "By". What follows
 * it may be its date.
 */
function isUnderDeck({ form }: Byline, { isAlone }: Candidate, known: Credits): boolean {
  return isAlone && (form === "label" || form === "listed" || known.authors.length > 0);
}

function takeHeads(framed: BodyWithCredits, accepts: Accepts): BodyWithCredits {
  let taken = framed;
  for (let count = 0; count < MAX_BYLINES; count++) {
    const next = takeFirst(taken, headCandidates(taken.rows), accepts);
    if (next.rows === taken.rows) return next;
    taken = next;
  }
  return taken;
}

/** A row whose sentence goes on in small letters below it is text. */
function headCandidates(rows: readonly TextLine[]): readonly Candidate[] {
  const [first, second] = rows;
  if (!first) return [];
  const paragraph = rows.slice(0, MAX_BYLINE_LINES + 1).filter((row) => row.paragraph === first.paragraph);
  const goesOn = paragraph.length > 1 && second !== undefined && /^\p{Ll}/u.test(second.text);
  const single = { text: first.text, rows: [first], isAlone: paragraph.length === 1 };
  return goesOn ? joined(paragraph) : [...joined(paragraph), single];
}

/**
 * Separates the body of a plain text from the bylines and dates under the title and at the end, and from end marks.
 *
 * Rows are removed from both ends as long as they are complete bylines. The body is the rest, unchanged and in order.
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

/** Strips both ends; `rows` are the rows after the title. */
export function stripCredits(rows: readonly TextLine[]): BodyWithCredits {
  const body: BodyWithCredits = { rows, credits: { authors: [] }, problems: [], notes: [] };
  const hasDates = isTimeline(rows);
  return stripTrailingCredits(stripLeadingCredits(body, hasDates), hasDates);
}

function stripLeadingCredits(body: BodyWithCredits, hasDates: boolean): BodyWithCredits {
  const rows = body.rows[0] && isRule(body.rows[0].text) ? body.rows.slice(1) : body.rows;
  const direct = takeLeading({ ...body, rows }, (byline) => !(hasDates && isBareDate(byline)));
  const isDeck = rows[0]?.paragraph !== rows[1]?.paragraph && !rows[0]?.text.endsWith(":");
  if (direct.rows !== rows || !isDeck) return direct;
  const underDeck = takeLeading({ ...body, rows: rows.slice(1) }, isUnderDeck);
  return underDeck.rows.length === rows.length - 1
    ? direct
    : { ...underDeck, rows: [...rows.slice(0, 1), ...underDeck.rows] };
}

/**
 * One paragraph (a "deck") may come between title and byline, if the byline is a separate paragraph and says "By" or
 * lists a name with an outlet. A date may follow the byline.
 */
function isUnderDeck({ form }: Byline, { isAlone }: Candidate, known: Credits): boolean {
  return isAlone && (form === "label" || form === "listed" || known.authors.length > 0);
}

function takeLeading(body: BodyWithCredits, accepts: Accepts): BodyWithCredits {
  let taken = body;
  for (let count = 0; count < MAX_BYLINES; count++) {
    const next = takeFirst(taken, leadingCandidates(taken.rows), accepts);
    if (next.rows === taken.rows) return next;
    taken = next;
  }
  return taken;
}

/** If the next row continues the sentence in lower case, the first row is text. */
function leadingCandidates(rows: readonly TextLine[]): readonly Candidate[] {
  const [first, second] = rows;
  if (!first) return [];
  const paragraph = rows.slice(0, MAX_BYLINE_LINES + 1).filter((row) => row.paragraph === first.paragraph);
  const continues = paragraph.length > 1 && second !== undefined && /^\p{Ll}/u.test(second.text);
  const single = { text: first.text, rows: [first], isAlone: paragraph.length === 1 };
  return continues ? joined(paragraph) : [...joined(paragraph), single];
}

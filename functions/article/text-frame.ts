/**
 * What stands around the body of a plain text: bylines and dates under the title and at the end, end marks.
 *
 * From either end rows are taken off as long as they are bylines whole. The body is what is left, unchanged and in
 * order.
 */
import type { Person, Problem, WrittenDate } from "./article.ts";
import { type Byline, type BylineReading, readByline } from "./byline.ts";
import { takeDates } from "./byline-date.ts";
import { readExactDate } from "./date-forms.ts";
import { isEndMark, isRule } from "./text-marks.ts";
import type { Row } from "./text-rows.ts";

export type Credits = {
  readonly authors: readonly Person[];
  readonly source?: string;
  readonly date?: WrittenDate;
  readonly updated?: WrittenDate;
};

export type Framed = {
  /** The body's. */
  readonly rows: readonly Row[];
  readonly credits: Credits;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
};

/** Rows that may together be one byline, as one text. */
type Candidate = { readonly text: string; readonly rows: readonly Row[]; readonly isAlone: boolean };
type Accepts = (byline: Byline, candidate: Candidate, known: Credits) => boolean;

const MOST_ROWS = 5;
const MOST_BYLINES = 6;
const SENTENCE_END = /[.!?…"”»’')\]。！？]$/u;

/** Takes off what is at both ends; `rows` are those after the title. */
export function withoutFrame(rows: readonly Row[]): Framed {
  const framed: Framed = { rows, credits: { authors: [] }, problems: [], notes: [] };
  const hasDates = isTimeline(rows);
  return withoutTail(withoutHead(framed, hasDates), hasDates);
}

/** Where several lines are dates, they are the headings of a timeline, and none of them is the story's. */
function isTimeline(rows: readonly Row[]): boolean {
  const dates = rows.filter(
    ({ text }) => text.length <= 40 && /\d{4}/.test(text) && readExactDate(text).kind === "date",
  );
  return dates.length > 1;
}

function withoutHead(framed: Framed, isTimeline: boolean): Framed {
  const rows = framed.rows[0] && isRule(framed.rows[0].text) ? framed.rows.slice(1) : framed.rows;
  const direct = takeHeads({ ...framed, rows }, (byline) => !(isTimeline && isBareDate(byline)));
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

function takeHeads(framed: Framed, accepts: Accepts): Framed {
  let taken = framed;
  for (let count = 0; count < MOST_BYLINES; count++) {
    const next = takeFirst(taken, headCandidates(taken.rows), accepts);
    if (next.rows === taken.rows) return next;
    taken = next;
  }
  return taken;
}

/** A row whose sentence goes on in small letters below it is text. */
function headCandidates(rows: readonly Row[]): readonly Candidate[] {
  const [first, second] = rows;
  if (!first) return [];
  const paragraph = rows.slice(0, MOST_ROWS + 1).filter((row) => row.paragraph === first.paragraph);
  const goesOn = paragraph.length > 1 && second !== undefined && /^\p{Ll}/u.test(second.text);
  const single = { text: first.text, rows: [first], isAlone: paragraph.length === 1 };
  return goesOn ? joined(paragraph) : [...joined(paragraph), single];
}

function withoutTail(framed: Framed, isTimeline: boolean): Framed {
  let taken = framed;
  for (let count = 0; count < MOST_BYLINES; count++) {
    const rows = withoutMarks(taken.rows);
    const next = takeFirst({ ...taken, rows }, tailCandidates(rows), (byline, { rows: own, isAlone }) => {
      const above = rows.slice(0, -own.length);
      if (byline.form === "date")
        return isAlone && !above.at(-1)?.text.endsWith(":") && !(isTimeline && isBareDate(byline));
      return byline.form !== "signed" || (isAlone && !isQuotation(above));
    });
    if (next.rows === rows) return next;
    taken = next;
  }
  return taken;
}

function withoutMarks(rows: readonly Row[]): readonly Row[] {
  const last = rows.findLastIndex(({ text }) => !isEndMark(text));
  return last === rows.length - 1 ? rows : rows.slice(0, last + 1);
}

/** A last row may follow right upon the body where that ends a sentence; otherwise it is a wrapped line of it. */
function tailCandidates(rows: readonly Row[]): readonly Candidate[] {
  const last = rows.at(-1);
  if (!last) return [];
  const paragraph = rows.slice(-MOST_ROWS - 1).filter((row) => row.paragraph === last.paragraph);
  const above = paragraph.at(-2)?.text;
  const isOwn = above === undefined || ((SENTENCE_END.test(above) || isEndMark(above)) && !/^\p{Ll}/u.test(last.text));
  const single = { text: last.text, rows: [last], isAlone: above === undefined };
  return isOwn ? [...joined(paragraph), single] : joined(paragraph);
}

/** A paragraph of few rows: one thing on each, or one text wrapped. */
function joined(paragraph: readonly Row[]): readonly Candidate[] {
  if (paragraph.length < 2 || paragraph.length > MOST_ROWS) return [];
  const lines = paragraph.map(({ text }) => text);
  return [", ", " "].map((by) => ({ text: lines.join(by), rows: paragraph, isAlone: true }));
}

function takeFirst(framed: Framed, candidates: readonly Candidate[], accepts: Accepts): Framed {
  for (const candidate of candidates) {
    const reading = readByline(candidate.text);
    const next = takeOne(framed, candidate, reading, accepts);
    if (next) return next;
    if (reading.kind === "nearly" && candidate.rows.length === 1) return withNote(framed, candidate, reading.reason);
  }
  return framed;
}

function takeOne(framed: Framed, candidate: Candidate, reading: BylineReading, accepts: Accepts): Framed | undefined {
  if (reading.kind !== "byline" && reading.kind !== "impossible") return undefined;
  if (!accepts(reading.byline, candidate, framed.credits)) return undefined;
  const rows = less(framed.rows, candidate.rows);
  if (reading.kind === "impossible") {
    const problem = { line: lineOfDate(candidate), reason: `"${candidate.text}": ${reading.reason}` };
    return { ...framed, rows, problems: [...framed.problems, problem] };
  }
  const credits = joinCredits(framed.credits, reading.byline);
  return credits && { ...framed, rows, credits };
}

function less(rows: readonly Row[], taken: readonly Row[]): readonly Row[] {
  return rows[0] === taken[0] ? rows.slice(taken.length) : rows.slice(0, -taken.length);
}

function lineOfDate({ rows }: Candidate): number | undefined {
  const dated = rows.find(({ text }) => {
    const { date, updated } = takeDates(text);
    return date.kind === "impossible" || updated.kind === "impossible";
  });
  return (dated ?? rows[0])?.line;
}

function withNote(framed: Framed, { rows, text }: Candidate, reason: string): Framed {
  const line = rows[0]?.line;
  if (framed.notes.some((note) => note.line === line)) return framed;
  return { ...framed, notes: [...framed.notes, { line, reason: `"${text}": ${reason}` }] };
}

function isBareDate({ form, updated }: Byline): boolean {
  return form === "date" && updated === undefined;
}

function isQuotation(above: readonly Row[]): boolean {
  const last = above.at(-1);
  const first = above.findLast(
    (row, index) => row.paragraph === last?.paragraph && above[index - 1]?.paragraph !== row.paragraph,
  );
  return /^["“„«‘'>]/.test(first?.text ?? "") || /["”»’']$/.test(last?.text ?? "");
}

/**
 * None where the second says otherwise than the first: then it is text. Credits may add authors, another "By" may
 * not.
 */
function joinCredits(known: Credits, byline: Byline): Credits | undefined {
  const names = new Set(known.authors.map(({ name }) => name.toLowerCase()));
  const others = byline.authors.filter(({ name }) => !names.has(name.toLowerCase()));
  if (others.length > 0 && names.size > 0 && byline.form !== "credits") return undefined;
  for (const key of ["source", "date", "updated"] as const) {
    if (known[key] !== undefined && byline[key] !== undefined && known[key] !== byline[key]) return undefined;
  }
  return {
    authors: [...known.authors, ...others],
    source: known.source ?? byline.source,
    date: known.date ?? byline.date,
    updated: known.updated ?? byline.updated,
  };
}

/** Taking one byline off a text's rows, and what all of its bylines say together. */
import type { Person, Problem, WrittenDate } from "../article.ts";
import { type Byline, type BylineReading, readByline } from "../byline/byline.ts";
import { takeDates } from "../byline/trailing-date.ts";
import type { TextLine } from "./lines.ts";

export type Credits = {
  readonly authors: readonly Person[];
  readonly source?: string;
  readonly date?: WrittenDate;
  readonly updated?: WrittenDate;
};

export type BodyWithCredits = {
  /** The body's. */
  readonly rows: readonly TextLine[];
  readonly credits: Credits;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
};

/** Rows that may together be one byline, as one text. */
export type Candidate = { readonly text: string; readonly rows: readonly TextLine[]; readonly isAlone: boolean };
export type Accepts = (byline: Byline, candidate: Candidate, known: Credits) => boolean;

export const MAX_BYLINE_LINES = 5;
export const MAX_BYLINES = 6;
/** A paragraph of few rows: one thing on each, or one text wrapped. */
export function joined(paragraph: readonly TextLine[]): readonly Candidate[] {
  if (paragraph.length < 2 || paragraph.length > MAX_BYLINE_LINES) return [];
  const lines = paragraph.map(({ text }) => text);
  return [", ", " "].map((by) => ({ text: lines.join(by), rows: paragraph, isAlone: true }));
}

export function takeFirst(
  framed: BodyWithCredits,
  candidates: readonly Candidate[],
  accepts: Accepts,
): BodyWithCredits {
  for (const candidate of candidates) {
    const reading = readByline(candidate.text);
    const next = takeOne(framed, candidate, reading, accepts);
    if (next) return next;
    if (reading.kind === "nearly" && candidate.rows.length === 1) return withNote(framed, candidate, reading.reason);
  }
  return framed;
}

function takeOne(
  framed: BodyWithCredits,
  candidate: Candidate,
  reading: BylineReading,
  accepts: Accepts,
): BodyWithCredits | undefined {
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

function less(rows: readonly TextLine[], taken: readonly TextLine[]): readonly TextLine[] {
  return rows[0] === taken[0] ? rows.slice(taken.length) : rows.slice(0, -taken.length);
}

function lineOfDate({ rows }: Candidate): number | undefined {
  const dated = rows.find(({ text }) => {
    const { date, updated } = takeDates(text);
    return date.kind === "impossible" || updated.kind === "impossible";
  });
  return (dated ?? rows[0])?.line;
}

function withNote(framed: BodyWithCredits, { rows, text }: Candidate, reason: string): BodyWithCredits {
  const line = rows[0]?.line;
  if (framed.notes.some((note) => note.line === line)) return framed;
  return { ...framed, notes: [...framed.notes, { line, reason: `"${text}": ${reason}` }] };
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

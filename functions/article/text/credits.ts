/**
 * Removes one byline from the rows of a plain text and merges its authors, source and dates with those found before.
 */
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
  /** The rows of the body. */
  readonly rows: readonly TextLine[];
  readonly credits: Credits;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
};

/** Rows that may form one byline, and their joined text. `isAlone`: they are a complete paragraph. */
export type Candidate = { readonly text: string; readonly rows: readonly TextLine[]; readonly isAlone: boolean };
export type Accepts = (byline: Byline, candidate: Candidate, known: Credits) => boolean;

export const MAX_BYLINE_LINES = 5;
export const MAX_BYLINES = 6;

/**
 * A short paragraph as one byline: either one part of the byline per row (joined by commas) or a wrapped line (joined
 * by spaces).
 */
export function joined(paragraph: readonly TextLine[]): readonly Candidate[] {
  if (paragraph.length < 2 || paragraph.length > MAX_BYLINE_LINES) return [];
  const lines = paragraph.map(({ text }) => text);
  return [", ", " "].map((separator) => ({ text: lines.join(separator), rows: paragraph, isAlone: true }));
}

export function takeFirst(body: BodyWithCredits, candidates: readonly Candidate[], accepts: Accepts): BodyWithCredits {
  for (const candidate of candidates) {
    const reading = readByline(candidate.text);
    const next = takeOne(body, candidate, reading, accepts);
    if (next) return next;
    if (reading.kind === "nearly" && candidate.rows.length === 1) return withNote(body, candidate, reading.reason);
  }
  return body;
}

function takeOne(
  body: BodyWithCredits,
  candidate: Candidate,
  reading: BylineReading,
  accepts: Accepts,
): BodyWithCredits | undefined {
  if (reading.kind !== "byline" && reading.kind !== "impossible") return undefined;
  if (!accepts(reading.byline, candidate, body.credits)) return undefined;
  const rows = without(body.rows, candidate.rows);
  if (reading.kind === "impossible") {
    const problem = { line: lineOfDate(candidate), reason: `"${candidate.text}": ${reading.reason}` };
    return { ...body, rows, problems: [...body.problems, problem] };
  }
  const credits = joinCredits(body.credits, reading.byline);
  return credits && { ...body, rows, credits };
}

function without(rows: readonly TextLine[], taken: readonly TextLine[]): readonly TextLine[] {
  return rows[0] === taken[0] ? rows.slice(taken.length) : rows.slice(0, -taken.length);
}

function lineOfDate({ rows }: Candidate): number | undefined {
  const dated = rows.find(({ text }) => {
    const { date, updated } = takeDates(text);
    return date.kind === "impossible" || updated.kind === "impossible";
  });
  return (dated ?? rows[0])?.line;
}

function withNote(body: BodyWithCredits, { rows, text }: Candidate, reason: string): BodyWithCredits {
  const line = rows[0]?.line;
  if (body.notes.some((note) => note.line === line)) return body;
  return { ...body, notes: [...body.notes, { line, reason: `"${text}": ${reason}` }] };
}

/**
 * Returns undefined if the byline contradicts what is known: then it is text. "Reporting by …" credits may add
 * authors; a second "By" may not.
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

/**
 * Finds and parses a header of `Key: value` lines without any fence, as Pelican, MultiMarkdown and Nikola write it: a blank line ends
 * it, and an indented line continues the line above.
 */

import { plainKey } from "../metadata/key-table.ts";
import type { WrittenMetadata } from "../metadata/validate.ts";
import { isHidingLine, isKnownKey, keyLine } from "./key-lines.ts";

export type Header = {
  readonly written: WrittenMetadata;
  /** The number of lines that are not body: the header and what ends it. */
  readonly lines: number;
  /** The header ends with a line of `---`, so it is YAML without its first fence (Hexo). */
  readonly isYaml: boolean;
};

const MAX_LINES = 200;

/** `lines`: of the file from the first that is not blank. `isCertain`: prose may begin like a header, so more is asked (plain text). */
export function readHeader(lines: readonly string[], firstLine: number, isCertain: boolean): Header | undefined {
  const isNikola = /^\s*(?:<!--\s*$|<!--\s*\.\. |\.\. \w)/.test(lines[0] ?? "");
  const start = isNikola && /^\s*<!--\s*$/.test(lines[0] ?? "") ? 1 : 0;
  const end = endOf(lines, start, isNikola);
  const entries = entriesIn(lines.slice(start, end));
  if (entries === undefined || !isHeader(entries, lines.slice(start, end), { isCertain, isNikola, after: lines[end] }))
    return undefined;
  const closing = /^\s*(?:-->|-{3,}|\.\.\.)?\s*$/.test(lines[end] ?? "") ? 1 : 0;
  const written = writtenFrom(entries, firstLine + start);
  return { written, lines: end + closing, isYaml: /^(?:---|\.\.\.)\s*$/.test(lines[end] ?? "") };
}

type HeaderEntry = { readonly key: string; value: string; readonly line: number };

function endOf(lines: readonly string[], start: number, isNikola: boolean): number {
  let end = start;
  const limit = Math.min(lines.length, MAX_LINES);
  while (end < limit && isHeaderLine(lines[end] ?? "", end > start, isNikola)) end++;
  return end;
}

function isHeaderLine(line: string, isInside: boolean, isNikola: boolean): boolean {
  if (line.trim() === "" || /^\s*(?:-->|---\s*$|\.\.\.\s*$)/.test(line)) return false;
  if (isNikola) return /^\s*(?:<!--\s*)?\.\. [\w-]+:(?:\s|$)/.test(line);
  return (isInside && /^(?:[ \t]|-[ \t])/.test(line)) || /^[\p{L}_][\p{L}\p{N}_ .-]{0,60}:(?:[ \t]|$)/u.test(line);
}

function entriesIn(lines: readonly string[]): HeaderEntry[] | undefined {
  const entries: HeaderEntry[] = [];
  for (const [line, text] of lines.entries()) {
    const set = /^(?:[ \t]+(?!\.\. )|-[ \t])/.test(text) ? undefined : keyLine(text.replace(/^\s*<!--\s*/, ""));
    const last = entries.at(-1);
    if (set) entries.push({ key: set.key, value: set.value.trim(), line });
    else if (last) last.value = joined(last.value, text.trim());
    else return undefined;
  }
  return entries;
}

/** A list item becomes a part between commas. */
function joined(value: string, more: string): string {
  if (!more.startsWith("- ")) return `${value} ${more}`.trim();
  return value === "" ? more.slice(2) : `${value}, ${more.slice(2)}`;
}

type Form = { readonly isCertain: boolean; readonly isNikola: boolean; readonly after: string | undefined };

function isHeader(
  entries: readonly HeaderEntry[],
  lines: readonly string[],
  { isCertain, isNikola, after }: Form,
): boolean {
  if (isNikola) return entries.length > 0;
  const known = entries.filter(({ key }) => isKnownKey(key));
  // Movable Type parts its sections with five dashes.
  const ends = after === undefined || /^\s*(?:-{3,}|\.\.\.)?\s*$/.test(after);
  if (known.length === 0 || !isKnownKey(entries[0]?.key ?? "")) return false;
  if (lines.some(isHidingLine) && known.length * 2 >= entries.length) return ends || known.length === entries.length;
  if (!ends) return !isCertain && known.length > 1 && known.length === entries.length && isTelling(known);
  if (known.length === 1) return !isCertain && entries.length === 1 && plainKey(entries[0]?.key ?? "") === "title";
  return (known.length * 2 > entries.length && isTelling(known)) || (!isCertain && hasTitleAndDate(known));
}

/** Pelican's smallest header, whatever stands beside it: a text that begins so is not prose. */
function hasTitleAndDate(entries: readonly HeaderEntry[]): boolean {
  const keys = entries.map(({ key }) => plainKey(key));
  return keys.includes("title") && keys.includes("date");
}

function isTelling(entries: readonly HeaderEntry[]): boolean {
  return entries.some(({ key }) => TELLING.has(plainKey(key)));
}

/** A header has at least one of these; `Summary:` and `Source:` alone may begin a text. */
const TELLING: ReadonlySet<string> = new Set([
  "title",
  "date",
  "author",
  "authors",
  "slug",
  "tags",
  "status",
  "draft",
  "category",
]);

function writtenFrom(entries: readonly HeaderEntry[], firstLine: number): WrittenMetadata {
  const lines = new Map<PropertyKey, number>(entries.map(({ key, line }) => [key, firstLine + line]));
  return {
    value: Object.fromEntries(entries.map(({ key, value }) => [key, withoutQuotes(value)])),
    lineOf: ([key = ""]) => lines.get(key) ?? firstLine,
  };
}

function withoutQuotes(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}

/** Splits a plain text into its non-blank lines, each with its line number in the file, indent and paragraph. */
import { cleanText } from "../characters.ts";

export type TextLine = {
  /** Trimmed, never empty. */
  readonly text: string;
  /** Columns of leading white space. */
  readonly indent: number;
  /** Spaces at its end. */
  readonly trailing: number;
  /** Line number in the file, from 1. */
  readonly line: number;
  /** Number of the paragraph: rows with the same number have no blank line between them. */
  readonly paragraph: number;
};

/** Removes invalid characters too. */
export function textLines(text: string, firstLine: number): readonly TextLine[] {
  const rows: TextLine[] = [];
  let paragraph = 0;
  for (const [index, line] of cleanText(text)
    .split(/\r\n|\n|\r/)
    .entries()) {
    const trimmed = line.trim();
    if (trimmed === "") paragraph++;
    else
      rows.push({
        text: trimmed,
        indent: indentOf(line),
        trailing: trailingOf(line),
        line: firstLine + index,
        paragraph,
      });
  }
  return rows;
}

function trailingOf(line: string): number {
  return line.length - line.trimEnd().length;
}

const TAB = 4;

function indentOf(line: string): number {
  const white = line.length - line.trimStart().length;
  let indent = 0;
  for (let index = 0; index < white; index++) indent += line[index] === "\t" ? TAB : 1;
  return indent;
}

/** Groups rows into paragraphs, in order; each paragraph has at least one row. */
export function paragraphsOf(rows: readonly TextLine[]): readonly (readonly TextLine[])[] {
  const paragraphs: TextLine[][] = [];
  let current: TextLine[] = [];
  for (const row of rows) {
    if (current[0]?.paragraph !== row.paragraph) {
      current = [];
      paragraphs.push(current);
    }
    current.push(row);
  }
  return paragraphs;
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

/**
 * Joins wrapped lines with spaces. There is no space between two Chinese or Japanese characters, as these scripts do
 * not separate words, and none after a hyphen that splits a compound ("well-" + "known"), unless the hyphen is a
 * suspended one ("pre-" + "or post-war").
 */
export function joinLines(lines: readonly string[]): string {
  const parts: string[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before !== undefined && needsSpace(before, line)) parts.push(" ");
    parts.push(line);
  }
  return parts.join("");
}

function needsSpace(before: string, after: string): boolean {
  const [last, first] = [before.slice(-2), after.slice(0, 4)];
  if (/\p{L}-$/u.test(last)) return !/^\p{Ll}/u.test(first) || /^(?:and|or|to|nor|but) /.test(after.slice(0, 4));
  return !(CJK.test(last.slice(-1)) && CJK.test(first.slice(0, 1)));
}

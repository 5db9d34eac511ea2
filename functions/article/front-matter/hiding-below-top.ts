/** Finds what hides the article but does not begin the file: front matter below a comment, a heading, a stray line or a first block, or a comment that says so. */
import { isContinuation, isHidingLine, keyLine } from "./key-lines.ts";

/** How far below the top a block is still taken for front matter, and below how many lines of other text. */
const MAX_LINES_ABOVE = 12;
const MAX_STRAY_LINES = 2;

/** Without one of these no text can hold such a block or comment; nearly every text is answered here. */
const MAY_HIDE = /^ {0,3}(?:-{3,}|\+{3,})[ \t]*$|<!--/m;
const COMMENT = /^\s*<!--+\s*(.*?)\s*--+>\s*$/;
const OPENS_COMMENT = /^\s*<!--+\s*$/;
const CLOSES_COMMENT = /^\s*--+>\s*$/;
const PASSED_OVER = /^\s*(?:$|#{1,6}\s|<!--.*-->\s*$|<[?!].*>\s*$)/;
/** What stands in code is a sample. */
const CODE = /^\s{0,3}(?:`{3}|~{3})|^(?: {4}|\t)/;

/** The line number, from 1 for the first line of `text`, of a fence or comment whose lines are all keys, one of which hides; otherwise undefined. */
export function hidingBlockIn(text: string): number | undefined {
  if (!MAY_HIDE.test(text.slice(0, 2000))) return undefined;
  const lines = text.split("\n");
  let stray = 0;
  for (let at = 0; at < Math.min(lines.length, MAX_LINES_ABOVE); at++) {
    const line = lines[at] ?? "";
    if (hidesAt(lines, at)) return at + 1;
    if (CODE.test(line)) return undefined;
    if (!isFence(line) && !PASSED_OVER.test(line) && ++stray > MAX_STRAY_LINES) return undefined;
  }
  return undefined;
}

function hidesAt(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  const comment = COMMENT.exec(line)?.[1];
  if (comment !== undefined) return isHidingLine(comment);
  if (OPENS_COMMENT.test(line)) return holdsHidingKeys(lines, at + 1, (other) => CLOSES_COMMENT.test(other));
  return isFence(line) && holdsHidingKeys(lines, at + 1, isFence);
}

function isFence(line: string): boolean {
  return /^ {0,3}(?:-{3,}|\+{3,})[ \t]*$/.test(line);
}

function holdsHidingKeys(lines: readonly string[], start: number, isEnd: (line: string) => boolean): boolean {
  const end = lines.findIndex((line, at) => at >= start && isEnd(line));
  const within = lines.slice(start, end < 0 ? start : end);
  return within.some(isHidingLine) && within.every((line) => keyLine(line) !== undefined || isContinuation(line));
}

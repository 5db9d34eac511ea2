/** Finds front matter that hides the article but does not begin the file: below a comment, a heading, or a first block. */
import { isContinuation, isHidingLine, keyLine } from "./key-lines.ts";

/** How far below the top a block is still taken for front matter. */
const MAX_LINES_ABOVE = 12;

/** The line number, from 1 for the first line of `text`, of a fence whose lines are all keys, one of which hides; otherwise undefined. */
export function hidingBlockIn(text: string): number | undefined {
  if (!/^[ \t]*(?:-{3,}|\+{3,})[ \t]*$/m.test(text.slice(0, 2000))) return undefined;
  const lines = text.split("\n");
  for (let at = 0; at < Math.min(lines.length, MAX_LINES_ABOVE); at++) {
    const line = lines[at] ?? "";
    if (isFence(line) && holdsHidingKeys(lines, at + 1)) return at + 1;
    if (!isFence(line) && !/^\s*(?:$|#{1,6}\s|<!--.*-->\s*$|<[?!].*>\s*$)/.test(line)) return undefined;
  }
  return undefined;
}

function isFence(line: string): boolean {
  return /^[ \t]*(?:-{3,}|\+{3,})[ \t]*$/.test(line);
}

function holdsHidingKeys(lines: readonly string[], start: number): boolean {
  const end = lines.findIndex((line, at) => at >= start && isFence(line));
  const within = lines.slice(start, end < 0 ? start : end);
  return within.some(isHidingLine) && within.every((line) => keyLine(line) !== undefined || isContinuation(line));
}

/** Finds where in a Markdown block's lines something stands, and reads a range of lines as blocks of its own. */
import type { StateBlock } from "markdown-it";

/** The line that holds `position`, if it belongs to the block that begins at line `from`; lines and positions of the whole text. */
export function lineHolding(state: StateBlock, position: number, from: number, endLine: number): number | undefined {
  let [low, high] = [from, endLine];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((state.eMarks[middle] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  if (low >= endLine || low - from > MAX_LINES) return undefined;
  for (let line = from; state.blkIndent > 0 && line <= low; line++)
    if ((state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line)) return undefined;
  return low;
}

/** So that the search does not take long, however often it fails. */
const MAX_LINES = 20_000;

/** The text of a line without indentation. */
export function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

export function isIndentedCode(state: StateBlock, line: number): boolean {
  return (state.sCount[line] ?? 0) - state.blkIndent >= 4;
}

/** Reads the lines from `start` up to `end` as Markdown, with `indent` more columns taken away. */
export function readLines(state: StateBlock, start: number, end: number, indent = 0): void {
  const { lineMax, parentType } = state;
  state.lineMax = end;
  state.blkIndent += indent;
  // Not "paragraph": what may not interrupt one may begin here.
  state.parentType = "root";
  // So that the limit on nesting holds for containers that leave no element.
  state.level++;
  state.md.block.tokenize(state, start, end);
  [state.lineMax, state.parentType] = [lineMax, parentType];
  state.blkIndent -= indent;
  state.level--;
}

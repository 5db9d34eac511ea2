/** Leaves out the lines of Markdown that are imports and exports of MDX, with a note. Other Markdown has whole import lines only. */
import type { StateBlock } from "markdown-it";
import { environmentOf, fileLine } from "./environment.ts";
import { lineText } from "./lines-of-block.ts";

const IMPORT = /^import\s+(?:[\w*{}\s,$]{1,500}\sfrom\s+)?["'][^"'\n]{1,500}["'];?\s*$/;
const STATEMENT = /^(?:import\s+["'{*\w$]|export\s+(?:default|const|let|var|function|async|class|type|\{|\*))/;
const MAX_LINES = 2000;

export function importStatement(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const first = state.src.charCodeAt(state.bMarks[startLine] ?? 0);
  if ((first !== 0x69 && first !== 0x65) || state.level > 0 || silent) return false;
  const text = lineText(state, startLine);
  const end = IMPORT.test(text) ? startLine + 1 : endOfStatement(state, text, startLine, endLine);
  if (end === undefined) return false;
  environmentOf(state).notes.add("left out import and export of MDX", fileLine(state, startLine));
  state.line = end;
  return true;
}

/** A statement ends at a blank line where all its brackets are closed. */
function endOfStatement(state: StateBlock, first: string, startLine: number, endLine: number): number | undefined {
  const { isMdx, patience } = environmentOf(state);
  if (!isMdx || patience.left <= 0 || !STATEMENT.test(first)) return undefined;
  let depth = 0;
  let isQuoted = false;
  for (let line = startLine; line < Math.min(endLine, startLine + MAX_LINES); line++) {
    if (state.isEmpty(line) && depth <= 0) return isQuoted || !first.startsWith("import") ? line : undefined;
    const text = lineText(state, line).replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
    isQuoted ||= text.includes('"');
    depth += (text.match(/[([{]/g)?.length ?? 0) - (text.match(/[)\]}]/g)?.length ?? 0);
  }
  patience.left -= (state.eMarks[Math.min(endLine, startLine + MAX_LINES) - 1] ?? 0) - (state.bMarks[startLine] ?? 0);
  return depth <= 0 && (isQuoted || !first.startsWith("import")) ? Math.min(endLine, startLine + MAX_LINES) : undefined;
}

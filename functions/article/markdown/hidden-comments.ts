/** Comments that are not HTML: those of Obsidian between `%%`, of JSX and of CriticMarkup in braces, and what the latter deletes. They vanish, with a note. */
import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";
import { isMark } from "./comment-marks.ts";
import { environmentOf, fileLine, find, lineAt } from "./environment.ts";
import { isIndentedCode, lineHolding, lineText } from "./lines-of-block.ts";

export function hiddenComments(markdown: MarkdownIt): void {
  const alt = ["paragraph", "reference", "blockquote", "list"];
  markdown.block.ruler.before("fence", "hidden_comment", commentBlock, { alt });
  markdown.inline.ruler.before("escape", "hidden_comment", commentSpan);
}

/** By how a comment begins: how it ends. */
const ENDS: Readonly<Record<string, string>> = { "%%": "%%", "{/*": "*/}", "{>>": "<<}", "{--": "--}" };

/** The end of the comment that begins at `start`: the position behind it, or -1. */
function endOfComment(text: string, start: number, env: ReturnType<typeof environmentOf>): number {
  const open = [text.slice(start, start + 2), text.slice(start, start + 3)].find((mark) => Object.hasOwn(ENDS, mark));
  const close = open && ENDS[open];
  const at = open === undefined || close === undefined ? -1 : find(env, close, text, start + open.length);
  return at < 0 || close === undefined ? -1 : at + close.length;
}

const mayBegin = (code: number) => code === 0x25 || code === 0x7b;

function commentBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!mayBegin(state.src.charCodeAt(start)) || isIndentedCode(state, startLine)) return false;
  const env = environmentOf(state);
  // `%%` alone, or a comment that ends its line: text behind it is read as a line's.
  const end = endOfComment(state.src, start, env);
  const line = end < 0 ? undefined : lineHolding(state, end, startLine, endLine);
  if (line === undefined || state.src.slice(end, state.eMarks[line]).trim() !== "") return false;
  const isLong = line > startLine;
  if (isLong && state.src.charCodeAt(start) === 0x25 && !/^%%\s*$|^%%\s/.test(lineText(state, startLine))) return false;
  if (silent) return true;
  note(state.src.slice(start, end), env, fileLine(state, startLine));
  state.line = line + 1;
  return true;
}

function commentSpan(state: StateInline, silent: boolean): boolean {
  if (!mayBegin(state.src.charCodeAt(state.pos))) return false;
  const env = environmentOf(state);
  const { src, pos } = state;
  // `100%% of 50%%` is no comment.
  if (src.startsWith("%%", pos) && /\S/.test(src.charAt(pos - 1))) return false;
  const end = endOfComment(src, pos, env);
  if (end < 0 || end > state.posMax || (src.startsWith("%%", pos) && /[\w%]/.test(src.charAt(end)))) return false;
  if (!silent) note(src.slice(pos, end), env, () => lineAt(state, pos));
  state.pos = end;
  return true;
}

/** Marks such as `truncate` say nothing to readers. */
function note(comment: string, env: ReturnType<typeof environmentOf>, line: number | (() => number)): void {
  if (!isMark(comment.replace(/^%%|^\{(?:\/\*|>>|--)|%%$|(?:\*\/|<<|--)\}$/g, "")))
    env.notes.add("left out a comment", line);
}

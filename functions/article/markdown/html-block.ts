/**
 * Finds blocks of raw HTML in Markdown, as CommonMark does (§4.6), but a block that never ends is none: its first line is shown as
 * typed, and what follows stays.
 */
import type { StateBlock } from "markdown-it";
import blockNames from "markdown-it/lib/common/html_blocks.mjs";
import { environmentOf, find, type MarkdownEnv } from "./environment.ts";
import { pieceAt, readTag } from "./html-scan.ts";
import { isHiding, isKnown } from "./tag-names.ts";

const BLOCK_NAMES: ReadonlySet<string> = new Set(blockNames);

export function htmlBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src.charCodeAt(start) !== 0x3c || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const line = state.src.slice(start, state.eMarks[startLine]);
  const closing = closingOf(line);
  const end =
    closing === undefined
      ? endOfTag(state, { line, start, startLine, endLine, silent })
      : endOfPair(state, { closing, start, startLine, endLine });
  if (end === undefined) return false;
  if (silent) return true;
  state.line = end;
  const token = state.push("html_block", "", 0);
  token.map = [startLine, end];
  token.content = state.getLines(startLine, end, state.blkIndent, true);
  return true;
}

/** What ends the block that begins with this line, if that is not a blank line. */
function closingOf(line: string): string | RegExp | undefined {
  const [, name = ""] = /^<(script|pre|style|textarea)(?=\s|>|$)/i.exec(line) ?? [];
  if (name !== "") return CLOSING_TAGS[name.toLowerCase()];
  return CLOSINGS.find(([open]) => open.test(line))?.[1];
}

const CLOSING_TAGS: Readonly<Record<string, RegExp>> = {
  script: /<\/script\s*>/gi,
  pre: /<\/pre\s*>/gi,
  style: /<\/style\s*>/gi,
  textarea: /<\/textarea\s*>/gi,
};

const CLOSINGS: readonly (readonly [RegExp, string])[] = [
  [/^<!--/, "-->"],
  [/^<\?/, "?>"],
  [/^<!\[CDATA\[/, "]]>"],
  [/^<![A-Za-z]/, ">"],
];

type Opening = { readonly start: number; readonly startLine: number; readonly endLine: number };

/** The line after the block; undefined if it does not end, or only behind the quote or list that it stands in. */
function endOfPair(state: StateBlock, { closing, start, startLine, endLine }: Opening & { closing: string | RegExp }) {
  const env = environmentOf(state);
  const at = find(env, closing, state.src, start + 2);
  const known = env.unclosed.get(String(closing));
  const isUnclosed = at < 0 || (known !== undefined && known.at === at && startLine < known.line);
  if (isUnclosed) return undefined;
  for (let line = startLine; line < endLine; line++) {
    if (line > startLine && (state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line)) {
      env.unclosed.set(String(closing), { at, line });
      break;
    }
    if ((state.eMarks[line] ?? 0) > at) return line + 1;
  }
  if (!env.unclosed.has(String(closing))) env.unclosed.set(String(closing), { at, line: endLine });
  return undefined;
}

/** The line after the block of a tag: the next blank line. Undefined if the tag is no HTML, or would swallow what follows. */
function endOfTag(
  state: StateBlock,
  { line, start, startLine, endLine, silent }: Opening & { line: string; silent: boolean },
) {
  const env = environmentOf(state);
  const [, slash = "", written = ""] = /^<(\/?)([A-Za-z][A-Za-z0-9-]*)(?=\s|\/?>|$)/.exec(line) ?? [];
  const name = written.toLowerCase();
  if (env.isMdx && /^[A-Z].*[a-z]/.test(written)) return undefined;
  const isBlock = BLOCK_NAMES.has(name);
  if (written === "" || (!isBlock && (silent || !isAlone(line, env)))) return undefined;
  if (!slash && isHiding(name) && !hasEnd(name, state.src, start, env)) return undefined;
  if (!isKnown(name) && !isMarkup(name, line, state.src, start, env)) return undefined;
  let next = startLine + 1;
  while (next < endLine && !state.isEmpty(next) && (state.sCount[next] ?? 0) >= state.blkIndent) next++;
  return next;
}

/** Whether the line is one complete tag and nothing else. */
function isAlone(line: string, env: MarkdownEnv): boolean {
  const piece = pieceAt(line, 0, env);
  return piece.kind === "tag" && line.slice(piece.end).trim() === "";
}

/** An unknown name is markup if its element has an end, or what only markup has. */
function isMarkup(name: string, line: string, text: string, start: number, env: MarkdownEnv): boolean {
  // Each new name reads the text to its end.
  if (env.searches.size > MAX_SEARCHES) return false;
  const tag = readTag(line.trimEnd());
  if (tag?.isClosing) return find(env, new RegExp(`<${name}(?![\\w-])`, "gi"), text, 0) < start;
  return tag?.isSelfClosing === true || hasEnd(name, text, start, env);
}

const MAX_SEARCHES = 300;

function hasEnd(name: string, text: string, start: number, env: MarkdownEnv): boolean {
  return find(env, new RegExp(`</${name}(?![\\w-])`, "gi"), text, start) >= 0;
}

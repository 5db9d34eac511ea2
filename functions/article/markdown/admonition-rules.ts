/** Reads admonitions: `:::note` (Docusaurus, VitePress, Pandoc), `!!! note` (MkDocs) and `> [!NOTE]` (GitHub, Obsidian). */
import type { MarkdownIt, StateBlock, StateCore } from "markdown-it";
import { isAdmonition, pushAdmonition, titleFor, titleTokens } from "./admonition.ts";
import { environmentOf, fileLine, find } from "./environment.ts";
import { isIndentedCode, lineHolding, lineText, readLines } from "./lines-of-block.ts";

const ALT = { alt: ["paragraph", "reference", "blockquote", "list"] };

export function admonitions(markdown: MarkdownIt): void {
  markdown.block.ruler.before("fence", "container", container, ALT);
  markdown.block.ruler.before("fence", "indented_admonition", indentedAdmonition, ALT);
  markdown.core.ruler.before("inline", "alerts", alerts);
}

const OPENING = /^(:{3,})[ \t]*(?:\{[ \t]*\.?([\w-]+)[^}]*\}|([A-Za-z][\w-]*))(?:\[([^\]]*)\]|\{[^}]*\})*[ \t]*(.*)$/;

function container(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src.charCodeAt(start) !== 0x3a || isIndentedCode(state, startLine)) return false;
  const [, colons = "", braced, bare, bracketed, rest = ""] = OPENING.exec(lineText(state, startLine)) ?? [];
  const kind = (braced ?? bare)?.replace(/^callout-/, "");
  if (kind === undefined) return false;
  if (silent) return true;
  const closing = closingLine(state, colons.length, startLine + 1, endLine);
  const end = closing ?? endOfContainer(state, startLine + 1, endLine);
  const isKnown = isAdmonition(kind) || kind === "details";
  const title = bracketed || rest.replace(/^["']|["']$|^\{[^}]*\}$/g, "");
  if (!isKnown)
    environmentOf(state).notes.add(`removed the marks of the container :::${kind}`, fileLine(state, startLine));
  if (!isKnown && title === "") readLines(state, startLine + 1, end);
  else pushAdmonition(state, title || titleFor(kind), { startLine, start: startLine + 1, end });
  state.line = closing === undefined ? end : end + 1;
  return true;
}

/** The line of at least as many colons and nothing else, if there is one. */
function closingLine(state: StateBlock, colons: number, from: number, endLine: number): number | undefined {
  const pattern = new RegExp(`^[ \\t>]*:{${Math.min(colons, 20)},}[ \\t]*$`, "gm");
  const at = find(environmentOf(state), pattern, state.src, state.bMarks[from] ?? state.src.length);
  const line = at < 0 ? undefined : lineHolding(state, at, from, endLine);
  if (line === undefined || colons > 3) return line;
  return nestedClosing(state, from, line, endLine);
}

/** Containers of three colons may hold others of three: `:::tip` inside `:::note`. */
function nestedClosing(state: StateBlock, from: number, first: number, endLine: number): number | undefined {
  let depth = 0;
  for (let line = from; line < Math.min(endLine, from + MAX_NESTED_LINES); line++) {
    const text = lineText(state, line);
    if (!text.startsWith(":::")) continue;
    if (/^:{3,}\s*$/.test(text)) {
      if (depth === 0) return line;
      depth--;
    } else if (/^:{3}[ \t]*[A-Za-z{]/.test(text)) depth++;
  }
  return first;
}

const MAX_NESTED_LINES = 2000;

function endOfContainer(state: StateBlock, from: number, endLine: number): number {
  let line = from;
  while (line < endLine && (state.isEmpty(line) || (state.sCount[line] ?? 0) >= state.blkIndent)) line++;
  return line;
}

const MARKED = /^(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)((?:[ \t]+[A-Za-z][\w-]*)*)(?:[ \t]+"(.*)")?[ \t]*$/;

function indentedAdmonition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const first = state.src.charCodeAt(start);
  if ((first !== 0x21 && first !== 0x3f) || isIndentedCode(state, startLine)) return false;
  const [, kind, , title] = MARKED.exec(lineText(state, startLine)) ?? [];
  if (kind === undefined) return false;
  const indent = state.blkIndent + 4;
  let end = startLine + 1;
  while (end < endLine && (state.isEmpty(end) || (state.sCount[end] ?? 0) >= indent)) end++;
  while (end > startLine + 1 && state.isEmpty(end - 1)) end--;
  if (end === startLine + 1 && title === undefined) return false;
  if (silent) return true;
  pushAdmonition(state, title ?? titleFor(kind), { startLine, start: startLine + 1, end, indent: 4 });
  state.line = end;
  return true;
}

const ALERT = /^\[!([A-Za-z][\w-]*)(?:\|[^\]]*)?\][+-]?[ \t]*(.*)(?:\n|$)/;

/** The first line of a quote, `[!NOTE]`, becomes its title. */
function alerts(state: StateCore): void {
  if (!state.src.includes("[!")) return;
  state.tokens = state.tokens.flatMap((token, index, tokens) => {
    const [quote, paragraph] = [tokens[index - 1], token];
    if (quote?.type !== "blockquote_open" || paragraph.type !== "paragraph_open") return [token];
    const inline = tokens[index + 1];
    const [found, kind = "", title = ""] = ALERT.exec(inline?.content ?? "") ?? [];
    if (!inline || found === undefined) return [token];
    inline.content = inline.content.slice(found.length);
    const line = inline.map?.[0] ?? 0;
    if (inline.map) inline.map = [line + 1, inline.map[1]];
    const titled = titleTokens(state, title || titleFor(kind), line);
    return [...titled, token];
  });
  dropEmptyParagraphs(state);
}

/** An alert of one line has no other words. */
function dropEmptyParagraphs(state: StateCore): void {
  const { tokens } = state;
  const isEmpty = (index: number) =>
    tokens[index]?.type === "paragraph_open" && tokens[index + 1]?.content === "" && tokens[index + 1]?.meta === null;
  state.tokens = tokens.filter((_, index) => !isEmpty(index) && !isEmpty(index - 1) && !isEmpty(index - 2));
}

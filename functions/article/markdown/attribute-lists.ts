/**
 * Attribute lists of kramdown, Pandoc and others: `{: .lead}` under a paragraph, `{:target="_blank"}` and `{.wide}` behind a link or a
 * picture. They vanish; what of them a reader would see stays: a heading's id, a note's title. A kramdown table of contents goes.
 */
import type { MarkdownIt, StateBlock, StateCore, StateInline, Token } from "markdown-it";
import { isAdmonition, titleFor, titleTokens } from "./admonition.ts";
import { environmentOf } from "./environment.ts";
import { setId } from "./headings.ts";
import { isIndentedCode, lineText } from "./lines-of-block.ts";

export function attributeLists(markdown: MarkdownIt): void {
  const alt = ["paragraph", "reference", "blockquote", "list"];
  markdown.block.ruler.before("fence", "attribute_list", attributeLine, { alt });
  markdown.core.ruler.before("heading_attributes", "attribute_lists", apply);
  markdown.inline.ruler.after("template", "attribute_list", attributeSpan);
}

const LINE = /^\{:(?::[a-z]+)?[^{}\n]*\}$/;

function attributeLine(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src.charCodeAt(start) !== 0x7b || state.src.charCodeAt(start + 1) !== 0x3a) return false;
  const text = lineText(state, startLine).trimEnd();
  if (isIndentedCode(state, startLine) || environmentOf(state).block.isLiteral || !LINE.test(text)) return false;
  if (silent) return true;
  const token = state.push("attribute_list", "", 0);
  token.content = text.slice(2, -1).trim();
  token.map = [startLine, startLine + 1];
  token.hidden = true;
  state.line = startLine + 1;
  return true;
}

/** Where other tools put a table of contents; readers and pages have none. */
const CONTENTS = /^(?:\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\}|\{\{\s*toc\s*\}\})$/i;

const CONTENTS_MARKS = ["[TOC", "[toc", "[[_TOC", "{toc", "{ toc"];

function dropContents(state: StateCore): void {
  const { tokens } = state;
  const isContents = (index: number) =>
    tokens[index]?.type === "paragraph_open" && CONTENTS.test(tokens[index + 1]?.content ?? "");
  if (!tokens.some((_, index) => isContents(index))) return;
  state.tokens = tokens.filter((_, index) => !isContents(index) && !isContents(index - 1) && !isContents(index - 2));
}

/** Applies each list to the block that it stands under, or to the one that follows. */
function apply(state: StateCore): void {
  if (CONTENTS_MARKS.some((mark) => state.src.includes(mark))) dropContents(state);
  if (!state.src.includes("{:")) return;
  const out: Token[] = [];
  let pending: string | undefined;
  for (const token of state.tokens) {
    if (token.type === "attribute_list") {
      pending = applyBefore(state, out, token) ? undefined : noteTitle(token.content);
      continue;
    }
    if (pending !== undefined && token.type === "paragraph_open") openQuote(state, out, pending, token);
    else if (pending !== undefined && token.type === "blockquote_open")
      out.push(token, ...titleTokens(state, pending, token.map?.[0] ?? 0));
    else out.push(token);
    if (pending !== undefined && token.type === "paragraph_close") out.push(quoteToken(state, -1));
    if (token.nesting < 0 || token.type === "blockquote_open") pending = undefined;
  }
  state.tokens = out;
}

function openQuote(state: StateCore, out: Token[], title: string, token: Token): void {
  out.push(quoteToken(state, 1), ...titleTokens(state, title, token.map?.[0] ?? 0), token);
}

function quoteToken(state: StateCore, nesting: 1 | -1): Token {
  const quote = new state.Token(nesting > 0 ? "blockquote_open" : "blockquote_close", "blockquote", nesting);
  quote.block = true;
  return quote;
}

/** Whether the list belongs to the block above it: no blank line is between them. */
function applyBefore(state: StateCore, out: Token[], { content, map, level }: Token): boolean {
  const last = out.at(-1);
  if (!last || last.nesting >= 0 || last.level !== level) return false;
  const at = openingOf(out, last);
  const opening = out[at];
  if (!opening?.map || opening.map[1] < (map?.[0] ?? 0)) return false;
  if (/^toc\b/.test(content) && /^(?:bullet|ordered)_list_close$/.test(last.type)) out.length = at;
  if (opening.type === "heading_open") setId(opening, content);
  const title = noteTitle(content);
  if (title === undefined) return true;
  const titled = titleTokens(state, title, opening.map[0]);
  if (opening.type === "blockquote_open") out.splice(at + 1, 0, ...titled);
  if (opening.type !== "paragraph_open") return true;
  out.splice(at, 0, quoteToken(state, 1), ...titled);
  out.push(quoteToken(state, -1));
  return true;
}

/** The index of the token that opens what `closing` closes; the search is short, since long blocks have no attributes. */
function openingOf(out: readonly Token[], closing: Token): number {
  const type = closing.type.replace(/_close$/, "_open");
  for (let at = out.length - 1; at >= Math.max(0, out.length - 2000); at--)
    if (out[at]?.type === type && out[at]?.level === closing.level) return at;
  return -1;
}

/** `{: .note }` and Chirpy's `{: .prompt-tip }` make a block an admonition. */
function noteTitle(content: string): string | undefined {
  const classes = [...content.matchAll(/\.([\w-]+)/g)].map(([, name = ""]) => name.replace(/^prompt-/, ""));
  const kind = classes.find(isAdmonition);
  return kind && titleFor(kind);
}

const KRAMDOWN = /\{:[^{}\n]{0,300}\}/y;
const ATTRIBUTE = `(?:[.#][\\w:-]+|[\\w-]+=(?:"[^"\\n]*"|'[^'\\n]*'|[^\\s"'{}]+))`;
const PANDOC = new RegExp(`\\{\\s{0,9}${ATTRIBUTE}(?:\\s{1,9}${ATTRIBUTE})*\\s{0,9}\\}`, "y");

/** Directly behind a link, a picture, code or emphasis. Anywhere else braces are text. */
function attributeSpan(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x7b || environmentOf(state).block.isLiteral) return false;
  const isKramdown = state.src.charCodeAt(state.pos + 1) === 0x3a;
  if (!/[)\]*_`~>=]/.test(state.src.charAt(state.pos - 1))) return false;
  const pattern = isKramdown ? KRAMDOWN : PANDOC;
  pattern.lastIndex = state.pos;
  const [found] = pattern.exec(state.src.slice(0, state.pos + 400)) ?? [];
  if (found === undefined) return false;
  if (!silent && state.pending) state.pushPending();
  state.pos += found.length;
  return true;
}

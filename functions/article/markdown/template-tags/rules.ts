/**
 * Template syntax that other tools left in Markdown: what has a common meaning becomes that, the rest is shown as typed, is named in a
 * note, and is in no title or summary. Code stays as it is.
 */
import type { MarkdownIt, StateBlock, StateInline, Token } from "markdown-it";
import { environmentOf, fileLine, find, lineAt } from "../environment.ts";
import { templateDestinations } from "./destinations.ts";
import { blockEnd, readBlockTemplate } from "./enclosing.ts";
import { type Meaning, meaningOf } from "./meaning.ts";
import { type Template, templateAt } from "./template-tag.ts";
import { tokensFor } from "./tokens.ts";
import { leftoverNote } from "./unknown.ts";

export function templates(markdown: MarkdownIt): void {
  markdown.block.ruler.before("fence", "template", blockTemplate, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  markdown.inline.ruler.after("escape", "template", inlineTemplate);
  markdown.renderer.rules.leftover = (tokens, index) =>
    `<span class="leftover">${markdown.utils.escapeHtml(tokens[index]?.content ?? "")}</span>`;
  templateDestinations(markdown);
}

function blockTemplate(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src.charCodeAt(start) !== 0x7b || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const env = environmentOf(state);
  if (env.block.isLiteral) return false;
  const template = templateAt(state.src, start, env);
  const end = template && blockEnd(state, start + template.raw.length, endLine);
  if (!template || end === undefined) return false;
  const read = readBlockTemplate(state, { template, startLine, nextLine: end, endLine });
  if (read) return silent || read();
  const meaning = meaningOf(template);
  if (!meaning || meaning.kind === "text" || silent) return false;
  pushBlock(state, meaning, startLine);
  noteComment(template, state.env, fileLine(state, startLine));
  state.line = end;
  return true;
}

function pushBlock(state: StateBlock, meaning: Meaning, startLine: number): void {
  if (meaning.kind === "nothing") return;
  const [open, close, tag] = meaning.kind === "picture" && meaning.caption !== "" ? FIGURE : PARAGRAPH;
  state.push(open, tag, 1).map = [startLine, startLine + 1];
  pushInline(state, meaning);
  if (meaning.kind === "picture" && meaning.caption !== "") {
    state.push("figcaption_open", "figcaption", 1);
    const caption = state.push("inline", "", 0);
    [caption.content, caption.children, caption.map] = [meaning.caption, [], [startLine, startLine + 1]];
    state.push("figcaption_close", "figcaption", -1);
  }
  state.push(close, tag, -1);
}

const FIGURE = ["figure_open", "figure_close", "figure"] as const;
const PARAGRAPH = ["paragraph_open", "paragraph_close", "p"] as const;

/** A paragraph's inline token whose children are made already. */
function pushInline(state: StateBlock, meaning: Meaning): void {
  const inline = state.push("inline", "", 0);
  inline.children = tokensFor(meaning, state);
  inline.meta = { isRead: true };
}

function inlineTemplate(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x7b) return false;
  const env = environmentOf(state);
  if (env.block.isLiteral) return false;
  const template = templateAt(state.src, state.pos, env);
  if (!template) return false;
  const end = endOfSpan(state, template);
  if (end !== undefined) {
    if (!silent) readSpan(state, template, end);
    state.pos = end.next;
    return true;
  }
  const meaning = meaningOf(template);
  if (!silent) {
    if (!meaning) leave(state, template);
    else state.tokens.push(...flushed(state, tokensFor(meaning, state)));
    noteComment(template, env, () => lineAt(state, state.pos));
  }
  state.pos += template.raw.length;
  return true;
}

type Span = { readonly start: number; readonly end: number; readonly next: number };

/** `{% raw %}…{% endraw %}` and `{% comment %}…{% endcomment %}` within a paragraph. */
function endOfSpan(state: StateInline, { name, isClosing, delimiter, raw }: Template): Span | undefined {
  const closing = SPANS[name];
  const isShortcode = delimiter === "{{<" || delimiter === "{{%";
  if (isShortcode && name === "comment" && !isClosing) return endOfShortcode(state, state.pos + raw.length);
  if (closing === undefined || isClosing || delimiter !== "{%") return undefined;
  const start = state.pos + raw.length;
  const end = find(environmentOf(state), closing, state.src, start);
  const next = end < 0 ? -1 : state.src.indexOf("%}", end) + 2;
  return end < 0 || next < 2 || next > state.posMax ? undefined : { start, end, next };
}

/** Hugo's `{{< comment >}}…{{< /comment >}}`. */
function endOfShortcode(state: StateInline, start: number): Span | undefined {
  const end = find(environmentOf(state), CLOSING_COMMENT, state.src, start);
  const next = end < 0 ? -1 : state.src.indexOf("}}", end) + 2;
  return next < 2 || next > state.posMax ? undefined : { start, end, next };
}

const CLOSING_COMMENT = /\{\{[<%]-?\s*\/\s*comment\s*-?[>%]\}\}/g;

const SPANS: Readonly<Record<string, RegExp>> = {
  comment: /\{%-?\s*endcomment\s*-?%\}/g,
  raw: /\{%-?\s*endraw\s*-?%\}/g,
  verbatim: /\{%-?\s*endverbatim\s*-?%\}/g,
};

function readSpan(state: StateInline, { name }: Template, { start, end }: Span): void {
  const env = environmentOf(state);
  if (name === "comment") {
    env.notes.add("left out a comment", () => lineAt(state, state.pos));
    return;
  }
  const { posMax } = state;
  [state.pos, state.posMax, env.block.isLiteral] = [start, end, true];
  state.md.inline.tokenize(state);
  [state.posMax, env.block.isLiteral] = [posMax, false];
}

/** Text before the tokens comes first. */
function flushed(state: StateInline, tokens: Token[]): Token[] {
  if (state.pending) state.pushPending();
  for (const token of tokens) token.level = state.level;
  return tokens;
}

function leave(state: StateInline, template: Template): void {
  state.push("leftover", "", 0).content = template.raw;
  environmentOf(state).notes.add(leftoverNote(template), () => lineAt(state, state.pos));
}

function noteComment(
  template: Template,
  env: { readonly notes: { add: (reason: string, line: number | (() => number)) => void } },
  line: number | (() => number),
): void {
  if (template.isComment) env.notes.add("left out a comment", line);
}

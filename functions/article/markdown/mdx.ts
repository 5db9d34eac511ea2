/**
 * MDX, and what of it other Markdown has: imports and exports go, with a note; a component's tags go, and the words in it and in its title stay; an
 * expression is shown as typed, with a note.
 */
import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";
// @ts-expect-error The types leave this rule out.
import indentedCode from "markdown-it/lib/rules_block/code.mjs";
import { pushTitle } from "./admonition.ts";
import { environmentOf, fileLine, find, lineAt, type MarkdownEnv } from "./environment.ts";
import { endOfBraces, type JsxTag, jsxTagAt } from "./jsx-tag.ts";
import { isIndentedCode, lineHolding, readLines } from "./lines-of-block.ts";
import { importStatement } from "./mdx-statements.ts";
import { isKnown } from "./tag-names.ts";

export function mdx(markdown: MarkdownIt): void {
  const alt = ["paragraph", "reference", "blockquote", "list"];
  markdown.block.ruler.before("fence", "import", importStatement);
  markdown.block.ruler.before("html_block", "component", componentBlock, { alt });
  markdown.inline.ruler.before("html_inline", "component", componentTag);
  markdown.inline.ruler.after("attribute_list", "expression", expression);
  markdown.block.ruler.at("code", (state, startLine, endLine, silent) =>
    environmentOf(state).isMdx
      ? indentedText(state, startLine, endLine)
      : indentedCode(state, startLine, endLine, silent),
  );
}

/** Lines that hold nothing but tags of components; what stands between them is Markdown. */
function componentBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src.charCodeAt(start) !== 0x3c || (!state.env.isMdx && isIndentedCode(state, startLine))) return false;
  if (!/[A-Z/>]/.test(state.src.charAt(start + 1))) return false;
  const env = environmentOf(state);
  let at = start;
  const found: Component[] = [];
  for (;;) {
    const tag = tagAt(state.src, at, env);
    if (!tag) return false;
    found.push(tag);
    at = tag.end;
    const line = lineHolding(state, at, startLine, endLine);
    if (line === undefined) return false;
    const rest = state.src.slice(at, state.eMarks[line]);
    if (rest.trim() !== "") {
      at += rest.length - rest.trimStart().length;
      continue;
    }
    if (silent) return true;
    for (const { name, words } of found) {
      noteComponent(name, env, fileLine(state, startLine));
      if (words !== "") pushTitle(state, words, startLine);
    }
    state.line = line + 1;
    return true;
  }
}

/** In MDX, indented text is no code: it stands within a component. */
function indentedText(state: StateBlock, startLine: number, endLine: number): boolean {
  const indent = (state.sCount[startLine] ?? 0) - state.blkIndent;
  if (indent < 4) return false;
  let end = startLine + 1;
  while (end < endLine && (state.isEmpty(end) || (state.sCount[end] ?? 0) - state.blkIndent >= indent)) end++;
  readLines(state, startLine, end, indent);
  state.line = end;
  return true;
}

/** `words`: those that its attributes show to readers. */
type Component = { readonly name: string; readonly end: number; readonly words: string };

const SHOWN =
  /\s(?:title|heading|header|label|summary|caption|text|quote|subtitle|description)=(?:"([^"]*)"|'([^']*)')/gi;

function wordsOf({ html, isClosing }: JsxTag): string {
  if (isClosing) return "";
  const values = [...html.matchAll(SHOWN)].map(([, double, single]) => (double ?? single ?? "").trim());
  return decoded([...new Set(values)].filter((value) => value !== "").join(" – "));
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", apos: "'" };

/** Values may hold entities, as in HTML. */
function decoded(value: string): string {
  return value.replace(/&(amp|lt|gt|quot|#39|apos);/g, (_, name: string) => CHARACTERS[name] ?? "");
}

/** The tag of a component at this position, if it is surely one: `<Tabs>`, `<Foo.Bar />`, but not `<B>` or `List<Object>`. */
function tagAt(text: string, at: number, env: MarkdownEnv): Component | undefined {
  const [fragment] = env.isMdx ? (/^<\/?>/.exec(text.slice(at, at + 3)) ?? []) : [];
  if (fragment !== undefined) return { name: "", end: at + fragment.length, words: "" };
  const tag = jsxTagAt(text, at, env);
  if (!tag || !/^[A-Z]|\./.test(tag.name)) return undefined;
  // Every framework has a component for pictures.
  if (/^(?:Image|Img|Figure|Picture|Photo)$/.test(tag.name) && /\ssrc="/.test(tag.html)) return undefined;
  const mayBeHtml = isKnown(tag.name.toLowerCase()) && (!env.isMdx || tag.name === tag.name.toUpperCase());
  if (mayBeHtml && !tag.hasExpressions) return undefined;
  const isComponent = env.isMdx || tag.hasExpressions || isSurely(tag, text, env);
  return isComponent ? { ...tag, words: wordsOf(tag) } : undefined;
}

function noteComponent(name: string, { notes }: MarkdownEnv, line: number | (() => number)): void {
  if (name !== "") notes.add(`removed <${name}>`, line);
}

function isSurely({ name, html, isClosing, end }: JsxTag, text: string, env: MarkdownEnv): boolean {
  if (env.searches.size > 300) return false;
  if (html.endsWith("/>")) return true;
  const other = isClosing ? `<${name}` : `</${name}>`;
  const found = find(env, other, text, isClosing ? 0 : end);
  return found >= 0 && (!isClosing || found < end);
}

/** A tag that HTML does not know: a component's, or one with an expression in it. */
function componentTag(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x3c) return false;
  const env = environmentOf(state);
  const component = tagAt(src, pos, env);
  const html = component ? undefined : htmlTag(src, pos, env);
  const tag = component ?? html;
  if (!tag || tag.end > state.posMax) return false;
  if (!silent && component) {
    noteComponent(component.name, env, () => lineAt(state, pos));
    if (component.words !== "") state.push("text", "", 0).content = component.words;
  } else if (!silent && html) {
    const token = state.push("html_inline", "", 0);
    [token.content, token.info] = [html.html, src.slice(pos, tag.end)];
    if (html.caption !== undefined) state.push("text", "", 0).content = ` ${html.caption}`;
  }
  state.pos = tag.end;
  return true;
}

const PICTURE = /^<(?:Img|Image|Figure|Picture|Photo)(?=\s)/;

/** `caption`: of a picture, which HTML has no attribute for. */
function htmlTag(text: string, at: number, env: MarkdownEnv): (JsxTag & { readonly caption?: string }) | undefined {
  const tag = jsxTagAt(text, at, env);
  if (!tag || (!tag.hasExpressions && !env.isMdx)) return undefined;
  const isPicture = PICTURE.test(tag.html);
  const html = tag.html.replace(PICTURE, "<img");
  const [, double, single] = (isPicture && /\scaption=(?:"([^"]*)"|'([^']*)')/i.exec(html)) || [];
  const caption = double ?? single;
  return caption === undefined
    ? { ...tag, html }
    : { ...tag, html: html.replace(/\scaption=(?:"[^"]*"|'[^']*')/i, ""), caption };
}

const MAX_EXPRESSION = 2000;

function expression(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  const env = environmentOf(state);
  if (src.charCodeAt(pos) !== 0x7b || !env.isMdx) return false;
  const end = endOfBraces(src, pos, pos + MAX_EXPRESSION, env);
  if (end < 0 || end > state.posMax) return false;
  if (!silent) {
    const written = src.slice(pos, end);
    const [, , literal] = /^\{\s*(["'`])([^"'`$]*)\1\s*\}$/.exec(written) ?? [];
    const token = state.push(literal === undefined ? "leftover" : "text", "", 0);
    token.content = literal ?? written;
    if (literal === undefined) env.notes.add("an expression of MDX is shown as typed", () => lineAt(state, pos));
  }
  state.pos = end;
  return true;
}

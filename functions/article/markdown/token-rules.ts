/** Changes Markdown tokens between parsing and rendering: resolves addresses, removes unsafe links, lowers headings. */
import type { Token } from "markdown-it";
import { type ReferenceKind, resolve, schemeOf } from "../reference.ts";
import type { MarkdownEnv, Notes } from "./environment.ts";

export type Preparation = {
  /** Whether the tokens contain raw HTML; the renderer escapes everything else. */
  readonly hasRawHtml: boolean;
  /** The nesting depth of elements. */
  readonly depth: number;
};

type Walk = {
  readonly path: string;
  readonly notes: Notes;
  line: number;
  hasRawHtml: boolean;
  depth: number;
  maxDepth: number;
};

/** Resolves links and images in place. */
export function prepare(tokens: readonly Token[], path: string, { notes, firstLine }: MarkdownEnv): Preparation {
  const walk: Walk = { path, notes, line: firstLine, hasRawHtml: false, depth: 0, maxDepth: 0 };
  for (const token of tokens) {
    if (token.map) walk.line = token.map[0] + firstLine;
    if (token.type === "inline") prepareInline(token.children ?? [], walk);
    else prepareBlock(token, walk);
  }
  if (!walk.hasRawHtml && tokens.some(({ tag }) => tag === "h1")) tokens.forEach(lowerHeading);
  return { hasRawHtml: walk.hasRawHtml, depth: walk.maxDepth };
}

function prepareBlock(token: Token, walk: Walk): void {
  trackDepth(token, walk);
  if (token.type === "html_block") markRaw(token, walk);
  const style = token.attrs?.find(([name]) => name === "style");
  // Feeds and the page's content security policy allow no styles, so a cell's alignment becomes an `align` attribute.
  if (style) [style[0], style[1]] = ["align", String(style[1]).replace("text-align:", "")];
}

function prepareInline(tokens: readonly Token[], walk: Walk): void {
  for (const token of tokens) {
    trackDepth(token, walk);
    if (token.type === "link_open") resolveIn(token, "href", "link", walk);
    else if (token.type === "image") resolveIn(token, "src", "embed", walk);
    else if (token.type === "html_inline") markRaw(token, walk);
    else if (token.type === "softbreak" || token.type === "hardbreak") walk.line++;
  }
}

function trackDepth(token: Token, walk: Walk): void {
  walk.depth += token.nesting;
  if (walk.depth > walk.maxDepth) walk.maxDepth = walk.depth;
}

function markRaw(token: Token, walk: Walk): void {
  walk.hasRawHtml = true;
  token.meta = { line: walk.line };
  if (token.type === "html_inline") walk.line += token.content.split("\n").length - 1;
}

/** An invalid link becomes plain text, an invalid image its alternative text. */
function resolveIn(token: Token, name: string, kind: ReferenceKind, { line, notes }: Walk): void {
  const attribute = token.attrs?.find((candidate) => candidate[0] === name);
  if (!attribute) return;
  const written = addressIn(token, String(attribute[1]));
  const hasTemplate = /\{\{|\{%/.test(written);
  const reference = hasTemplate ? undefined : resolve(written, kind);
  if (reference !== undefined) {
    attribute[1] = reference;
    return;
  }
  const [scheme, what] = [schemeOf(written), kind === "link" ? "link" : "image"];
  const why = hasTemplate ? "with template syntax in its address" : "with an invalid address";
  notes.add(scheme ? `removed ${scheme} ${what}` : `removed ${what} ${why}`, line);
  if (kind === "link") token.attrs = [];
  else [token.type, token.content] = ["text", plainText(token.children ?? [])];
}

/** Adds the scheme to a bare `www.example.org`. */
function addressIn({ markup }: Token, written: string): string {
  return markup === "linkify" && /^www\./i.test(written) ? `https://${written}` : written;
}

/** The page's `h1` is the title, so if an article has an `h1`, all its headings go down by one level. */
function lowerHeading(token: Token): void {
  if (/^h[1-5]$/.test(token.tag)) token.tag = `h${Number(token.tag.charAt(1)) + 1}`;
}

/** The text of the tokens without markup. */
export function plainText(tokens: readonly Token[]): string {
  return tokens.map(({ type, content, children }) => PLAIN[type]?.(content, children ?? []) ?? "").join("");
}

const PLAIN: Readonly<Record<string, (content: string, children: readonly Token[]) => string>> = {
  text: (content) => content,
  code_inline: (content) => content,
  image: (_, children) => plainText(children),
  softbreak: () => " ",
  hardbreak: () => " ",
};

/**
 * Decides which tags in Markdown are HTML and which are words: `List<Object>`, `the <template> tag` and `<your-name>` are shown as
 * typed, and no tag without an end hides or swallows what follows it.
 */
import type { StateCore, Token } from "markdown-it";
import { isMark } from "./comment-marks.ts";
import { environmentOf, find, type MarkdownEnv } from "./environment.ts";
import { type HtmlPiece, pieceAt, readTag } from "./html-scan.ts";
import { decide, pair, type Tag } from "./tag-meaning.ts";
import { isRawText } from "./tag-names.ts";
import { htmlWithoutTemplates } from "./template-tags/in-raw-html.ts";

/** The raw HTML of a block: its pieces in order, and those of them that are tags. */
type Block = { readonly token: Token; readonly pieces: readonly HtmlPiece[]; readonly tags: readonly Tag[] };

const mayHoldTag = ({ type, content }: Token) =>
  type === "html_block" || (type === "inline" && MAY_BE_TAG.test(content));
const MAY_BE_TAG = /<[A-Za-z/!?]/;

export function bareTags(state: StateCore): void {
  const env = environmentOf(state);
  env.mayHaveHtml = state.src.includes("<") && state.tokens.some(mayHoldTag);
  if (!env.mayHaveHtml) return;
  const blocks: Block[] = [];
  const tags = state.tokens.flatMap((token, index) => {
    if (token.type === "inline") return MAY_BE_TAG.test(token.content) ? tagsOfParagraph(token, index, env) : [];
    if (token.type !== "html_block") return [];
    const block = readBlock(token, env);
    blocks.push(block);
    return block.tags;
  });
  pair(tags);
  decide(tags, env);
  for (const { token, isTyped, paragraph } of tags) if (isTyped && paragraph !== undefined) showTag(token);
  for (const block of blocks) showTyped(block);
}

/** A tag of JSX was shortened to HTML. */
function showTag(token: Token): void {
  token.type = "text";
  if (token.info !== "") token.content = token.info;
}

function tagsOfParagraph({ children, map }: Token, paragraph: number, env: MarkdownEnv): Tag[] {
  const found: Tag[] = [];
  let line = (map?.[0] ?? 0) + env.firstLine;
  for (const token of children ?? []) {
    if (token.type === "softbreak" || token.type === "hardbreak") line++;
    if (token.type === "text" && token.content.includes("<!--"))
      env.notes.add("the comment <!-- does not end: it is shown as typed", line);
    if (token.type !== "html_inline") continue;
    const tag = readTag(token.content);
    if (tag) found.push({ ...tag, token, start: 0, paragraph, isTyped: false });
    else noteComment(token.content, line, env);
    line += token.content.split("\n").length - 1;
  }
  return found;
}

function readBlock(token: Token, env: MarkdownEnv): Block {
  const [pieces, tags]: [HtmlPiece[], Tag[]] = [[], []];
  token.content = htmlWithoutTemplates(token.content, (token.map?.[0] ?? 0) + env.firstLine, env);
  const text = token.content;
  const lineAt = (at: number) => (token.map?.[0] ?? 0) + env.firstLine + text.slice(0, at).split("\n").length - 1;
  for (let at = text.indexOf("<"); at >= 0; ) {
    const piece = pieceAt(text, at, env);
    pieces.push(piece);
    if (piece.kind === "comment") noteComment(text.slice(at, piece.end), () => lineAt(piece.start), env);
    let next = piece.end;
    if (piece.kind === "tag") {
      const tag: Tag = { ...piece.tag, token, start: at, isTyped: false };
      tags.push(tag);
      next = endOfRawText(text, piece.end, tag, env);
    }
    at = text.indexOf("<", next);
  }
  return { token, pieces, tags };
}

/** Behind a `<script>` or `<style>`, nothing is a tag up to its end; without an end, it is shown as typed. */
function endOfRawText(text: string, end: number, tag: Tag, env: MarkdownEnv): number {
  if (tag.isClosing || !isRawText(tag.name)) return end;
  const at = find(env, new RegExp(`</${tag.name}(?![\\w-])`, "gi"), text, end);
  if (at < 0) tag.isTyped = true;
  return at < 0 ? end : at;
}

/** Words in a comment are not meant for readers; that they are gone is said, but for marks such as `<!--more-->`. */
function noteComment(comment: string, line: number | (() => number), env: MarkdownEnv): void {
  if (comment.startsWith("<!--") && isMark(comment.replace(/^<!--|-->$/g, ""))) return;
  const what = comment.startsWith("<!--") ? "a comment" : `${comment.slice(0, 20).split(/\s/, 1)[0]} …>`;
  env.notes.add(`left out ${what}`, line);
}

/** Escapes the `<` of what is no HTML in a block. */
function showTyped({ token, pieces, tags }: Block): void {
  const typed = new Set(tags.filter(({ isTyped }) => isTyped).map(({ start }) => start));
  const starts = pieces.filter(({ kind, start }) => kind === "stray" || typed.has(start)).map(({ start }) => start);
  if (starts.length === 0) return;
  const text = token.content;
  const shown = starts.map((start, index) => `&lt;${text.slice(start + 1, starts[index + 1])}`);
  token.content = text.slice(0, starts[0]) + shown.join("");
}

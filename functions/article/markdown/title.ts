/** Takes the tokens of a Markdown article and removes the heading that only says the title once more. */
import type { Token } from "markdown-it";
import { oneLine } from "../characters.ts";
import { plainText } from "./token-rules.ts";

/**
 * Removes the heading that begins the text, and returns it as title. Pictures and rules may stand before it.
 *
 * Without a title in front matter, a first-level heading is the title; with one, a heading of level 1 or 2 goes if it says the same.
 */
export function takeTitle(tokens: Token[], knownTitle: string | undefined): string | undefined {
  const at = firstHeading(tokens);
  const [heading, inline] = [tokens[at], tokens[at + 1]];
  if (!heading || !/^h[12]$/.test(heading.tag)) return undefined;
  const title = oneLine(plainText(inline?.children ?? []));
  if (title === "") return undefined;
  const spellings = [title, oneLine(inline?.content ?? "")].map(comparable);
  const isTitle = knownTitle === undefined ? heading.tag === "h1" : spellings.includes(comparable(knownTitle));
  if (!isTitle) return undefined;
  tokens.splice(at, 3, ...picturesOf(tokens.slice(at, at + 3)));
  return title;
}

/** A title is text: the pictures beside it become a paragraph. */
function picturesOf([open, inline, close]: readonly Token[]): Token[] {
  const children = (inline?.children ?? []).filter(({ type, content }) => type === "image" || /^<img\b/i.test(content));
  if (open === undefined || inline === undefined || close === undefined || children.length === 0) return [];
  for (const token of [open, close]) [token.type, token.tag] = [token.type.replace("heading", "paragraph"), "p"];
  open.attrs = null;
  inline.children = children;
  return [open, inline, close];
}

/** The index of the first heading if no text stands before it, else -1. */
function firstHeading(tokens: readonly Token[]): number {
  const at = tokens.findIndex((token) => token.type === "heading_open" || !isWithoutText(token));
  return tokens[at]?.type === "heading_open" && tokens[at].level === 0 ? at : -1;
}

const SILENT = /^(?:paragraph|figure|blockquote)_(?:open|close)$|^hr$/;

function isWithoutText({ type, content, children }: Token): boolean {
  if (type === "inline") return (children ?? []).every(isPicture);
  // A comment or a picture in HTML; a tag with text behind it is text.
  return SILENT.test(type) || (type === "html_block" && !/>\s*[^\s<]/.test(content));
}

function isPicture({ type, content }: Token): boolean {
  return (
    /^(?:image|html_inline|link_open|link_close|softbreak|hardbreak)$/.test(type) ||
    (type === "text" && content.trim() === "")
  );
}

/** Titles are the same whatever their case, quotation marks and full stop. */
function comparable(title: string): string {
  return title
    .normalize("NFC")
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s*[.#¶]$/, "");
}

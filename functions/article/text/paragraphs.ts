/**
 * Paragraphs of plain text as HTML.
 *
 * A paragraph's lines are joined unless its own look says that they are more than wrapped text: list items, quoted
 * lines,
 * indented verse, columns. Each of these needs two signs or more, since a paragraph joined is what a writer expects.
 */
import type { CleanHtml } from "../reference.ts";
import { linkText } from "./autolink.ts";
import { isMore, isRule } from "./end-marks.ts";
import { joinLines, paragraphsOf, type TextLine } from "./lines.ts";

type Block = readonly TextLine[];

/** A line longer than this was not wrapped by anybody. */
const UNWRAPPED = 200;
const SHORT = 60;

/** Every character comes out escaped, so the HTML is clean without cleaning. */
export function blocksToHtml(rows: readonly TextLine[]): CleanHtml {
  const margin = leastIndent(rows);
  const html = blocksOf(rows).map((block) => blockToHtml(block, margin));
  return html.filter((part) => part !== "").join("\n") as CleanHtml;
}

/** Some programs write a paragraph as one long line, and no blank line at all. */
function blocksOf(rows: readonly TextLine[]): readonly Block[] {
  const blocks = paragraphsOf(rows);
  const isUnwrapped = blocks.length === 1 && rows.some((row) => row.text.length > UNWRAPPED);
  return isUnwrapped ? rows.map((row) => [row]) : blocks;
}

function blockToHtml(block: Block, margin: number): string {
  const only = block.length === 1 ? (block[0]?.text ?? "") : "";
  if (isMore(only)) return "";
  if (isRule(only)) return "<hr/>";
  return (
    list(block) ??
    introducedList(block) ??
    quotation(block) ??
    columns(block) ??
    verse(block, margin) ??
    paragraphs(block)
  );
}

function leastIndent(rows: Block): number {
  return rows.reduce((least, { indent }) => Math.min(least, indent), Number.POSITIVE_INFINITY);
}

function paragraph(rows: Block): string {
  return `<p>${inline(rows.map(({ text }) => text))}</p>`;
}

function inline(lines: readonly string[]): string {
  return linkText(joinLines(lines).replace(/[ \t]{2,}|\t/g, " "));
}

type Marker = { readonly kind: "ul" | "ol"; readonly number: number; readonly rest: string };

function markerOf(text: string): Marker | undefined {
  const bullet = /^[-*•‣◦]\s+(?=\S)/.exec(text);
  if (bullet) return { kind: "ul", number: 0, rest: text.slice(bullet[0].length) };
  const numbered = /^(\d{1,3})[.)]\s+(?=\S)/.exec(text);
  return numbered ? { kind: "ol", number: Number(numbered[1]), rest: text.slice(numbered[0].length) } : undefined;
}

/**
 * Two items or more, of one kind, numbers counting from 1: a line that merely begins with a dash or a number is
 * text.
 */
function list(block: Block): string | undefined {
  const items: string[][] = [];
  let kind: Marker["kind"] | undefined;
  for (const { text } of block) {
    const marker = markerOf(text);
    const isItem =
      marker !== undefined &&
      (kind === undefined || marker.kind === kind) &&
      (marker.kind === "ul" || marker.number === items.length + 1);
    if (isItem) {
      kind = marker.kind;
      items.push([marker.rest]);
    } else if (items.length === 0) return undefined;
    else items.at(-1)?.push(text);
  }
  if (kind === undefined || items.length < 2) return undefined;
  return `<${kind}>${items.map((item) => `<li>${inline(item)}</li>`).join("")}</${kind}>`;
}

/** `You will need:` and the list right under it. */
function introducedList(block: Block): string | undefined {
  const start = block.findIndex(({ text }) => text.endsWith(":")) + 1;
  if (start === 0) return undefined;
  const items = list(block.slice(start));
  return items && `${paragraph(block.slice(0, start))}\n${items}`;
}

/** Lines quoted as in mail. */
function quotation(block: Block): string | undefined {
  if (!block.every(({ text }) => text.startsWith(">"))) return undefined;
  const lines = block.map(({ text }) => text.replace(/^>+\s*/, "")).filter((text) => text !== "");
  return lines.length === 0 ? undefined : `<blockquote><p>${inline(lines)}</p></blockquote>`;
}

/** A table set with spaces or tabs: gaps in every line. */
function columns(block: Block): string | undefined {
  if (block.length < 2 || !block.every(({ text }) => /\S(?: {3}|\t)/.test(text))) return undefined;
  const least = leastIndent(block);
  return `<pre>${linkText(block.map(({ indent, text }) => " ".repeat(indent - least) + text).join("\n"))}</pre>`;
}

/** Short lines set in from the margin: verse, an address. */
function verse(block: Block, margin: number): string | undefined {
  const isVerse = block.length > 1 && block.every(({ indent, text }) => indent >= margin + 2 && text.length < SHORT);
  return isVerse ? `<p>${block.map(({ text }) => inline([text])).join("<br/>\n")}</p>` : undefined;
}

/** Wrapped text; where first lines are set in and no blank lines are used, each begins a paragraph. */
function paragraphs(block: Block): string {
  const least = leastIndent(block);
  const step = block[0]?.indent ?? 0;
  if (step < least + 2) return paragraph(block);
  const starts = block.flatMap(({ indent }, index) => (indent === step ? [index] : []));
  return starts.map((start, index) => paragraph(block.slice(start, starts[index + 1]))).join("\n");
}

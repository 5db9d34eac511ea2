/**
 * Converts the body of a plain text to HTML: paragraphs, lists, quotations, tables and verse.
 *
 * The lines of a paragraph are joined unless its layout shows that they are not wrapped text: list items, quoted lines,
 * verse, columns. Each of these needs at least two indications, since writers expect a paragraph to be joined.
 */
import type { CleanHtml } from "../reference.ts";
import { linkText } from "./autolink.ts";
import { isMore, isRule } from "./end-marks.ts";
import { blocksOfLines } from "./line-breaks.ts";
import { joinLines, paragraphsOf, type TextLine } from "./lines.ts";

type Block = readonly TextLine[];

/** A longer line has not been wrapped. */
const MAX_WRAPPED_LENGTH = 200;
const MAX_VERSE_LENGTH = 60;

/** Every character is escaped, so the HTML needs no sanitizing. */
export function blocksToHtml(rows: readonly TextLine[]): CleanHtml {
  const margin = minIndent(rows);
  const blocks = blocksOf(rows);
  const kept = blocksOfLines(blocks);
  const html = blocks.map((block) => blockToHtml(block, margin, kept.has(block)));
  return html.filter((part) => part !== "").join("\n") as CleanHtml;
}

/** Some programs write each paragraph as one long line, without blank lines between them. */
function blocksOf(rows: readonly TextLine[]): readonly Block[] {
  const blocks = paragraphsOf(rows);
  const isUnwrapped = blocks.length === 1 && rows.some((row) => row.text.length > MAX_WRAPPED_LENGTH);
  return isUnwrapped ? rows.map((row) => [row]) : blocks;
}

function blockToHtml(block: Block, margin: number, keepsLines: boolean): string {
  const only = block.length === 1 ? (block[0]?.text ?? "") : "";
  if (isMore(only)) return "";
  if (isRule(only)) return "<hr/>";
  return (
    list(block) ??
    introducedList(block) ??
    quotation(block) ??
    columns(block) ??
    (keepsLines || isSetIn(block, margin) ? lines(block) : paragraphs(block))
  );
}

function minIndent(rows: Block): number {
  return rows.reduce((smallest, { indent }) => Math.min(smallest, indent), Number.POSITIVE_INFINITY);
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
 * A list has at least two items of the same kind, and its numbers count from 1: a single line that begins with a dash
 * or a number is text.
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

/** A line such as `You will need:` with the list directly below it. */
function introducedList(block: Block): string | undefined {
  const start = block.findIndex(({ text }) => text.endsWith(":")) + 1;
  if (start === 0) return undefined;
  const items = list(block.slice(start));
  return items && `${paragraph(block.slice(0, start))}\n${items}`;
}

/** Lines quoted with `>` as in e-mail. */
function quotation(block: Block): string | undefined {
  if (!block.every(({ text }) => text.startsWith(">"))) return undefined;
  const lines = block.map(({ text }) => text.replace(/^>+\s*/, "")).filter((text) => text !== "");
  return lines.length === 0 ? undefined : `<blockquote><p>${inline(lines)}</p></blockquote>`;
}

/** A table aligned with spaces or tabs: every line has gaps. Becomes `<pre>`. */
function columns(block: Block): string | undefined {
  if (block.length < 2 || !block.every(({ text }) => /\S(?: {3}|\t)/.test(text))) return undefined;
  const smallest = minIndent(block);
  return `<pre>${linkText(block.map(({ indent, text }) => " ".repeat(indent - smallest) + text).join("\n"))}</pre>`;
}

/** Short indented lines, such as verse or an address. */
function isSetIn(block: Block, margin: number): boolean {
  return block.length > 1 && block.every(({ indent, text }) => indent >= margin + 2 && text.length < MAX_VERSE_LENGTH);
}

function lines(block: Block): string {
  return `<p>${block.map(({ text }) => inline([text])).join("<br/>\n")}</p>`;
}

/**
 * Wrapped text. If paragraphs are marked by an indented first line instead of blank lines, each such line starts one.
 */
function paragraphs(block: Block): string {
  const smallest = minIndent(block);
  const firstIndent = block[0]?.indent ?? 0;
  if (firstIndent < smallest + 2) return paragraph(block);
  const starts = block.flatMap(({ indent }, index) => (indent === firstIndent ? [index] : []));
  return starts.map((start, index) => paragraph(block.slice(start, starts[index + 1]))).join("\n");
}

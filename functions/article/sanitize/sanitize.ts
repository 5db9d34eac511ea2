/**
 * Sanitizes HTML: untrusted HTML goes in, HTML that is safe in a page or feed comes out, with notes on what was removed.
 *
 * Use it for all HTML that does not come from a renderer that is safe by itself.
 *
 * There are two steps. Our own walk knows the source positions: it resolves references and records what it removes. Then
 * `hast-util-sanitize`, which knows only the schema, makes the final decision; it should find nothing left to remove.
 */
import type { ElementContent, Element as HastElement } from "hast";
import { sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import type { Problem } from "../article.ts";
import { oneLine } from "../characters.ts";
import { headingIds } from "../heading-ids.ts";
import type { CleanHtml } from "../reference.ts";
import { SCHEMA } from "./allowed-html.ts";
import { collected, type Walk } from "./copy-allowed.ts";
import { type Element, type Node, parsePart, wordsOf } from "./parse-html.ts";
import { removals } from "./removals.ts";

export type SanitizeOptions = {
  /** Maps a position in the HTML to a line of the file; lines count from 1, offsets in UTF-16 units from 0. */
  readonly lineAt: (line: number, offset: number) => number | undefined;
  /** An element to leave out of the body because it is shown elsewhere, such as the title. */
  readonly without?: Element;
  /** Elements that are no part of the article, and what they are, for the notes. They need not be inside of the nodes. */
  readonly leftOut?: ReadonlyMap<Element, string>;
  /** A line that is nothing but the article's date, and that date in ISO 8601. */
  readonly dateLine?: { readonly element: Element; readonly date: string };
};

export type Sanitized =
  | { readonly kind: "clean"; readonly html: CleanHtml; readonly notes: readonly Problem[] }
  | { readonly kind: "refused"; readonly problem: Problem };

export function sanitizeHtml(html: string, options: SanitizeOptions): Sanitized {
  const parsing = parsePart(html);
  return parsing.kind === "refused" ? parsing : sanitizeNodes(parsing.root.childNodes, options);
}

export function sanitizeNodes(nodes: readonly Node[], options: SanitizeOptions): Sanitized {
  const { html, notes, mayParseDifferently } = pass(nodes, options);
  if (!mayParseDifferently) return { kind: "clean", html, notes };
  // Parsing the result again settles every element where a browser would put it, so sanitizing twice changes nothing.
  const parsing = parsePart(html);
  return parsing.kind === "refused"
    ? parsing
    : { kind: "clean", html: pass(parsing.root.childNodes, { ...options, leftOut: undefined }, true).html, notes };
}

type Pass = { readonly html: CleanHtml; readonly notes: readonly Problem[]; readonly mayParseDifferently: boolean };

function pass(nodes: readonly Node[], options: SanitizeOptions, isLast = false): Pass {
  const { leftOut = new Map<Element, string>() } = options;
  const walk: Walk = {
    ...options,
    leftOut,
    removed: removals(options.lineAt),
    lazyImages: new Set(),
    fallbackImages: new Set(),
    neighbors: {},
    noscriptDepth: 0,
    headings: [],
    ids: [],
    hasTopHeading: false,
    mayParseDifferently: false,
  };
  for (const [element, what] of leftOut) walk.removed.add(`removed ${what}`, element, wordsOf(element));
  const children = collected(nodes, walk);
  if (walk.headings.length > 0 && (isLast || !walk.mayParseDifferently)) addHeadingIds(walk);
  if (walk.hasTopHeading) children.forEach(lowerHeadings);
  return { html: serialize(children), notes: walk.removed.notes(), mayParseDifferently: walk.mayParseDifferently };
}

/** Links lead to a heading by the id that GitHub would give it, unless the writer gave it one. */
function addHeadingIds({ headings, ids }: Walk): void {
  const made = headingIds(
    headings.map((heading) => ({ text: oneLine(textOfHast(heading)), id: heading.properties.id?.toString() })),
    ids,
  );
  for (const [index, heading] of headings.entries()) if (made[index] !== undefined) heading.properties.id = made[index];
}

function textOfHast(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOfHast).join("") : "";
}

function serialize(children: ElementContent[]): CleanHtml {
  const tree = sanitize({ type: "root", children }, SCHEMA);
  return toHtml(tree, TO_HTML) as CleanHtml;
}

/** Writes `&amp;` instead of `&#x26;`; the "dangerous characters" matter only to Internet Explorer 8. */
const TO_HTML = { characterReferences: { useNamedReferences: true }, allowDangerousCharacters: true } as const;

/** Lowers all headings by one level, because the title is the page's `h1`. */
function lowerHeadings(node: ElementContent): void {
  if (node.type !== "element") return;
  const level = headingLevel(node);
  if (level > 0) node.tagName = `h${Math.min(6, level + 1)}`;
  node.children.forEach(lowerHeadings);
}

function headingLevel({ tagName }: HastElement): number {
  return /^h[1-6]$/.test(tagName) ? Number(tagName.charAt(1)) : 0;
}

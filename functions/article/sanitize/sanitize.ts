/**
 * Sanitizes HTML: untrusted HTML goes in, HTML that is safe in a page or feed comes out, with notes on what was removed.
 *
 * Use it for all HTML that does not come from a renderer that is safe by itself.
 *
 * There are two steps. Our own walk knows the source positions: it resolves references and records what it removes. Then
 * `hast-util-sanitize`, which knows only the schema, makes the final decision; it should find nothing left to remove.
 */
import type { ElementContent, Element as HastElement, Properties } from "hast";
import { sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import type { Problem } from "../article.ts";
import { cleanText, oneLine } from "../characters.ts";
import { headingIds } from "../heading-ids.ts";
import { type CleanHtml, resolve, schemeOf } from "../reference.ts";
import { ATTRIBUTES, DROPPED, REFERENCES, SCHEMA, SWITCHES } from "./allowed-html.ts";
import { type Element, isElement, isHtml, type Node, parsePart } from "./parse-html.ts";
import { type Removals, removals } from "./removals.ts";
import { resolveSrcset } from "./srcset.ts";

export type SanitizeOptions = {
  /** The path of the article; its references are relative to it. */
  readonly path: string;
  /** Maps a position in the HTML to a line of the file; lines count from 1, offsets in UTF-16 units from 0. */
  readonly lineAt: (line: number, offset: number) => number | undefined;
  /** An element to leave out of the body because it is shown elsewhere, such as the title. */
  readonly without?: Element;
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
    : { kind: "clean", html: pass(parsing.root.childNodes, options, true).html, notes };
}

type Pass = { readonly html: CleanHtml; readonly notes: readonly Problem[]; readonly mayParseDifferently: boolean };

function pass(nodes: readonly Node[], options: SanitizeOptions, isLast = false): Pass {
  const walk: Walk = {
    ...options,
    removed: removals(options.lineAt),
    hasTopHeading: false,
    headings: [],
    ids: [],
    mayParseDifferently: false,
  };
  const children: ElementContent[] = [];
  for (const node of nodes) collect(node, children, walk);
  if (walk.headings.length > 0 && (isLast || !walk.mayParseDifferently)) addHeadingIds(walk);
  if (walk.hasTopHeading) children.forEach(lowerHeadings);
  return { html: serialize(children), notes: walk.removed.notes(), mayParseDifferently: walk.mayParseDifferently };
}

type Walk = SanitizeOptions & {
  readonly removed: Removals;
  hasTopHeading: boolean;
  readonly headings: HastElement[];
  readonly ids: string[];
  /** A browser may parse the result differently: without its wrapper, or moved out of a table, an element can be misplaced. */
  mayParseDifferently: boolean;
};

function serialize(children: ElementContent[]): CleanHtml {
  const tree = sanitize({ type: "root", children }, SCHEMA);
  return toHtml(tree, TO_HTML) as CleanHtml;
}

/** Writes `&amp;` instead of `&#x26;`; the "dangerous characters" matter only to Internet Explorer 8. */
const TO_HTML = { characterReferences: { useNamedReferences: true }, allowDangerousCharacters: true } as const;

function collect(node: Node, into: ElementContent[], walk: Walk): void {
  if (node.nodeName === "#text" && "value" in node) into.push({ type: "text", value: validText(node.value) });
  if (!isElement(node) || node === walk.without) return;
  const { tagName } = node;
  if (isHtml(node) && ATTRIBUTES.has(tagName)) {
    keep(node, into, walk);
    return;
  }
  walk.removed.add(`<${tagName}>`, node);
  walk.mayParseDifferently = true;
  if (isHtml(node) && !DROPPED.has(tagName)) for (const child of node.childNodes) collect(child, into, walk);
}

function keep(node: Element, into: ElementContent[], walk: Walk): void {
  const { tagName } = node;
  const properties = propertiesOf(node, walk);
  if (tagName === "img" && properties.src === undefined && properties.srcset === undefined) {
    if (properties.alt) into.push({ type: "text", value: String(properties.alt) });
    return;
  }
  const children: ElementContent[] = [];
  for (const child of node.childNodes) collect(child, children, walk);
  if (tagName === "h1") walk.hasTopHeading = true;
  if (tagName === "table") walk.mayParseDifferently = true;
  if (tagName === "pre") keepFirstLine(children);
  const element: HastElement = { type: "element", tagName, properties, children };
  if (headingLevel(element) > 0) walk.headings.push(element);
  else if (properties.id) walk.ids.push(String(properties.id));
  into.push(element);
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

function propertiesOf(node: Element, walk: Walk): Properties {
  const properties: Properties = {};
  for (const { name, value } of node.attrs) {
    const property = propertyOf(node, name, value, walk);
    if (property === undefined) walk.removed.add(describe(node, name, value), node);
    else properties[property[0]] = property[1];
  }
  return properties;
}

type Property = readonly [name: string, value: string | string[] | true];

function propertyOf({ tagName, attrs }: Element, name: string, value: string, { path }: Walk): Property | undefined {
  if (name === "class") return classes(value);
  if (name === "name" && tagName === "a" && !attrs.some((other) => other.name === "id"))
    return ["id", validText(value)];
  if (name === "style") return alignment(tagName, value);
  if (!ATTRIBUTES.get(tagName)?.has(name)) return undefined;
  if (SWITCHES.has(name)) return [name, true];
  const kind = Object.hasOwn(REFERENCES, name) ? REFERENCES[name] : undefined;
  const resolved = kind
    ? resolve(value, path, kind)
    : name === "srcset"
      ? resolveSrcset(value, path)
      : validText(value);
  return resolved === undefined ? undefined : [name, resolved];
}

const [, ...CLASSES] = SCHEMA.attributes["*"].find(([name]) => name === "className") ?? [];

function classes(value: string): Property | undefined {
  const kept = value
    .split(/\s+/)
    .filter((token) => CLASSES.some((pattern) => pattern instanceof RegExp && pattern.test(token)));
  return kept.length === 0 ? undefined : ["className", kept];
}

/** Keeps the alignment of table cells, which Markdown and others write as `style`; drops every other style. */
function alignment(tagName: string, style: string): Property | undefined {
  const [, align] = /^\s*text-align:\s*(left|right|center)\s*;?\s*$/.exec(style) ?? [];
  return align && /^t[dh]$/.test(tagName) ? ["align", align] : undefined;
}

function describe({ tagName }: Element, name: string, value: string): string {
  if (!Object.hasOwn(REFERENCES, name)) return `${oneLine(name).slice(0, 40)} of <${tagName}>`;
  const scheme = schemeOf(value);
  return `${scheme ? `${scheme} link` : `invalid ${name}`} of <${tagName}>`;
}

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

/** Parsers ignore a line end directly after `<pre>`, so a visible one needs another before it. */
function keepFirstLine([first]: readonly ElementContent[]): void {
  if (first?.type === "text" && first.value.startsWith("\n")) first.value = `\n${first.value}`;
}

/** Drops invalid characters, which character references can bring in, and the U+FFFD that parsers replace them with. */
function validText(text: string): string {
  return cleanText(text).replaceAll("\uFFFD", "");
}

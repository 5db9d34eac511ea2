/**
 * Parses HTML text into a tree as a browser does, with limits on depth and size.
 *
 * The standard's error recovery can turn a small text into a large tree, and all code that walks a tree is recursive. A text that
 * exceeds a limit is therefore refused before it can crash the process.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parse, parseFragment } from "parse5";
import type { Problem } from "../article.ts";

export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Browsers have the same limit. */
export const MAX_DEPTH = 512;
const MAX_ELEMENTS = 300_000;

export type Parsing<Root> =
  | { readonly kind: "tree"; readonly root: Root }
  | { readonly kind: "refused"; readonly problem: Problem };

class OutOfBounds extends Error {
  override readonly name = "OutOfBounds";
}

/** Parses a complete document; adds `html`, `head` and `body` if the text omits them. */
export function parseDocument(text: string): Parsing<DefaultTreeAdapterTypes.Document> {
  return withinBounds(() => parse(text, options()));
}

/** Parses a fragment: HTML that belongs inside a `body`. */
export function parsePart(text: string): Parsing<DefaultTreeAdapterTypes.DocumentFragment> {
  return withinBounds(() => parseFragment(text, options()));
}

function withinBounds<Root>(read: () => Root): Parsing<Root> {
  try {
    return { kind: "tree", root: read() };
  } catch (error) {
    if (error instanceof OutOfBounds) return { kind: "refused", problem: { reason: error.message } };
    throw error;
  }
}

function options() {
  return { sourceCodeLocationInfo: true, scriptingEnabled: false, treeAdapter: boundedAdapter() };
}

/** Forces no-quirks mode: in quirks mode tables would stay inside paragraphs, but our pages have a doctype. */
function boundedAdapter(): typeof defaultTreeAdapter {
  let [depth, elements] = [0, 0];
  return {
    ...defaultTreeAdapter,
    getDocumentMode: () => html.DOCUMENT_MODE.NO_QUIRKS,
    createElement(...args) {
      if (++elements > MAX_ELEMENTS) throw new OutOfBounds(`the HTML makes more than ${MAX_ELEMENTS} elements`);
      return defaultTreeAdapter.createElement(...args);
    },
    onItemPush() {
      if (++depth > MAX_DEPTH) throw new OutOfBounds(`elements are nested more than ${MAX_DEPTH} deep`);
    },
    onItemPop() {
      depth--;
    },
  };
}

export function isElement(node: Node): node is Element {
  return "tagName" in node;
}

/** Whether the element is HTML rather than SVG or MathML. */
export function isHtml(element: Element): boolean {
  return element.namespaceURI === html.NS.HTML;
}

export function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

/** Every descendant element, in document order. The content of a `template` does not count as its descendants. */
export function* elementsIn(parent: Parent): Generator<Element> {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue;
    yield child;
    yield* elementsIn(child);
  }
}

/** The text of all descendants, with white space unchanged. */
export function textOf(parent: Parent): string {
  return parent.childNodes
    .map((child) => ("value" in child ? child.value : isElement(child) ? textOf(child) : ""))
    .join("");
}

const INLINE: ReadonlySet<string> = new Set(
  `a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike
   strong sub sup time tt u var wbr mi mn mo ms tspan`.split(/\s+/),
);
const WITHOUT_WORDS: ReadonlySet<string> = new Set(["script", "style"]);

/** Whether words before and after the tag belong to one line: `<b>` but not `<p>` or `<br>`. */
export function isInline({ tagName }: Element): boolean {
  return INLINE.has(tagName);
}

/** The words of all descendants as a person would read them aloud: a space where a line or block ends, none of scripts. */
export function wordsOf(parent: Parent): string {
  if (!("tagName" in parent)) return parent.childNodes.map(wordsIn).join("");
  const content = "content" in parent ? parent.content : parent;
  const words = content.childNodes.map(wordsIn).join("");
  return RAW.has(parent.tagName) ? words.replace(/<[^<>]*>/g, " ") : words;
}

/** What they hold is text to a parser, but markup to those who wrote it. */
const RAW: ReadonlySet<string> = new Set(["iframe", "noframes", "noembed"]);

function wordsIn(node: Node): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  if (!isElement(node) || WITHOUT_WORDS.has(node.tagName)) return "";
  return isInline(node) ? wordsOf(node) : ` ${wordsOf(node)} `;
}

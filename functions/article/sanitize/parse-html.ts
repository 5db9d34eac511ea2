/**
 * HTML parsed as a browser parses it, within bounds.
 *
 * The standard's repairs can make a large tree of a small text, and everything that walks a tree calls itself; so there is
 * a bound to both depth and size, and a text beyond it is refused instead of bringing the process down.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parse, parseFragment } from "parse5";
import type { Problem } from "../article.ts";

export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Browsers stop at the same depth. */
export const MAX_DEPTH = 512;
const MAX_ELEMENTS = 300_000;

export type Parsing<Root> =
  | { readonly kind: "tree"; readonly root: Root }
  | { readonly kind: "refused"; readonly problem: Problem };

class OutOfBounds extends Error {
  override readonly name = "OutOfBounds";
}

/** A whole document, its `html`, `head` and `body` added where the text leaves them out. */
export function parseDocument(text: string): Parsing<DefaultTreeAdapterTypes.Document> {
  return withinBounds(() => parse(text, options()));
}

/** What would stand in a `body`. */
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

/** Without a doctype, tables would stay inside of paragraphs; the pages it goes into have one. */
function boundedAdapter(): typeof defaultTreeAdapter {
  let [depth, elements] = [0, 0];
  return {
    ...defaultTreeAdapter,
    getDocumentMode: () => html.DOCUMENT_MODE.NO_QUIRKS,
    createElement(...made) {
      if (++elements > MAX_ELEMENTS) throw new OutOfBounds(`the HTML makes more than ${MAX_ELEMENTS} elements`);
      return defaultTreeAdapter.createElement(...made);
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

/** Not of SVG or MathML. */
export function isHtml(element: Element): boolean {
  return element.namespaceURI === html.NS.HTML;
}

export function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

/** Every element below, in the order in which they begin. What a `template` holds is not below it. */
export function* elementsIn(parent: Parent): Generator<Element> {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue;
    yield child;
    yield* elementsIn(child);
  }
}

/** The text of all that is below, as it stands. */
export function textOf(parent: Parent): string {
  return parent.childNodes
    .map((child) => ("value" in child ? child.value : isElement(child) ? textOf(child) : ""))
    .join("");
}

/**
 * Walks through parsed HTML and copies what is allowed: nodes go in, clean nodes come out, and notes on what was not copied.
 *
 * Words are kept wherever a browser would show them, also those of elements that are not allowed; otherwise a note quotes them.
 */
import type { ElementContent, Element as HastElement } from "hast";
import { ATTRIBUTES, BLOCKS_IN_PLACE, UNREADABLE } from "./allowed-html.ts";
import { type AttributeContext, propertiesOf, validText } from "./attributes.ts";
import { isHidden } from "./hidden.ts";
import { loadedAttributes, type Neighbors, standsForNoscript } from "./lazy-media.ts";
import { attributeOf, type Element, isElement, isHtml, isInline, type Node, wordsOf } from "./parse-html.ts";
import { apart, isReplaced, replacement } from "./replacements.ts";

export type Walk = AttributeContext & {
  readonly without?: Element;
  readonly leftOut: ReadonlyMap<Element, string>;
  readonly dateLine?: { readonly element: Element; readonly date: string };
  /** Addresses of pictures that a script would load, and of those in a `<noscript>`: often both stand for one picture. */
  readonly lazyImages: Set<string>;
  readonly fallbackImages: Set<string>;
  /** The nodes before and after the one that is being collected. */
  neighbors: Neighbors;
  noscriptDepth: number;
  /** The headings, in document order, and the ids of all other elements. */
  readonly headings: HastElement[];
  readonly ids: string[];
  hasTopHeading: boolean;
  /** A browser may parse the result differently: without its wrapper, or moved out of a table, an element can be misplaced. */
  mayParseDifferently: boolean;
};

function collect(node: Node, into: ElementContent[], walk: Walk): void {
  if (node.nodeName === "#text" && "value" in node) into.push({ type: "text", value: validText(node.value) });
  if (!isElement(node) || node === walk.without || walk.leftOut.has(node)) return;
  if (isHidden(node)) walk.removed.add(`removed hidden <${node.tagName}>`, node, wordsOf(node));
  else if (isHtml(node) && ATTRIBUTES.has(node.tagName)) keep(node, into, walk);
  else replace(node, into, walk);
}

function replace(node: Element, into: ElementContent[], walk: Walk): void {
  const { tagName } = node;
  walk.mayParseDifferently = true;
  if (isReplaced(node)) {
    const context = { ...walk, fallback: () => collected(node.childNodes, walk) };
    for (const child of replacement(node, context)) into.push(child);
    return;
  }
  const isDropped = !isHtml(node) || UNREADABLE.has(tagName);
  walk.removed.add(`removed <${tagName}>`, node, isDropped && !isScript(node) ? wordsOf(node) : "");
  if (isDropped) return;
  if (tagName === "noscript") {
    const { neighbors } = walk;
    walk.noscriptDepth++;
    for (const child of apart(neighbors, collected(node.childNodes, walk))) into.push(child);
    walk.noscriptDepth--;
    return;
  }
  const wrapper = isMadeOfBlocks(node) ? undefined : BLOCKS_IN_PLACE.get(tagName);
  if (wrapper === undefined) collectAll(node.childNodes, into, walk);
  else into.push({ type: "element", tagName: wrapper, properties: {}, children: collected(node.childNodes, walk) });
}

function isScript({ tagName }: Element): boolean {
  return tagName === "script" || tagName === "style";
}

function collectAll(nodes: readonly Node[], into: ElementContent[], walk: Walk): void {
  for (let index = 0; index < nodes.length; index++) {
    walk.neighbors = { before: nodes[index - 1], after: nodes[index + 1], second: nodes[index + 2] };
    collect(nodes[index] as Node, into, walk);
  }
}

export function collected(nodes: readonly Node[], walk: Walk): ElementContent[] {
  const children: ElementContent[] = [];
  collectAll(nodes, children, walk);
  return children;
}

/** Such a wrapper can go: its blocks part the words around it. */
function isMadeOfBlocks({ childNodes }: Element): boolean {
  return childNodes.every((node) =>
    isElement(node)
      ? !isInline(node) && (ATTRIBUTES.has(node.tagName) || WORDLESS.has(node.tagName))
      : !("value" in node) || node.value.trim() === "",
  );
}

const WORDLESS = new Set(["input", "script", "style", "link", "meta", "form", "fieldset", "main"]);

function keep(node: Element, into: ElementContent[], walk: Walk): void {
  const { tagName } = node;
  const properties = propertiesOf(node, walk);
  if (tagName === "img" && isShownElsewhere(node, walk)) return;
  if (tagName === "img" && properties.src === undefined && properties.srcset === undefined) {
    walk.removed.add("removed <img> without an address", node);
    if (properties.alt) into.push({ type: "text", value: String(properties.alt) });
    return;
  }
  if (PLAYERS.has(tagName) && properties.src === undefined && !hasSource(node)) {
    walk.mayParseDifferently = true;
    collectAll(node.childNodes, into, walk);
    return;
  }
  const children = collected(node.childNodes, walk);
  if (tagName === "h1") walk.hasTopHeading = true;
  if (tagName === "table") walk.mayParseDifferently = true;
  if (tagName === "pre") keepFirstLine(children);
  const element: HastElement = { type: "element", tagName, properties, children: linked(node, children, walk) };
  if (/^h[1-6]$/.test(tagName)) walk.headings.push(element);
  else if (properties.id) walk.ids.push(String(properties.id));
  into.push(element);
}

const PLAYERS = new Set(["audio", "video"]);

function hasSource({ childNodes }: Element): boolean {
  return childNodes.some((node) => node.nodeName === "source");
}

/** A picture that a script would load often comes twice: the second time in a `<noscript>`, for browsers without scripts. */
function isShownElsewhere(image: Element, walk: Walk): boolean {
  const address =
    loadedAttributes(image)
      .find(({ name }) => name === "src")
      ?.value.trim() ?? "";
  if (walk.noscriptDepth > 0) {
    walk.fallbackImages.add(address);
    return walk.lazyImages.has(address);
  }
  if (standsForNoscript(image, walk.neighbors) && attributeOf(image, "src")?.trim() === address) return true;
  if (!image.attrs.some(({ name }) => name.startsWith("data-"))) return false;
  walk.lazyImages.add(address);
  return walk.fallbackImages.has(address);
}

/** A date line becomes `<time>`, and a bare address that is alone in its block becomes a link, as WordPress shows it. */
function linked(node: Element, children: ElementContent[], { dateLine }: Walk): ElementContent[] {
  if (dateLine?.element === node)
    return [{ type: "element", tagName: "time", properties: { datetime: dateLine.date }, children }];
  const [only, ...others] = node.childNodes;
  if (!/^(?:p|div|figure)$/.test(node.tagName) || !only || others.length > 0 || !("value" in only)) return children;
  const address = only.value.trim();
  if (only.nodeName !== "#text" || !/^https?:\/\/[^\s<>"']{3,2000}$/.test(address) || !URL.canParse(address))
    return children;
  return [{ type: "element", tagName: "a", properties: { href: new URL(address).href }, children }];
}

/** Parsers ignore a line end directly after `<pre>`, so a visible one needs another before it. */
function keepFirstLine([first]: readonly ElementContent[]): void {
  if (first?.type === "text" && first.value.startsWith("\n")) first.value = `\n${first.value}`;
}

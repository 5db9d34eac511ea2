/** Measures how much there is to read in each element of a page: elements go in, counts of visible characters come out. */

import { isHidden } from "../sanitize/hidden.ts";
import { attributeOf, type Element, isElement, isHtml, isInline, type Node } from "../sanitize/parse-html.ts";

export type Weight = {
  /** Visible characters, without white space. */
  readonly text: number;
  /** Those of them in links, buttons and menus. */
  readonly links: number;
  /** Pictures, players and frames. */
  readonly media: number;
  /** Links to parts of the same page, and all others. */
  readonly inward: number;
  readonly outward: number;
};

const NOTHING: Weight = { text: 0, links: 0, media: 0, inward: 0, outward: 0 };
const LINKS = new Set(["a", "button", "select"]);
const MEDIA = new Set(["img", "video", "audio", "iframe", "object", "embed", "svg", "canvas", "picture"]);
const SCRIPTS = new Set(["script", "style"]);

export type Weights = ReadonlyMap<Element, Weight>;

/** Weighs an element and all its descendants; those in `without` weigh nothing, and hidden ones neither. */
export function weigh(root: Element, without: { readonly has: (element: Element) => boolean }): Weights {
  const weights = new Map<Element, Weight>();
  const visit = (node: Node): Weight => {
    if (node.nodeName === "#text" && "value" in node) return { ...NOTHING, text: lengthOf(node.value) };
    if (!isElement(node) || SCRIPTS.has(node.tagName) || isHidden(node) || without.has(node)) return NOTHING;
    let { text, links, media, inward, outward } = ownWeight(node);
    for (const child of node.childNodes) {
      const weight = visit(child);
      text += weight.text;
      links += weight.links;
      media += weight.media;
      inward += weight.inward;
      outward += weight.outward;
    }
    if (LINKS.has(node.tagName) && isHtml(node)) links = text;
    const weight = { text, links, media, inward, outward };
    weights.set(node, weight);
    return weight;
  };
  visit(root);
  return weights;
}

function ownWeight(element: Element): Weight {
  if (MEDIA.has(element.tagName)) return { ...NOTHING, media: 1 };
  if (element.tagName !== "a") return NOTHING;
  const isInward = attributeOf(element, "href")?.startsWith("#") === true;
  return { ...NOTHING, inward: isInward ? 1 : 0, outward: isInward ? 0 : 1 };
}

export function weightIn(weights: Weights, element: Element): Weight {
  return weights.get(element) ?? NOTHING;
}

/** Words that are no link, counted in characters. */
export function proseIn({ text, links }: Weight): number {
  return text - links;
}

function lengthOf(text: string): number {
  return text.replace(/\s+/g, "").length;
}

/** Whether most of what there is to read leads elsewhere. */
export function isMostlyLinks({ text, links }: Weight, share: number): boolean {
  return text > 0 && links >= text * share;
}

/** Whether the element holds text in the forms that stories are written in. */
export function hasProse(element: Element): boolean {
  return element.childNodes.some(
    (node) => isElement(node) && (PROSE.has(node.tagName) || (!isInline(node) && hasProse(node))),
  );
}

const PROSE = new Set("p h1 h2 h3 h4 h5 h6 blockquote pre figure table dl".split(" "));

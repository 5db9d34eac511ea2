/**
 * Finds the story in a page: the body goes in; the smallest element that holds the whole story comes out, with everything
 * that belongs to the site.
 *
 * Nothing is left out only because it stands outside of `<main>` or `<article>`: an element that is neither recognized as the
 * site's nor plainly a list of links is taken for a part of the story.
 */

import { isHidden } from "../sanitize/hidden.ts";
import { attributeOf, type Element, elementsIn, isElement, isInline } from "../sanitize/parse-html.ts";
import { furnitureOf } from "./site-furniture.ts";
import { hasProse, isMostlyLinks, proseIn, type Weight, type Weights, weigh, weightIn } from "./text-lengths.ts";

export type Story = {
  readonly container: Element;
  /** What is not the story's, and what it is, in document order. */
  readonly leftOut: ReadonlyMap<Element, string>;
};

/** `heading`: the heading of the story, if known; the header that it is in is not the site's. */
export function storyIn(body: Element, heading: Element | undefined): Story {
  const weights = weigh(body, new Set<Element>());
  const cores = coresIn(body, weights);
  const parents = new Set(cores.flatMap(ancestorsOf));
  const kept = new Set(heading ? [heading, ...ancestorsOf(heading)] : []);
  const search: Search = {
    weights,
    cores: new Set(cores),
    parents,
    kept,
    total: weightIn(weights, body),
    leftOut: new Map(),
  };
  searchIn(body, "outside", search);
  return { container: smallestIn(body, search.leftOut), leftOut: search.leftOut };
}

type Place = "outside" | "main" | "article";

type Search = {
  readonly weights: Weights;
  /** The elements that the page itself calls its story. */
  readonly cores: ReadonlySet<Element>;
  readonly parents: ReadonlySet<Element>;
  readonly kept: ReadonlySet<Element>;
  readonly total: ReturnType<typeof weightIn>;
  readonly leftOut: Map<Element, string>;
};

/** Every `<main>` with text, or else every outermost `<article>` that is not beside the story or in the site's own parts. */
function coresIn(body: Element, weights: Weights): readonly Element[] {
  for (const isCore of [isMain, isArticle]) {
    const found = [...elementsIn(body)].filter((element) => isCore(element) && weightIn(weights, element).text > 0);
    const outermost = found.filter(
      (element) => !ancestorsOf(element).some((other) => isCore(other) || isSiteOwn(other)),
    );
    if (outermost.length > 0) return outermost;
  }
  return [];
}

function isMain(element: Element): boolean {
  return element.tagName === "main" || attributeOf(element, "role")?.trim() === "main";
}

function isArticle({ tagName }: Element): boolean {
  return tagName === "article";
}

function isSiteOwn({ tagName }: Element): boolean {
  return /^(?:aside|nav|footer)$/.test(tagName);
}

function ancestorsOf(element: Element): Element[] {
  const ancestors: Element[] = [];
  for (let node = element.parentNode; node && "tagName" in node; node = node.parentNode) ancestors.push(node);
  return ancestors;
}

function searchIn(parent: Element, place: Place, search: Search): void {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue;
    const what = search.parents.has(child) || search.cores.has(child) ? undefined : whatIs(child, place, search);
    if (what !== undefined) search.leftOut.set(child, what);
    else searchIn(child, placeIn(child, place), search);
  }
}

function placeIn(element: Element, place: Place): Place {
  if (isArticle(element)) return "article";
  return isMain(element) ? "main" : place;
}

/** What the element is, for the note; undefined if it is part of the story. */
function whatIs(element: Element, place: Place, search: Search): string | undefined {
  if (isHidden(element)) return `hidden <${element.tagName}>`;
  const weight = weightIn(search.weights, element);
  if (weight.text === 0 && weight.media === 0) return undefined;
  if (search.kept.has(element)) return undefined;
  const isOther = isFurniture(element, place, search) || (place === "outside" && isLoose(element, search));
  return isOther ? `${describe(element)} beside the story` : undefined;
}

function isFurniture(element: Element, place: Place, { weights, cores, total }: Search): boolean {
  const kind = furnitureOf(element);
  const weight = weightIn(weights, element);
  const isMinor = proseIn(weight) * 2 <= proseIn(total);
  if (kind === "links") return isMostlyLinks(weight, 0.5) && !isTableOfContents(weight);
  if (kind === "extras") return proseIn(total) > proseIn(weight) && (place !== "article" || isMinor);
  if (kind === "aside")
    return place !== "article" && cores.size > 0 && (place === "outside" || isMostlyLinks(weight, 0.5));
  const isFooter = element.tagName === "footer" && proseIn(total) > proseIn(weight);
  return (
    kind === "frame" &&
    (isMinor || isFooter) &&
    (place === "outside" || (place === "main" && !/^(?:header|footer)$/.test(element.tagName)))
  );
}

/** Its links lead to parts of the same page. */
function isTableOfContents({ inward, outward }: Weight): boolean {
  return inward > 0 && outward === 0;
}

/** The longest line that may be a label of the site, in characters: "Powered by Ghost". */
const MAX_LABEL = 60;

/** Outside of the page's own `<main>` or `<article>`: nothing but links, a bare picture, or beside `<main>` a short label. */
function isLoose(element: Element, { weights, cores }: Search): boolean {
  const weight = weightIn(weights, element);
  if (cores.size === 0 || /^(?:h[1-6]|figure|picture|video|audio|blockquote)$/.test(element.tagName)) return false;
  if (weight.text === 0) return !hasProse(element) && !/^(?:iframe|object|embed)$/.test(element.tagName);
  if (isMostlyLinks(weight, 0.8)) return true;
  return [...cores].every(isMain) && weight.text <= MAX_LABEL && isLabel(element);
}

function isLabel(element: Element): boolean {
  return element.tagName !== "p" && !isInline(element) && !hasProse(element);
}

function describe(element: Element): string {
  const id = attributeOf(element, "id")?.trim();
  const name = attributeOf(element, "class")?.trim();
  const shown = id ? ` id="${id}"` : name ? ` class="${name}"` : "";
  return `<${element.tagName}${shown.slice(0, 60)}>`;
}

const WRAPPERS = new Set("main article div section center form table tbody tr td".split(" "));

/** Goes down from the body while a single element holds everything. */
function smallestIn(body: Element, leftOut: ReadonlyMap<Element, string>): Element {
  const weights = weigh(body, leftOut);
  let container = body;
  for (let inner = onlyContent(body, weights); inner; inner = onlyContent(inner, weights)) container = inner;
  return container;
}

function onlyContent(parent: Element, weights: Weights): Element | undefined {
  const all = weightIn(weights, parent);
  const whole = parent.childNodes.find((node) => isElement(node) && isSame(weightIn(weights, node), all));
  if (!whole || !isElement(whole) || all.text + all.media === 0 || !WRAPPERS.has(whole.tagName)) return undefined;
  return whole.attrs.some(({ name }) => name === "lang" || name === "dir") ? undefined : whole;
}

function isSame(a: { readonly text: number; readonly media: number }, b: typeof a): boolean {
  return a.text === b.text && a.media === b.media;
}

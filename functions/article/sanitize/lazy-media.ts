/**
 * Finds the real addresses of pictures, players and frames that a script would load later: an element goes in, its attributes
 * as they would be after that script come out.
 */
import { attributeOf, type Element, elementsIn, isElement, type Node } from "./parse-html.ts";

type Attributes = Element["attrs"];

/** Where the scripts of WordPress, lazysizes, Cloudflare and others keep an address, the most frequent first. */
const ADDRESSES = [
  "data-src",
  "data-lazy-src",
  "data-original",
  "data-orig-src",
  "data-original-src",
  "data-lazy",
  "data-actualsrc",
  "data-hi-res-src",
  "data-litespeed-src",
  "data-cfsrc",
  "data-ezsrc",
  "data-echo",
];
const SETS = ["data-srcset", "data-lazy-srcset", "data-original-set", "data-litespeed-srcset"];
const POSTERS = ["data-poster", "data-lazy-poster"];
const LAZY_ELEMENTS = new Set(["img", "source", "video", "audio", "iframe", "embed"]);

const PLACEHOLDER =
  /^(?:#?$|data:|about:)|(?:^|[/_-])(?:blank|spacer|placeholder|transparent|pixel|loading|lazy(?:load)?|1x1|dot|clear|gr[ae]y|white)[\w-]*\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)/i;

/** The attributes of an element, with lazy addresses in place of placeholders. */
export function loadedAttributes(element: Element): Attributes {
  if (!LAZY_ELEMENTS.has(element.tagName) || !element.attrs.some(({ name }) => name.startsWith("data-")))
    return element.attrs;
  const set = replaced(element, "srcset", SETS);
  const source = replaced(element, "src", ADDRESSES) ?? (isPlaceholder(element, "src") ? firstOf(set) : undefined);
  const loaded = new Map([
    ["src", element.tagName === "source" && set !== undefined ? undefined : source],
    ["srcset", set],
    ["poster", replaced(element, "poster", POSTERS)],
  ]);
  const used = new Set([...ADDRESSES, ...SETS, ...POSTERS]);
  const kept = element.attrs.filter(({ name }) => !used.has(name) && loaded.get(name) === undefined);
  return [...kept, ...[...loaded].flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))];
}

function replaced(element: Element, name: string, lazyNames: readonly string[]): string | undefined {
  if (!isPlaceholder(element, name)) return undefined;
  return lazyNames.map((lazyName) => attributeOf(element, lazyName)?.trim()).find((value) => value);
}

function isPlaceholder(element: Element, name: string): boolean {
  return PLACEHOLDER.test(attributeOf(element, name)?.trim() ?? "");
}

/** The first address of a `srcset`, for readers that know only `src`. */
function firstOf(set: string | undefined): string | undefined {
  return /^[\s,]*([^\s,]\S*)/.exec(set ?? "")?.[1]?.replace(/,+$/, "");
}

/** The nodes around a node, in one parent. */
export type Neighbors = { readonly before?: Node; readonly after?: Node; readonly second?: Node };

/** Whether the next element is a `<noscript>` that holds the picture in whose place this one stands. */
export function standsForNoscript(image: Element, { after, second }: Neighbors): boolean {
  if (!isPlaceholder(image, "src")) return false;
  const next = after && "value" in after && after.value.trim() === "" ? second : after;
  return next !== undefined && isElement(next) && next.tagName === "noscript" && hasImage(next);
}

function hasImage(parent: Element): boolean {
  for (const { tagName } of elementsIn(parent)) if (tagName === "img") return true;
  return false;
}

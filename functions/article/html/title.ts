/**
 * Finds the title of a page: its elements go in; the title without the site's name, and the heading that shows it, come out.
 *
 * `<title>` often joins the story's title and the site's name in one of several ways. A heading that is one of the two parts
 * tells which is which.
 */
import { cleanText, oneLine } from "../characters.ts";
import { attributeOf, type Element, elementsIn, wordsOf } from "../sanitize/parse-html.ts";
import { furnitureOf } from "./site-furniture.ts";

export type PageTitle = {
  /** Empty if the page has none. */
  readonly text: string;
  /** The heading with the same words, if there is one. */
  readonly heading?: Element;
};

export function titleIn(elements: readonly Element[]): PageTitle {
  const written = titleElement(elements) || metaContent(elements, "og:title");
  const headings = elements.filter(({ tagName }) => /^h[12]$/.test(tagName)).slice(0, MAX_HEADINGS);
  const own = headings.filter((heading) => !isSiteName(heading));
  if (written === "") {
    const first = [...own, ...headings].find(({ tagName }) => tagName === "h1");
    return first ? { text: lineOf(first), heading: first } : { text: "" };
  }
  // In a page's header, the site's name is the part at the end.
  const first = headings.filter((heading) => !leadsHome(heading) && startsWith(written, lineOf(heading)));
  const heading = matching(own, written) ?? matching(first, written);
  if (!heading) return { text: withoutSiteName(written, elements) };
  return { text: isSame(lineOf(heading), written) ? written : lineOf(heading), heading };
}

/** The story's heading is near the top. */
const MAX_HEADINGS = 50;

function titleElement(elements: readonly Element[]): string {
  const element = elements.find(({ tagName }) => tagName === "title");
  return element ? lineOf(element) : "";
}

function metaContent(elements: readonly Element[], name: string): string {
  const meta = elements.find(
    (element) =>
      element.tagName === "meta" &&
      (attributeOf(element, "property") ?? attributeOf(element, "name"))?.trim().toLowerCase() === name,
  );
  return oneLine(cleanText((meta && attributeOf(meta, "content")) ?? ""));
}

/** The last one that fits: a heading with the site's name comes before the story. */
function matching(headings: readonly Element[], written: string): Element | undefined {
  const equal = headings.find((heading) => isSame(lineOf(heading), written));
  const fitting = equal ? [] : headings.filter((heading) => isPartOf(lineOf(heading), written));
  const last = fitting.at(-1);
  return equal ?? (last && fitting.find((heading) => isSame(lineOf(heading), lineOf(last))));
}

const AFTER = /^\s*[|–—\-·•:»«›‹~/]+\s/;
const BEFORE = /(?:\s[|–—\-·•:»«›‹~/]+|[:»«›])\s+$/;

/** Whether the title is this part, a separator and something else. */
function isPartOf(part: string, written: string): boolean {
  if (part === "") return false;
  const [small, whole] = [part.toLowerCase(), written.toLowerCase()];
  if (startsWith(written, part) && AFTER.test(whole.slice(small.length))) return true;
  return whole.endsWith(small) && BEFORE.test(whole.slice(0, -small.length));
}

function startsWith(whole: string, part: string): boolean {
  return whole.toLowerCase().startsWith(part.toLowerCase());
}

function leadsHome(heading: Element): boolean {
  const links = [...elementsIn(heading)].filter(({ tagName }) => tagName === "a");
  return links.some((link) => HOME.test(attributeOf(link, "href")?.trim() ?? ""));
}

function isSiteName(heading: Element): boolean {
  if (leadsHome(heading)) return true;
  for (let node = heading.parentNode; node && "tagName" in node; node = node.parentNode) {
    if (node.tagName === "article" || node.tagName === "main") return false;
    if (node.tagName !== "body" && furnitureOf(node) !== undefined) return true;
  }
  return false;
}

/** The front page of a site. */
const HOME = /^(?:\.?\/|(?:https?:)?\/\/[^/]+\/?|(?:\.{0,2}\/)*index\.html?)$/i;

function withoutSiteName(written: string, elements: readonly Element[]): string {
  const names = [
    metaContent(elements, "og:site_name"),
    metaContent(elements, "application-name"),
    ...siteHeadings(elements),
  ];
  for (const site of names) {
    if (!isPartOf(site, written)) continue;
    const rest = startsWith(written, site)
      ? written.slice(site.length).replace(AFTER, "")
      : written.slice(0, -site.length).replace(BEFORE, "");
    if (rest.trim() !== "") return rest.trim();
  }
  return written;
}

function siteHeadings(elements: readonly Element[]): string[] {
  const headings = elements.filter(({ tagName }) => /^h[12]$/.test(tagName)).slice(0, MAX_HEADINGS);
  return headings.filter(isSiteName).map(lineOf);
}

export function lineOf(element: Element): string {
  return oneLine(cleanText(wordsOf(element)));
}

export function isSame(a: string, b: string): boolean {
  return a !== "" && a.toLowerCase() === b.toLowerCase();
}

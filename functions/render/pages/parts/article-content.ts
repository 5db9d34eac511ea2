/** An article's clean HTML, made fit for a page of its own. Feeds carry it untouched. */
import type { Item } from "../../item.ts";
import { type Html, raw } from "../html-template.ts";
import type { Translations } from "../translations.ts";

/**
 * A page has one first-level heading; what is wider than the page scrolls within itself, by keyboard too; links to the
 * article's own footnotes stay on the page, wherever it is served.
 *
 * The replacements also meet text inside attributes, where `<` may stand bare: they hold no quotation mark, so nothing can
 * leave an attribute.
 */
export function pageContent(item: Item, words: Translations): Html {
  const frame = `<div class=scroll tabindex=0 role=group aria-label=${words.table}>`;
  return raw(
    item.html
      .replaceAll(`href="${item.url}#`, 'href="#')
      .replace(/<(?:\/?h1|pre|table)(?=[\s>])|<\/table>/g, (tag) => ON_PAGE[tag] ?? frame + tag)
      .replace(/<a href="([^"]*)">\1<\/a>/g, '<a class=bare href="$1">$1</a>'),
  );
}

const ON_PAGE: Readonly<Record<string, string>> = {
  "<h1": "<h2",
  "</h1": "</h2",
  "<pre": "<pre tabindex=0",
  "</table>": "</table></div>",
};

/** Whether the article's own HTML already shows or plays what is at this address. */
export function isInContent(url: string, item: Item): boolean {
  return spellings(url).some((spelling) => item.html.includes(spelling));
}

/** An address as the ways of writing HTML escape it. */
function spellings(url: string): readonly string[] {
  return url.includes("&") ? [url, url.replaceAll("&", "&amp;"), url.replaceAll("&", "&#x26;")] : [url];
}

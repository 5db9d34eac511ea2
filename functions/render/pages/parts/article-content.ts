/** Adapts an article's clean HTML for the article's page. Feeds contain it unchanged. */
import type { Item } from "../../item.ts";
import { type Html, raw } from "../html-template.ts";
import type { Translations } from "../translations.ts";

/**
 * Lowers first-level headings, because a page has only one; makes code and tables that are wider than the page
 * scrollable, also by keyboard; and keeps links to the article's footnotes on the page, wherever it is served.
 *
 * The replacements also apply to text inside attributes, where `<` can be unescaped. They contain no quotation marks, so
 * they cannot end an attribute.
 */
export function pageContent(item: Item, translations: Translations): Html {
  const scroller = `<div class=scroll tabindex=0 role=group aria-label=${translations.table}>`;
  return raw(
    item.html
      .replaceAll(`href="${item.url}#`, 'href="#')
      .replace(/<(?:\/?h1|pre|table)(?=[\s>])|<\/table>/g, (tag) => REPLACEMENTS[tag] ?? scroller + tag)
      .replace(/<a href="([^"]*)">\1<\/a>/g, '<a class=bare href="$1">$1</a>'),
  );
}

const REPLACEMENTS: Readonly<Record<string, string>> = {
  "<h1": "<h2",
  "</h1": "</h2",
  "<pre": "<pre tabindex=0",
  "</table>": "</table></div>",
};

/** Whether the article's HTML already shows or plays the file at this URL. */
export function isInContent(url: string, item: Item): boolean {
  return spellings(url).some((spelling) => item.html.includes(spelling));
}

/** All ways in which HTML can escape a URL. */
function spellings(url: string): readonly string[] {
  return url.includes("&") ? [url, url.replaceAll("&", "&amp;"), url.replaceAll("&", "&#x26;")] : [url];
}

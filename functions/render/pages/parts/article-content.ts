/** Adapts an article's clean HTML for the article's page. Feeds contain it unchanged. */

import { attributeIn, nextTag, replaceTags, type Tag } from "../../../article/html-tags.ts";
import { RESERVED_ID_PREFIX } from "../../../article/reserved-ids.ts";
import type { Item } from "../../item.ts";
import type { PictureSizes } from "../../pictures.ts";
import { type Html, raw } from "../html-template.ts";
import type { Translations } from "../translations.ts";

/**
 * Lowers first-level headings, because a page has only one; makes code and tables that are wider than the page
 * scrollable, also by keyboard; keeps room for pictures until they are loaded; and keeps links to the article's footnotes on the page, wherever it is served.
 */
export function pageContent({ html, url, pictures }: Item, translations: Translations): Html {
  const scroller = `<div class=scroll tabindex=0 role=group aria-label=${translations.table}>`;
  const replacers: Replacers = {
    h1: ({ source }) => `<h2${source.slice(3)}`,
    "/h1": () => "</h2>",
    pre: ({ source }) => `<pre tabindex=0${source.slice(4)}`,
    table: ({ source }) => scroller + source,
    "/table": ({ source }) => `${source}</div>`,
    a: (tag) => link(tag, html, url),
    ...(pictures !== undefined && pictureReplacers(pictures)),
  };
  return raw(replaceTags(html, (tag) => withoutReservedId(tag, replacers[tag.name]?.(tag) ?? tag.source)));
}

/** Which of the files of a `picture` is shown, and how large, only the browser knows. */
function pictureReplacers(pictures: PictureSizes): Replacers {
  let isInPicture = false;
  const turn = (to: boolean) => (tag: Tag) => {
    isInPicture = to;
    return tag.source;
  };
  return {
    picture: turn(true),
    "/picture": turn(false),
    img: ({ source }) => (isInPicture ? source : sizedPicture(source, pictures)),
  };
}

/** A size that the writer has given stays, even half of one. */
function sizedPicture(source: string, pictures: PictureSizes): string {
  if (["width", "height", "srcset"].some((name) => attributeIn(source, name) !== undefined)) return source;
  return source.replace("<img", () => `<img${sizeAttributes(attributeIn(source, "src"), pictures).markup}`);
}

/** Of a picture by its URL, as HTML has it or as it is; empty if its size is not known. */
export function sizeAttributes(url: string | undefined, pictures: PictureSizes = {}): Html {
  const address = url?.replace(/[?#].*/s, "").replaceAll(/&(?:amp|#x26);/g, "&") ?? "";
  const size = Object.hasOwn(pictures, address) ? pictures[address] : undefined;
  return size === undefined ? raw("") : raw(` width="${size.width}" height="${size.height}"`);
}

type Replacers = Readonly<Record<string, ((tag: Tag) => string) | undefined>>;

/** A link to the page itself stays on it; one that shows its address needs none when it is printed. */
function link({ source, end }: Tag, html: string, url: string): string {
  const href = attributeIn(source, "href");
  if (href === undefined) return source;
  if (href.startsWith(`${url}#`)) return source.replace(`href="${url}#`, () => 'href="#');
  const isBare = source.length === href.length + '<a href="">'.length && html.startsWith(`${href}</a>`, end);
  return isBare ? `<a class=bare href="${href}">` : source;
}

/** The sanitizer lets none through; this holds whatever wrote the HTML. */
function withoutReservedId({ source }: Tag, replaced: string): string {
  const id = attributeIn(source, "id");
  return id?.startsWith(RESERVED_ID_PREFIX) ? replaced.replace(` id="${id}"`, () => "") : replaced;
}

const SHOWN = ["src", "srcset", "poster"];

/** Whether the article's HTML already shows or plays the file at this URL. */
export function isInContent(url: string, { html }: Item): boolean {
  const all = spellings(url);
  if (!all.some((spelling) => html.includes(spelling))) return false;
  for (let tag = nextTag(html, 0); tag; tag = nextTag(html, tag.end)) {
    const { source } = tag;
    const addresses = SHOWN.flatMap((name) => attributeIn(source, name)?.split(/,?\s+/) ?? []);
    if (addresses.some((address) => all.includes(address.replace(/#.*/s, "")) || all.includes(address))) return true;
  }
  return false;
}

/** All ways in which HTML can escape a URL. */
function spellings(url: string): readonly string[] {
  return url.includes("&") ? [url, url.replaceAll("&", "&amp;"), url.replaceAll("&", "&#x26;")] : [url];
}

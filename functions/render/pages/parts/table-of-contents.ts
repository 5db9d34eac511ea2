/** Renders the table of contents of a long article: takes its clean HTML, and returns links to its headings of the two highest levels. */
import { attributeIn, nextTag, type Tag } from "../../../article/html-tags.ts";
import { RESERVED_ID_PREFIX } from "../../../article/reserved-ids.ts";
import type { Item } from "../../item.ts";
import { type Html, html, raw } from "../html-template.ts";
import { pageId } from "../page-ids.ts";
import { fallbackLanguageAttributes, translationsFor } from "../translations.ts";

/** What is shorter shows its headings within a few screens. */
const MIN_MINUTES = 5;
const MIN_HEADINGS = 3;
/** A longer list is closed at first, so that the text begins on the first screen. */
const MAX_OPEN = 12;

/** `text`: HTML without tags. */
type Heading = { readonly level: number; readonly id: string; readonly text: string };

/** Undefined for an article that needs none. */
export function tableOfContents({ html: content, minutes }: Item, language: string): Html | undefined {
  if (minutes < MIN_MINUTES) return undefined;
  const headings = headingsOf(content);
  const top = headings.reduce((least, { level }) => Math.min(least, level), 6);
  const listed = headings.filter(({ level }) => level <= top + 1);
  if (listed.length < MIN_HEADINGS) return undefined;
  const label = translationsFor(language).contents;
  const items = listed.map(({ level, id, text }) => {
    return html`<li${level > top && html` class="deeper"`}><a href="#${raw(fragment(id))}">${raw(text)}</a></li>\n`;
  });
  const [id, isOpen] = [pageId("contents"), listed.length <= MAX_OPEN && html` open`];
  return html`<nav class="toc" aria-labelledby="${id}">
<details${isOpen}><summary id="${id}"${fallbackLanguageAttributes(language)}>${label}</summary>
<ol>
${items}</ol></details></nav>
`;
}

/** Headings that a link can lead to. A page lowers those of the first level (`article-content.ts`). */
function headingsOf(content: string): readonly Heading[] {
  const headings: Heading[] = [];
  for (let tag = nextTag(content, 0); tag; tag = nextTag(content, tag.end)) {
    const [, digit] = /^h([1-6])$/.exec(tag.name) ?? [];
    const id = digit === undefined ? undefined : attributeIn(tag.source, "id");
    if (digit === undefined || id === undefined || id.startsWith(RESERVED_ID_PREFIX)) continue;
    const { text, end } = textIn(content, tag);
    if (text !== "") headings.push({ level: Math.max(Number(digit), 2), id, text });
    tag = end;
  }
  return headings;
}

/** The text of a heading, and its end tag. */
function textIn(content: string, start: Tag): { readonly text: string; readonly end: Tag } {
  const parts: string[] = [];
  let last = start;
  for (let tag = nextTag(content, start.end); tag; tag = nextTag(content, tag.end)) {
    parts.push(content.slice(last.end, tag.start));
    last = tag;
    if (tag.name === `/${start.name}`) break;
  }
  return { text: parts.join("").trim(), end: last };
}

/** An id as a fragment: as written, with its character references, but for what a URL reads otherwise. */
function fragment(id: string): string {
  return id.replaceAll("%", "%25").replace(/\s/g, "%20");
}

/** Renders an article as an entry in a page's list of articles. */
import type { Settings } from "../../../settings/settings.ts";
import { shortened } from "../../excerpt.ts";
import type { Item } from "../../item.ts";
import { type Html, html, raw } from "../html-template.ts";
import { languageAttributes } from "../translations.ts";
import { metadataLine } from "./metadata-line.ts";

type List = {
  /** The page's language, BCP 47. */
  readonly language: string;
  /** A brief list has no heading, and its entries have no summary. */
  readonly brief: boolean;
};

export function listEntry(item: Item, { language, brief }: List, settings: Settings): Html {
  const heading = raw(brief ? "h2" : "h3");
  return html`<li class="entry h-entry"${languageAttributes(item.language ?? settings.language, language)}>
<${heading}><a class="${raw(item.title === undefined ? "u-url" : "p-name u-url")}" href="${item.url}">${item.name}</a></${heading}>
${!brief && html`${thumbnail(item, settings)}${summary(item)}`}
${metadataLine(item, settings)}
</li>
`;
}

/** The description of an article in lists, search engines and link previews; may be empty. */
export function descriptionOf(item: Item): string {
  return item.summary === undefined || item.summary === "" ? item.excerpt : shortened(item.summary, 400);
}

function summary(item: Item): Html | undefined {
  const text = descriptionOf(item);
  // A short note is in its heading already.
  return text === "" || text === item.name ? undefined : html`<p class="p-summary">${text}</p>`;
}

/** Shows only images of this site, so that a list sends no requests to other hosts. Other images appear on the article's page. */
function thumbnail(item: Item, settings: Settings): Html | undefined {
  if (item.image?.startsWith(settings.url) !== true) return undefined;
  return html`<img class="thumbnail u-photo" src="${item.image}" alt="" loading="lazy" width="112" height="112">\n`;
}

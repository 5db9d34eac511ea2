/** Renders an article's metadata – dates, authors, source, reading time, tags – as HTML with the microformats that parsers of pages expect. */
import type { Person } from "../../../article/article.ts";
import type { Settings } from "../../../settings/settings.ts";
import type { Item } from "../../item.ts";
import { addressOf } from "../../site-urls.ts";
import { type Html, html } from "../html-template.ts";
import { languageOf } from "../language-format.ts";
import { authorFolder, tagFolder } from "../page-urls.ts";
import { fallbackLanguageAttributes, isTranslated, translationsFor } from "../translations.ts";

/** The line below an article's title in a list. */
export function metadataLine(item: Item, settings: Settings): Html {
  const language = languageFor(item, settings);
  return joinedLine([
    published(item, language, settings),
    authors(item, language, settings),
    source(item, language),
    readingTime(item, language),
  ]);
}

/** The line below the title on an article's page. The date links to the page, and the date of the last update is shown if it is on a later day. */
export function articleMetadataLine(item: Item, settings: Settings): Html {
  const language = languageFor(item, settings);
  return joinedLine([
    html`<a class="u-url" href="${item.url}">${published(item, language, settings)}</a>`,
    authors(item, language, settings),
    source(item, language),
    updated(item, language, settings),
    readingTime(item, language),
  ]);
}

/** One line of metadata; undefined parts are omitted. */
export function joinedLine(parts: readonly (Html | string | undefined)[]): Html {
  const known = parts.filter((part) => part !== undefined);
  return html`<p class="facts">${known.map((part) => html`<span>${part}</span>\n`)}</p>`;
}

export function tags(item: Item, settings: Settings): Html | undefined {
  if (item.tags.length === 0) return undefined;
  const links = item.tags.map(
    (tag) => html`<li><a class="p-category" rel="tag" href="${addressOf(tagFolder(tag), settings)}">${tag}</a></li>\n`,
  );
  return html`<ul class="tags" aria-label="${translationsFor(languageFor(item, settings)).tags}">
${links}</ul>`;
}

function languageFor(item: Item, settings: Settings): string {
  return item.language ?? settings.language;
}

function published(item: Item, language: string, settings: Settings): Html {
  return time("dt-published", item.published, languageOf(language).day(item.published, settings.timezone));
}

function updated(item: Item, language: string, settings: Settings): Html | undefined {
  if (item.updated === item.published) return undefined;
  const { day } = languageOf(language);
  const updatedDay = day(item.updated, settings.timezone);
  if (updatedDay === day(item.published, settings.timezone)) return undefined;
  const label = html`<span${fallbackLanguageAttributes(language)}>${translationsFor(language).updated}</span>`;
  return html`${label} ${time("dt-updated", item.updated, updatedDay)}`;
}

function authors(item: Item, language: string, settings: Settings): Html | undefined {
  if (item.authors.length === 0) return undefined;
  const list = languageOf(language).list(item.authors);
  return html`${list.map((part) => (typeof part === "string" ? part : author(part, settings)))}`;
}

function author({ name }: Person, settings: Settings): Html {
  return html`<a class="p-author h-card" href="${addressOf(authorFolder(name), settings)}">${name}</a>`;
}

function source(item: Item, language: string): Html | undefined {
  if (item.source === undefined) return undefined;
  return html`<span${fallbackLanguageAttributes(language)}>${translationsFor(language).via}</span> ${item.source}`;
}

function readingTime(item: Item, language: string): Html {
  // Without a translation the whole phrase is English: "1 分鐘 read" is none.
  const spoken = isTranslated(language) ? language : "en";
  const minutes = languageOf(spoken).minutes(item.minutes);
  return html`<span class="reading"${fallbackLanguageAttributes(language)}>${translationsFor(spoken).reading.replace("{}", minutes)}</span>`;
}

function time(className: string, instant: number, day: string): Html {
  return html`<time class="${className}" datetime="${new Date(instant).toISOString()}">${day}</time>`;
}

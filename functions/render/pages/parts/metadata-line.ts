/** What is told of an article beside its words – when, who, by way of whom, how long – with the microformats that readers of pages look for. */
import type { Person } from "../../../article/article.ts";
import type { Settings } from "../../../settings/settings.ts";
import type { Item } from "../../item.ts";
import { addressOf } from "../../site-urls.ts";
import { type Html, html } from "../html-template.ts";
import { languageOf } from "../language-format.ts";
import { authorFolder, tagFolder } from "../page-urls.ts";
import { fallbackLanguageAttributes, translationsFor } from "../translations.ts";

/** The line beneath a title in a list. */
export function metadataLine(item: Item, settings: Settings): Html {
  const language = languageFor(item, settings);
  return joinedLine([
    published(item, language, settings),
    authors(item, language, settings),
    source(item, language),
    readingTime(item, language),
  ]);
}

/** The line beneath an article's own title: the date is the way to its address, and a later day of change is told. */
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

export function joinedLine(facts: readonly (Html | string | undefined)[]): Html {
  const told = facts.filter((fact) => fact !== undefined);
  return html`<p class="facts">${told.map((fact) => html`<span>${fact}</span>\n`)}</p>`;
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
  const then = day(item.updated, settings.timezone);
  if (then === day(item.published, settings.timezone)) return undefined;
  const word = html`<span${fallbackLanguageAttributes(language)}>${translationsFor(language).updated}</span>`;
  return html`${word} ${time("dt-updated", item.updated, then)}`;
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
  const minutes = languageOf(language).minutes(item.minutes);
  return html`<span class="reading"${fallbackLanguageAttributes(language)}>${translationsFor(language).reading.replace("{}", minutes)}</span>`;
}

function time(className: string, instant: number, day: string): Html {
  return html`<time class="${className}" datetime="${new Date(instant).toISOString()}">${day}</time>`;
}

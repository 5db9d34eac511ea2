/** Renders the links between archive pages and from a feed's page to the archive, and formats the headings of archive pages. */
import type { Settings } from "../../../settings/settings.ts";
import { addressOf } from "../../site-urls.ts";
import { type Html, html } from "../html-template.ts";
import { languageOf } from "../language-format.ts";
import { fallbackLanguageAttributes, translationsFor } from "../translations.ts";

/** Folders such as `archive/2023-09/` and `tags/rss/archive/2023/2/`. */
export type ArchiveLinks = {
  /** The next older page. */
  readonly prevArchive?: string;
  readonly nextArchive?: string;
};

/** `September 2023`, or `September 2023 · 2` for the second page of a period. */
export function periodHeading(folder: string, language: string): string {
  const { period, page } = parsePeriod(folder);
  const name = languageOf(language).period(period);
  return page === undefined ? name : `${name} · ${translationsFor(language).page} ${page}`;
}

/**
 * Links from a page of the newest articles to the feed's archive page that continues it; without one, to the archive's index, because
 * the newest period's page would repeat the same articles.
 */
export function archiveLink(older: string | undefined, settings: Settings): Html | undefined {
  if (settings.archive === false) return undefined;
  const { language } = settings;
  const { olderArticles, archive } = translationsFor(language);
  const languageMarkup = fallbackLanguageAttributes(language);
  const [name, markup] = older === undefined ? [archive, languageMarkup] : [periodHeading(older, language), undefined];
  return html`<nav class="neighbours" aria-label="${olderArticles}"><a href="${addressOf(older ?? "archive/", settings)}"><span${languageMarkup}>${olderArticles}</span>
<strong${markup}>${name}</strong></a></nav>`;
}

/** Links from an archive page to the next older and newer pages. */
export function neighborLinks(links: ArchiveLinks, settings: Settings): Html | undefined {
  if (links.prevArchive === undefined && links.nextArchive === undefined) return undefined;
  const translations = translationsFor(settings.language);
  const link = (rel: "prev" | "next", label: string, folder: string | undefined) =>
    folder !== undefined &&
    html`<a rel="${rel}" href="${addressOf(folder, settings)}"><span${fallbackLanguageAttributes(settings.language)}>${label}</span>
<strong>${periodHeading(folder, settings.language)}</strong></a>\n`;
  return html`<nav class="neighbours" aria-label="${translations.older} / ${translations.newer}">
${link("prev", translations.older, links.prevArchive)}${link("next", translations.newer, links.nextArchive)}</nav>`;
}

/** The period of an archive folder, and its page number if it is not the first page. */
export function parsePeriod(folder: string): { readonly period: string; readonly page?: string } {
  const [, period = "", page] = /(?:^|\/)archive\/([\d-]+)\/(?:(\d+)\/)?$/.exec(folder) ?? [];
  return page === undefined ? { period } : { period, page };
}

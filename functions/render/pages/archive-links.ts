/** Ways from page to page of the archive. */
import type { Settings } from "../../settings/settings.ts";
import { addressOf } from "../address.ts";
import { type Html, html } from "./html.ts";
import { languageOf } from "./language.ts";
import { ownWords, wordsIn } from "./words.ts";

/** Folders such as `archive/2023-09/` and `archive/2023-09/2/`. */
export type ArchiveLinks = {
  /** The next older page; on a page outside the archive, the newest of all. */
  readonly prevArchive?: string;
  readonly nextArchive?: string;
};

/** `September 2023`, or `September 2023 · 2` for the second page of a period. */
export function periodHeading(folder: string, language: string): string {
  const { period, page } = parsePeriod(folder);
  const name = languageOf(language).period(period);
  return page === undefined ? name : `${name} · ${wordsIn(language).page} ${page}`;
}

export function neighbours(links: ArchiveLinks, kind: string, settings: Settings): Html | undefined {
  if (links.prevArchive === undefined && links.nextArchive === undefined) return undefined;
  const words = wordsIn(settings.language);
  const inArchive = kind === "archive";
  const link = (rel: "prev" | "next", label: string, folder: string | undefined) =>
    folder !== undefined &&
    html`<a rel="${rel}" href="${addressOf(folder, settings)}"><span${ownWords(settings.language)}>${label}</span>
<strong>${periodHeading(folder, settings.language)}</strong></a>\n`;
  return html`<nav class="neighbours" aria-label="${inArchive ? `${words.older} / ${words.newer}` : words.olderArticles}">
${link("prev", inArchive ? words.older : words.olderArticles, links.prevArchive)}${link("next", words.newer, links.nextArchive)}</nav>`;
}

/** What an archive folder names. */
export function parsePeriod(folder: string): { readonly period: string; readonly page?: string } {
  const [, period = "", page] = folder.split("/");
  return page === undefined || page === "" ? { period } : { period, page };
}

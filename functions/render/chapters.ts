/** Renders the chapters that an article lists as a JSON document beside its page (Podcasting 2.0, "JSON Chapters", version 1.2). */
import type { Article, Chapter } from "../article/article.ts";
import type { Settings } from "../settings/settings.ts";
import type { Document } from "./document.ts";
import { type ReferenceContext, referenceContext, urlOf } from "./expand-references.ts";
import { mediaTypeOf } from "./media-type.ts";
import type { Placement } from "./placed-article.ts";
import { printableLine } from "./printable-text.ts";
import { addressOf, isWeb } from "./site-urls.ts";

/** The document name of an article's chapters. */
export const chaptersName = (slug: string) => `articles/${slug}/chapters.json`;

export function chaptersAddress(slug: string, settings: Settings): string {
  return addressOf(chaptersName(slug), settings);
}

/** Whether the article lists chapters itself, and does not leave them to a file. */
export function hasChapters({ episode }: Article): boolean {
  return episode?.chapters !== undefined && typeof episode.chapters !== "string";
}

/** Undefined if the article lists none. */
export function renderChapters(placement: Placement, settings: Settings): Document | undefined {
  const chapters = placement.article.episode?.chapters;
  if (chapters === undefined || typeof chapters === "string") return undefined;
  const name = chaptersName(placement.slug);
  const context = referenceContext(placement, settings);
  const body = JSON.stringify({ version: "1.2.0", chapters: chapters.map((each) => chapter(each, context)) }, null, 2);
  return { name, body: `${body}\n`, type: mediaTypeOf(name), freshness: "page" };
}

function chapter({ start, end, title, url, image, isHidden }: Chapter, context: ReferenceContext) {
  const img = image && urlOf(image, context);
  return {
    startTime: start,
    endTime: end,
    title: printableLine(title),
    img: img && isWeb(img) ? img : undefined,
    url,
    toc: isHidden ? false : undefined,
  };
}

/** An article in its place on the site, as every document tells of it: the words of the article, the URLs of the site. */
import type { Person } from "../article/article.ts";
import { type BaseUrls, expand } from "../article/reference.ts";
import type { Settings } from "../settings/settings.ts";
import { type Enclosure, enclosuresOf } from "./enclosure.ts";
import { excerptOf, readingMinutes } from "./excerpt.ts";
import { printablePeople } from "./person.ts";
import type { Placement } from "./placement.ts";
import { printable, printableLine } from "./printable-text.ts";
import { followable, isWeb, pageAddress } from "./site-urls.ts";

/** All URLs absolute and ASCII, all instants in milliseconds since 1970, all text free of what XML 1.0 cannot hold. */
export type Item = {
  readonly id: string;
  /** The article's page. */
  readonly url: string;
  readonly externalUrl?: string;
  readonly title: string;
  /** Clean HTML. */
  readonly html: string;
  readonly summary?: string;
  /** The first words of its HTML, as plain text; empty where it has no paragraph. */
  readonly excerpt: string;
  /** Whole minutes that it takes to read, at least one. */
  readonly minutes: number;
  readonly image?: string;
  readonly published: number;
  /** Never before `published`. */
  readonly updated: number;
  /** The article's, or else the site's; may be empty. */
  readonly authors: readonly Person[];
  readonly tags: readonly string[];
  readonly source?: string;
  readonly language?: string;
  readonly enclosures: readonly Enclosure[];
};

export function toItem(placement: Placement, settings: Settings): Item {
  const { article, published } = placement;
  const url = pageAddress(placement.slug, settings);
  const places: BaseUrls = { page: url, site: settings.url, host: new URL(settings.url).origin };
  const html = printable(expand(article.html, places));
  const image = article.image && expand(article.image, places);
  return {
    id: toUri(placement.id, settings),
    url,
    externalUrl: followable(article.externalUrl),
    title: printableLine(article.title) || placement.slug,
    html,
    summary: printableLine(article.summary ?? "") || undefined,
    excerpt: excerptOf(html),
    minutes: readingMinutes(html),
    image: image && isWeb(image) ? image : undefined,
    published,
    updated: Math.max(placement.updated, published),
    authors: printablePeople(article.authors.length > 0 ? article.authors : settings.authors),
    tags: article.tags.map(printableLine).filter((tag) => tag !== ""),
    source: printableLine(article.source ?? "") || undefined,
    language: article.language,
    enclosures: enclosuresOf(placement, places),
  };
}

/** Atom takes nothing but a URI for an id (RFC 4287 §4.2.6), and ids are the same in every format. What is one already stays so. */
export function toUri(id: string, settings: Settings): string {
  const clean = printable(id);
  if (!/^[a-z][a-z0-9+.-]*:./i.test(clean)) return settings.id + encodeURIComponent(clean);
  return clean.replace(/%(?![\da-f]{2})|[^\w!#$%&'()*+,./:;=?@~-]/giu, encodeURIComponent);
}

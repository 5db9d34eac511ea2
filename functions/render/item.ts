/** Turns a placed article into an item, the form that all feeds and pages are rendered from: printable text and absolute URLs. */
import type { Person } from "../article/article.ts";
import { type BaseUrls, expand } from "../article/reference.ts";
import type { Settings } from "../settings/settings.ts";
import { type Enclosure, enclosuresOf } from "./enclosure.ts";
import { excerptOf, readingMinutes } from "./excerpt.ts";
import { printablePeople } from "./person.ts";
import type { Placement } from "./placement.ts";
import { printable, printableLine } from "./printable-text.ts";
import { followable, isWeb, pageAddress } from "./site-urls.ts";

/** All URLs are absolute and ASCII, all instants are milliseconds since 1970, and all text is free of characters that XML 1.0 cannot hold. */
export type Item = {
  readonly id: string;
  /** The article's page. */
  readonly url: string;
  readonly externalUrl?: string;
  readonly title: string;
  /** Clean HTML. */
  readonly html: string;
  /** In a feed that would otherwise be too long: the item is told by its summary, and `html` is empty. */
  readonly isContentOmitted?: boolean;
  readonly summary?: string;
  /** The first words of its HTML, as plain text; empty if it has no paragraph. */
  readonly excerpt: string;
  /** Reading time in full minutes, at least one. */
  readonly minutes: number;
  readonly image?: string;
  readonly published: number;
  /** Never before `published`. */
  readonly updated: number;
  /** The article's authors, or else the site's; may be empty. */
  readonly authors: readonly Person[];
  readonly tags: readonly string[];
  readonly source?: string;
  readonly language?: string;
  readonly enclosures: readonly Enclosure[];
};

export function toItem(placement: Placement, settings: Settings): Item {
  const { article, published } = placement;
  const url = pageAddress(placement.slug, settings);
  const baseUrls: BaseUrls = { page: url, site: settings.url, host: new URL(settings.url).origin };
  const html = printable(expand(article.html, baseUrls));
  const image = article.image && expand(article.image, baseUrls);
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
    enclosures: enclosuresOf(placement, baseUrls),
  };
}

/** Converts an id to a URI: Atom allows only URIs as ids (RFC 4287 §4.2.6), and ids are the same in every format. An id that already is a URI keeps its form. */
export function toUri(id: string, settings: Settings): string {
  const clean = printable(id);
  if (!/^[a-z][a-z0-9+.-]*:./i.test(clean)) return settings.id + encodeURIComponent(clean);
  return clean.replace(/%(?![\da-f]{2})|[^\w!#$%&'()*+,./:;=?@~-]/giu, encodeURIComponent);
}

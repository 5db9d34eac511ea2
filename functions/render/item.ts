/** An article in its place on the site, as every document tells of it: the words of the article, the URLs of the site. */
import type { Article, Person } from "../article/article.ts";
import { expand, type Places } from "../article/reference.ts";
import type { Settings } from "../settings/settings.ts";
import { followable, isWeb, pageAddress } from "./address.ts";
import { enclosuresOf } from "./enclosure.ts";
import { excerptOf, readingMinutes } from "./excerpt.ts";
import { tellablePeople } from "./person.ts";
import { tellable, tellableLine } from "./plain-text.ts";

export type Enclosure = {
  readonly url: string;
  readonly type: string;
  /** Bytes; none where nobody could tell. */
  readonly size?: number;
  readonly title?: string;
  /** Seconds. */
  readonly duration?: number;
};

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

/** What only the publisher knows of an article. */
export type Placement = {
  readonly article: Article;
  /** The whole id, not contested by another article. */
  readonly id: string;
  /** The name of its page, not contested by another article. */
  readonly slug: string;
  readonly published: number;
  readonly updated: number;
  /** By content path: the media that its attachments name, as they are now. One that is missing has no entry. */
  readonly media: Readonly<Record<string, { readonly size: number; readonly type: string }>>;
};

export function present(placement: Placement, settings: Settings): Item {
  const { article, published } = placement;
  const url = pageAddress(placement.slug, settings);
  const places: Places = { page: url, site: settings.url, host: new URL(settings.url).origin };
  const html = tellable(expand(article.html, places));
  const image = article.image && expand(article.image, places);
  return {
    id: uri(placement.id, settings),
    url,
    externalUrl: followable(article.externalUrl),
    title: tellableLine(article.title) || placement.slug,
    html,
    summary: tellableLine(article.summary ?? "") || undefined,
    excerpt: excerptOf(html),
    minutes: readingMinutes(html),
    image: image && isWeb(image) ? image : undefined,
    published,
    updated: Math.max(placement.updated, published),
    authors: tellablePeople(article.authors.length > 0 ? article.authors : settings.authors),
    tags: article.tags.map(tellableLine).filter((tag) => tag !== ""),
    source: tellableLine(article.source ?? "") || undefined,
    language: article.language,
    enclosures: enclosuresOf(placement, places),
  };
}

/** Atom takes nothing but a URI for an id (RFC 4287 §4.2.6), and ids are the same in every format. What is one already stays so. */
export function uri(id: string, settings: Settings): string {
  const clean = tellable(id);
  if (!/^[a-z][a-z0-9+.-]*:./i.test(clean)) return settings.id + encodeURIComponent(clean);
  return clean.replace(/%(?![\da-f]{2})|[^\w!#$%&'()*+,./:;=?@~-]/giu, encodeURIComponent);
}

/** Turns a placed article into an item, the form that all feeds and pages are rendered from: printable text and absolute URLs. */
import type { Person } from "../article/article.ts";
import type { Settings } from "../settings/settings.ts";
import { type Enclosure, enclosuresOf } from "./enclosure.ts";
import { type Episode, episodeOf } from "./episode.ts";
import { excerptOf } from "./excerpt.ts";
import { expandReferences, referenceContext, urlOf } from "./expand-references.ts";
import { nameOfNote } from "./name-of-note.ts";
import { authorsOf, printablePeople } from "./person.ts";
import { type PictureSizes, pictureSizes } from "./pictures.ts";
import type { Placement } from "./placed-article.ts";
import { printable, printableLine } from "./printable-text.ts";
import { readingMinutes } from "./reading-time.ts";
import { followable, isWeb } from "./site-urls.ts";

/** All URLs are absolute and ASCII, all instants are milliseconds since 1970, and all text is free of characters that XML 1.0 cannot hold. */
export type Item = {
  /** Opaque: what a writer or another tool gave as id stays as it is. */
  readonly id: string;
  /** For Atom, where only an IRI may stand: its `tag:` form, if it is none. */
  readonly iri?: string;
  /** The article's page. */
  readonly url: string;
  readonly externalUrl?: string;
  /** Search engines are asked to leave its page out. */
  readonly unlisted?: boolean;
  /** Undefined for a note: RSS and JSON Feed then have none either. */
  readonly title?: string;
  /** Its title or, for what must have a name (Atom, pages, lists), its first words, else its attachment's title or its date. */
  readonly name: string;
  /** Clean HTML. */
  readonly html: string;
  /** In a feed that would otherwise be too long: the item is told by its summary, and `html` is empty. */
  readonly isContentOmitted?: boolean;
  readonly summary?: string;
  /** The first words of its HTML, as plain text; empty if it has none. */
  readonly excerpt: string;
  /** Reading time in full minutes, at least one. */
  readonly minutes: number;
  readonly image?: string;
  /** Of pictures of this site; pages keep room for them until they are loaded. */
  readonly pictures?: PictureSizes;
  readonly published: number;
  /** Never before `published`. */
  readonly updated: number;
  /** The article's authors, or else the site's; may be empty. */
  readonly authors: readonly Person[];
  readonly tags: readonly string[];
  readonly source?: string;
  readonly language?: string;
  readonly enclosures: readonly Enclosure[];
  /** Set if there is something to play. */
  readonly episode?: Episode;
};

export function toItem(placement: Placement, settings: Settings): Item {
  const { article, published } = placement;
  const context = referenceContext(placement, settings);
  const url = context.page;
  const html = printable(expandReferences(article.html, context));
  const image = article.image && urlOf(article.image, context);
  const title = printableLine(article.title ?? "") || undefined;
  const excerpt = excerptOf(html);
  const webImage = image && isWeb(image) ? image : undefined;
  const enclosures = enclosuresOf(placement, context);
  const episode = episodeOf(placement, { enclosures, image: webImage, context, settings });
  const pictures = pictureSizes(placement, settings);
  const id = printable(placement.id);
  const iri = toIri(id, settings);
  return {
    id,
    iri: iri === id ? undefined : iri,
    url,
    externalUrl: elsewhere(article.externalUrl, settings),
    unlisted: article.unlisted,
    title,
    name: title ?? nameOfNote({ excerpt, enclosures, published }, settings, article.language),
    html,
    summary: printableLine(article.summary ?? "") || undefined,
    excerpt,
    minutes: readingMinutes(html),
    image: webImage,
    ...(pictures !== undefined && { pictures }),
    published,
    updated: Math.max(placement.updated, published),
    authors: printablePeople(authorsOf(article, settings)),
    tags: article.tags.map(printableLine).filter((tag) => tag !== ""),
    source: printableLine(article.source ?? "") || undefined,
    language: article.language,
    enclosures,
    ...(episode !== undefined && { episode }),
  };
}

/** The address of the original. Tools also write the article's own address, which would send readers round in a circle. */
function elsewhere(url: string | undefined, settings: Settings): string | undefined {
  const address = followable(url);
  return address !== undefined && new URL(address).host === new URL(settings.url).host ? undefined : address;
}

/** The form of an id in Atom, which allows only IRIs there (RFC 4287 §4.2.6): an IRI stays as it is, and of anything else a `tag:` URI is made. */
export function toIri(id: string, settings: Pick<Settings, "id">): string {
  const clean = printable(id);
  return isIri(clean) ? clean : settings.id + encodeURIComponent(clean);
}

/**
 * RFC 3987 §2.2, without what nobody writes in an id: brackets, which may stand only around the address of a host, and marks of
 * direction and other space beyond ASCII.
 */
const CHARACTER = "(?:%[\\da-f]{2}|[\\w!$&'()*+,./:;=?@~-]|(?![\\0-\\u00a0])[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}])";
const IRI = new RegExp(`^[a-z][a-z\\d+.-]*:${CHARACTER}+(?:#${CHARACTER}*)?$`, "iu");

function isIri(text: string): boolean {
  return IRI.test(text) && (!/^https?:/i.test(text) || URL.canParse(text));
}

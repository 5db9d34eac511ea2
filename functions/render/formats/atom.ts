/**
 * Writes a feed as an Atom 1.0 document (RFC 4287), using the `feed` package.
 *
 * This file corrects the package's output: titles and summaries are plain text, languages are included, all links and
 * enclosures are present with their correct type and length, a feed can have several authors, and the date of a feed
 * without entries does not come from the clock.
 */
import { Feed } from "feed";
import type { Person } from "../../article/article.ts";
import type { Channel } from "../channel.ts";
import type { Enclosure } from "../enclosure.ts";
import type { Item } from "../item.ts";
import { rfc3339 } from "./date-format.ts";
import { asWritten, before, type Fragment, onlyElement, UNUSED, withStyle } from "./feed-library.ts";
import { itemTemplate } from "./item-template.ts";

const ENDING = "</feed>";
/** RFC 4287 §4.1.1 requires a date even for a feed without entries. This is the month in which the RFC was published; validators warn about older dates. */
const NO_ENTRIES_DATE = Date.UTC(2005, 11);

/** `entries` come from `atomEntry`. */
export function atomDocument(channel: Channel, entries: readonly Fragment[]): readonly string[] {
  return before(ENDING, withStyle(writeFeed(feedValues(channel)).join(""), channel), entries);
}

export function atomEntry(item: Item, summary: string): Fragment {
  return writeEntry(entryValues(item, summary));
}

type FeedValues = ReturnType<typeof feedValues>;
type EntryValues = ReturnType<typeof entryValues>;

function feedValues(channel: Channel) {
  const { id, title, description, language, icon, image, copyright, authors, links } = channel;
  return {
    ...{ id, title, language, icon, image, copyright },
    subtitle: description === "" ? undefined : description,
    updated: rfc3339(channel.updated ?? NO_ENTRIES_DATE),
    // RFC 4287 §4.1.1: the feed must have an author if an entry has none.
    authors: authors.length > 0 ? authors.map(person) : [person({ name: title })],
    archive: links.atom.current,
    links: feedLinks(channel),
  };
}

function feedLinks({ page, hubs, links }: Channel): Link[] {
  const atom = (rel: string, href: string | undefined) => (href === undefined ? [] : [{ rel, type: ATOM, href }]);
  return [
    { rel: "alternate", type: "text/html", href: page },
    ...atom("self", links.atom.self),
    ...hubs.map((href) => ({ rel: "hub", href })),
    ...atom("current", links.atom.current),
    ...atom("prev-archive", links.atom.prevArchive),
    ...atom("next-archive", links.atom.nextArchive),
  ];
}

const ATOM = "application/atom+xml";

const writeFeed = itemTemplate((placeholders: FeedValues): string => {
  const feed = new Feed({
    id: placeholders.id,
    title: placeholders.title,
    description: placeholders.subtitle,
    updated: asWritten(placeholders.updated),
    generator: "Dropfeed",
    link: UNUSED.link,
    image: placeholders.image,
    favicon: placeholders.icon,
    copyright: placeholders.copyright,
  });
  // The `feed` package supports one author but any number of contributors.
  for (const { name, uri } of placeholders.authors) feed.addContributor({ name, link: uri });
  const atom = withLinks(feed.atom1(), placeholders.links).replaceAll("contributor>", "author>");
  return atom.replace(/<feed [^>]*>/, root(placeholders));
});

function root({ language, archive }: FeedValues): string {
  const start = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="${language}"`;
  return archive === undefined
    ? `${start}>`
    : `${start} xmlns:fh="http://purl.org/syndication/history/1.0">\n    <fh:archive/>`;
}

function entryValues(item: Item, summary: string) {
  return {
    // RFC 4287 §4.2.14 requires a title.
    title: item.name,
    id: item.iri ?? item.id,
    published: rfc3339(item.published),
    updated: rfc3339(item.updated),
    summary: summary === "" ? undefined : summary,
    html: item.html === "" ? undefined : item.html,
    authors: item.authors.map(person),
    tags: item.tags,
    language: item.language,
    source: item.source,
    links: entryLinks(item),
  };
}

function entryLinks({ url, externalUrl, enclosures }: Item): Link[] {
  return [
    { rel: "alternate", type: "text/html", href: url },
    ...(externalUrl === undefined ? [] : [{ rel: "related", href: externalUrl }]),
    ...enclosures.map(enclosureLink),
  ];
}

function enclosureLink({ url, type, size, title }: Enclosure): Link {
  return { rel: "enclosure", type, length: size?.toString(), title, href: url };
}

const writeEntry = itemTemplate((placeholders: EntryValues): string => {
  const feed = new Feed(UNUSED);
  feed.addItem({
    title: placeholders.title,
    id: placeholders.id,
    link: UNUSED.link,
    date: asWritten(placeholders.updated),
    published: asWritten(placeholders.published),
    description: placeholders.summary,
    content: placeholders.html,
    author: placeholders.authors.map(({ name, uri }) => ({ name, link: uri })),
    category: placeholders.tags.map((tag) => ({ term: tag, name: tag })),
  });
  const entry = withLinks(onlyElement("entry", feed.atom1()), placeholders.links).replace(
    /<(title|summary) type="html"><!\[CDATA\[(.*)\]\]>/g,
    '<$1 type="text">$2',
  );
  const withLanguage =
    placeholders.language === undefined
      ? entry
      : entry.replace("<entry>", `<entry xml:lang="${placeholders.language}">`);
  if (placeholders.source === undefined) return withLanguage;
  // Not atom:source: that element describes the feed that an entry was copied from and requires that feed's id.
  return withLanguage.replace(/( *)<\/entry>/, `$1    <dc:source>${placeholders.source}</dc:source>\n$1</entry>`);
});

/** The attributes of an `atom:link`, in output order. */
type Link = {
  readonly rel: string;
  readonly type?: string;
  readonly length?: string;
  readonly title?: string;
  readonly href: string;
};

/** Replaces the single link that the `feed` package wrote with all links. */
function withLinks(xml: string, links: readonly Link[]): string {
  return xml.replace(/( *)<link [^>]*>/, (_, indent: string) =>
    links.map((link) => indent + linkElement(link)).join("\n"),
  );
}

function linkElement(link: Link): string {
  const attributes = Object.entries(link).map(([name, value]) => ` ${name}="${value}"`);
  return `<link${attributes.join("")}/>`;
}

function person({ name, url }: Person) {
  return { name, uri: url };
}

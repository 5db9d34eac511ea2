/**
 * Atom 1.0 (RFC 4287), by the engine.
 *
 * Put right here: titles and summaries are text, languages are told, links and enclosures are all there with their true type
 * and length, a feed has as many authors as it has, and a feed without entries has a date that is no clock's.
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
/** RFC 4287 §4.1.1 asks for a date even of a feed without entries: the month that RFC appeared, as validators doubt older ones. */
const NEVER = Date.UTC(2005, 11);

/** `entries` as `atomEntry` made them. */
export function atomDocument(channel: Channel, entries: readonly Fragment[]): readonly string[] {
  return before(ENDING, withStyle(writeFeed(feedWords(channel)).join(""), channel), entries);
}

export function atomEntry(item: Item, summary: string): Fragment {
  return writeEntry(entryWords(item, summary));
}

type FeedWords = ReturnType<typeof feedWords>;
type EntryWords = ReturnType<typeof entryWords>;

function feedWords(channel: Channel) {
  const { id, title, description, language, icon, image, copyright, authors, links } = channel;
  return {
    ...{ id, title, language, icon, image, copyright },
    subtitle: description === "" ? undefined : description,
    updated: rfc3339(channel.updated ?? NEVER),
    // RFC 4287 §4.1.1: entries without an author must find one here.
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

const writeFeed = itemTemplate((slots: FeedWords): string => {
  const feed = new Feed({
    id: slots.id,
    title: slots.title,
    description: slots.subtitle,
    updated: asWritten(slots.updated),
    generator: "Dropfeed",
    link: UNUSED.link,
    image: slots.image,
    favicon: slots.icon,
    copyright: slots.copyright,
  });
  // The engine knows one author, but any number of contributors.
  for (const { name, uri } of slots.authors) feed.addContributor({ name, link: uri });
  const atom = withLinks(feed.atom1(), slots.links).replaceAll("contributor>", "author>");
  return atom.replace(/<feed [^>]*>/, root(slots));
});

function root({ language, archive }: FeedWords): string {
  const start = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="${language}"`;
  return archive === undefined
    ? `${start}>`
    : `${start} xmlns:fh="http://purl.org/syndication/history/1.0">\n    <fh:archive/>`;
}

function entryWords(item: Item, summary: string) {
  return {
    title: item.title,
    id: item.id,
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

const writeEntry = itemTemplate((slots: EntryWords): string => {
  const feed = new Feed(UNUSED);
  feed.addItem({
    title: slots.title,
    id: slots.id,
    link: UNUSED.link,
    date: asWritten(slots.updated),
    published: asWritten(slots.published),
    description: slots.summary,
    content: slots.html,
    author: slots.authors.map(({ name, uri }) => ({ name, link: uri })),
    category: slots.tags.map((tag) => ({ term: tag, name: tag })),
  });
  const entry = withLinks(onlyElement("entry", feed.atom1()), slots.links).replace(
    /<(title|summary) type="html"><!\[CDATA\[(.*)\]\]>/g,
    '<$1 type="text">$2',
  );
  const told = slots.language === undefined ? entry : entry.replace("<entry>", `<entry xml:lang="${slots.language}">`);
  if (slots.source === undefined) return told;
  // Atom's own element is for the feed that an entry was copied from, and wants that feed's id.
  return told.replace(/( *)<\/entry>/, `$1    <dc:source>${slots.source}</dc:source>\n$1</entry>`);
});

/** The attributes of an `atom:link`, in the order they are written. */
type Link = {
  readonly rel: string;
  readonly type?: string;
  readonly length?: string;
  readonly title?: string;
  readonly href: string;
};

/** Puts all links where the engine wrote the only one it was given. */
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

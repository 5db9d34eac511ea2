/**
 * RSS 2.0 with the RSS Advisory Board's best-practices profile, by the engine.
 *
 * Put right here: titles are text and never CDATA, `isPermaLink` is true where it is, authors are `dc:creator` (an `<author>`
 * is an e-mail address), an enclosure has its true type and length, every prefix is declared, a feed without items has no
 * build date, and whatever the engine does not know (hubs, archive links, media) is there.
 */
import { Feed } from "feed";
import type { Channel } from "../channel.ts";
import type { Enclosure } from "../enclosure.ts";
import type { Item } from "../item.ts";
import { rfc822 } from "./date-format.ts";
import { asWritten, before, extensions, type Fragment, onlyElement, UNUSED, withStyle } from "./feed-library.ts";
import { itemTemplate } from "./item-template.ts";
import { asHtml } from "./xml.ts";

const ROOT = `<rss version="2.0" ${[
  'xmlns:atom="http://www.w3.org/2005/Atom"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:fh="http://purl.org/syndication/history/1.0"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
].join(" ")}>`;
const ENDING = "    </channel>\n</rss>";
/** Minutes that a reader without a hub may wait before it looks again. */
const TTL = 60;

/** `items` as `rssItem` made them. */
export function rssDocument(channel: Channel, items: readonly Fragment[]): readonly string[] {
  return before(ENDING, withStyle(writeChannel(channelWords(channel)).join(""), channel), items);
}

export function rssItem(item: Item, summary: string): Fragment {
  return writeItem(itemWords(item, summary));
}

type ChannelWords = ReturnType<typeof channelWords>;
type ItemWords = ReturnType<typeof itemWords>;

function channelWords({ title, description, language, page, links, updated, image, icon, copyright, hubs }: Channel) {
  const { self, current, prevArchive, nextArchive } = links.rss;
  return {
    ...{ title, description, language, page, copyright, hubs, self, current, prevArchive, nextArchive },
    updated: updated === undefined ? undefined : rfc822(updated),
    image: image ?? icon,
  };
}

const writeChannel = itemTemplate((slots: ChannelWords): string => {
  const feed = new Feed({
    title: slots.title,
    link: slots.page,
    description: slots.description,
    language: slots.language,
    copyright: slots.copyright,
    image: slots.image,
    docs: "https://www.rssboard.org/rss-specification",
    generator: "Dropfeed",
    ttl: TTL,
  });
  feed.extensions = extensions({
    // An element that is no element at all: the engine would tell the time of writing.
    lastBuildDate: slots.updated === undefined ? [] : { _text: slots.updated },
    "fh:archive": slots.current === undefined ? undefined : {},
    "atom:link": [
      ...link("self", slots.self),
      ...slots.hubs.map((hub) => ({ _attributes: { href: hub, rel: "hub" } })),
      ...link("current", slots.current),
      ...link("prev-archive", slots.prevArchive),
      ...link("next-archive", slots.nextArchive),
    ],
  });
  return feed.rss2().replace(/<rss [^>]*>/, ROOT);
});

function link(rel: string, href: string | undefined) {
  return href === undefined ? [] : [{ _attributes: { href, rel, type: "application/rss+xml" } }];
}

function itemWords(item: Item, summary: string) {
  const [enclosure, ...others] = item.enclosures;
  return {
    title: item.title,
    url: item.url,
    id: item.id,
    permaLink: item.id === item.url ? "" : undefined,
    published: rfc822(item.published),
    // Readers take a description for HTML. Without one the W3C's validator finds the content out of place.
    description: asHtml(summary),
    html: item.html === "" ? undefined : item.html,
    tags: item.tags,
    authors: item.authors.map((author) => author.name),
    source: item.source,
    language: item.language,
    // The profile's rules: one enclosure, and a length of 0 where nobody knows it.
    enclosure: enclosure && { url: enclosure.url, length: String(enclosure.size ?? 0), type: enclosure.type },
    media: [...(item.image === undefined ? [] : [{ url: item.image, medium: "image" }]), ...others.map(mediaContent)],
    thumbnail: item.image,
  };
}

function mediaContent({ url, type, size, duration }: Enclosure) {
  return { url, type, fileSize: size ? String(size) : undefined, duration: duration?.toString() };
}

const writeItem = itemTemplate((slots: ItemWords): string => {
  const feed = new Feed(UNUSED);
  feed.addItem({
    title: slots.title,
    link: slots.url,
    id: slots.id,
    date: asWritten(slots.published),
    description: slots.description,
    content: slots.html,
    category: slots.tags.map((name) => ({ name })),
    extensions: extensions({
      title: { _text: slots.title },
      guid: { _attributes: { isPermaLink: slots.permaLink !== undefined }, _text: slots.id },
      "dc:creator": slots.authors.map((name) => ({ _text: name })),
      "dc:source": slots.source && { _text: slots.source },
      "dc:language": slots.language && { _text: slots.language },
      enclosure: slots.enclosure && { _attributes: slots.enclosure },
      "media:content": slots.media.map((media) => ({ _attributes: media })),
      "media:thumbnail": slots.thumbnail && { _attributes: { url: slots.thumbnail } },
    }),
  });
  return onlyElement("item", feed.rss2());
});

/**
 * Writes a feed as an RSS 2.0 document that follows the RSS Advisory Board's best-practices profile, using the `feed` package.
 *
 * This file corrects the package's output: titles are text and never CDATA, `isPermaLink` is true only for a permanent link,
 * authors are `dc:creator` (an `<author>` is an e-mail address), an enclosure has its correct type and length, every prefix
 * is declared, a feed without items has no build date, and features that the package does not support (hubs, archive
 * links, media) are added.
 */
import { Feed } from "feed";
import type { Channel } from "../channel.ts";
import type { DocumentPart } from "../document.ts";
import type { Item } from "../item.ts";
import { mediaTypeOf, UNKNOWN_TYPE } from "../media-type.ts";
import { rfc822 } from "./date-format.ts";
import {
  asWritten,
  before,
  extensions,
  type Fragment,
  type ItemParts,
  onlyElement,
  UNUSED,
  withStyle,
} from "./feed-library.ts";
import { itemTemplate } from "./item-template.ts";
import {
  episodeDefaultElements,
  episodeDefaultValues,
  PODCAST_NAMESPACES,
  showElements,
  showValues,
} from "./podcast-channel.ts";
import { episodeElements, episodeValues } from "./podcast-item.ts";
import { mainEnclosure, mediaOf, thumbnailsOf } from "./rss-media.ts";
import { asHtml } from "./xml.ts";

const NAMESPACES = [
  'xmlns:atom="http://www.w3.org/2005/Atom"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:fh="http://purl.org/syndication/history/1.0"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
];
const ENDING = "    </channel>\n</rss>";
/** Minutes that a reader without a hub may wait before it polls again. */
const TTL = 60;

/** `items` come from `rssItem`. */
export function rssDocument(channel: Channel, items: readonly ItemParts[]): readonly DocumentPart[] {
  return before(ENDING, withStyle(writeChannel(channelValues(channel)).join(""), channel), items);
}

export function rssItem(item: Item, summary: string): Fragment {
  return writeItem(itemValues(item, summary));
}

type ChannelValues = ReturnType<typeof channelValues>;
type ItemValues = ReturnType<typeof itemValues>;

function channelValues(channel: Channel) {
  const { title, description, language, page, links, updated, image, icon, copyright, hubs, show, episodes } = channel;
  const { self, current, prevArchive, nextArchive } = links.rss;
  return {
    ...{ title, description, language, page, copyright, hubs, self, current, prevArchive, nextArchive },
    updated: updated === undefined ? undefined : rfc822(updated),
    // RSS knows no other pictures than these, and readers show no SVG there.
    image: [image, icon].find((picture) => picture !== undefined && isRaster(picture)),
    show: show && showValues(show),
    episodes: episodes && !show ? episodeDefaultValues(episodes) : undefined,
    // Readers that know nothing of podcasts need no namespaces of them.
    hasEpisodes: show !== undefined || channel.hasEpisodes ? "" : undefined,
  };
}

/** An address that tells no type mostly leads to a photograph. */
function isRaster(url: string): boolean {
  return ["image/png", "image/jpeg", "image/gif", UNKNOWN_TYPE].includes(mediaTypeOf(url.replace(/[?#].*/s, "")));
}

const writeChannel = itemTemplate((placeholders: ChannelValues): string => {
  const feed = new Feed({
    title: placeholders.title,
    link: placeholders.page,
    description: placeholders.description,
    language: placeholders.language,
    copyright: placeholders.copyright,
    image: placeholders.image,
    docs: "https://www.rssboard.org/rss-specification",
    generator: "Dropfeed",
    ttl: TTL,
  });
  feed.extensions = extensions({
    // An empty list writes no element; without it the `feed` package would write the current time.
    lastBuildDate: placeholders.updated === undefined ? [] : { _text: placeholders.updated },
    "fh:archive": placeholders.current === undefined ? undefined : {},
    "atom:link": [
      ...link("self", placeholders.self),
      ...placeholders.hubs.map((hub) => ({ _attributes: { href: hub, rel: "hub" } })),
      ...link("current", placeholders.current),
      ...link("prev-archive", placeholders.prevArchive),
      ...link("next-archive", placeholders.nextArchive),
    ],
    ...(placeholders.show && showElements(placeholders.show)),
    ...(placeholders.episodes && episodeDefaultElements(placeholders.episodes)),
  });
  const namespaces = [...NAMESPACES, ...(placeholders.hasEpisodes === undefined ? [] : PODCAST_NAMESPACES)];
  return feed.rss2().replace(/<rss [^>]*>/, `<rss version="2.0" ${namespaces.join(" ")}>`);
});

function link(rel: string, href: string | undefined) {
  return href === undefined ? [] : [{ _attributes: { href, rel, type: "application/rss+xml" } }];
}

function itemValues(item: Item, summary: string) {
  const enclosure = mainEnclosure(item.enclosures);
  return {
    title: item.title,
    url: item.url,
    id: item.id,
    permaLink: item.id === item.url ? "" : undefined,
    published: rfc822(item.published),
    // Readers treat a description as HTML. The W3C validator reports misplaced content if there is no description.
    description: asHtml(summary),
    html: item.html === "" ? undefined : item.html,
    tags: item.tags,
    authors: item.authors.map((author) => author.name),
    source: item.source,
    language: item.language,
    // The profile requires at most one enclosure, with a length of 0 if the length is unknown.
    enclosure: enclosure && { url: enclosure.url, length: String(enclosure.size ?? 0), type: enclosure.type },
    media: mediaOf(item, enclosure),
    thumbnails: thumbnailsOf(item, enclosure),
    episode: item.episode && episodeValues(item.episode),
  };
}

const writeItem = itemTemplate((placeholders: ItemValues): string => {
  const feed = new Feed(UNUSED);
  feed.addItem({
    title: placeholders.title ?? "",
    link: placeholders.url,
    id: placeholders.id,
    date: asWritten(placeholders.published),
    description: placeholders.description,
    content: placeholders.html,
    category: placeholders.tags.map((name) => ({ name })),
    extensions: extensions({
      title: placeholders.title && { _text: placeholders.title },
      guid: { _attributes: { isPermaLink: placeholders.permaLink !== undefined }, _text: placeholders.id },
      "dc:creator": placeholders.authors.map((name) => ({ _text: name })),
      "dc:source": placeholders.source && { _text: placeholders.source },
      "dc:language": placeholders.language && { _text: placeholders.language },
      enclosure: placeholders.enclosure && { _attributes: placeholders.enclosure },
      "media:content": placeholders.media.map(({ attributes, title }) => ({
        _attributes: attributes,
        ...(title && { "media:title": { _attributes: { type: "plain" }, _text: title } }),
      })),
      "media:thumbnail": placeholders.thumbnails.map((url) => ({ _attributes: { url } })),
      ...(placeholders.episode && episodeElements(placeholders.episode)),
    }),
  });
  return onlyElement("item", feed.rss2());
});

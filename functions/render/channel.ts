/** Builds a feed's own metadata (id, title, links, authors and so on), which is the same in all three formats. */
import type { Person } from "../article/article.ts";
import type { Settings } from "../settings/settings.ts";
import type { FeedFormat } from "./document.ts";
import type { Feed } from "./feed.ts";
import { FEED_SCHEMA } from "./feed-schema.ts";
import { feedStyleInstruction } from "./pages/assets/feed-stylesheet.ts";
import { printablePeople } from "./person.ts";
import { printable, printableLine } from "./printable-text.ts";
import { type EpisodeDefaults, episodeDefaults, feedTitle, type Show, showFolder, showOf } from "./show.ts";
import { addressOf, feedAddress } from "./site-urls.ts";

/** Absolute ASCII URLs of a feed's document in one format and of its neighboring documents (RFC 5005 §4). */
export type ChannelLinks = {
  readonly self: string;
  /** The subscription document; set only for an archive document. */
  readonly current?: string;
  readonly prevArchive?: string;
  readonly nextArchive?: string;
  /** The newest document with items that are older than those of this one, for readers that load more. */
  readonly older?: string;
};

/** All text is printable: it has no characters that XML 1.0 cannot hold. */
export type Channel = {
  /** A `tag:` URI. An archive document has the same id as its subscription document, because both are parts of one feed. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** The URL of what the feed is of: its HTML page or, for the main feed, the writer's own site. */
  readonly page: string;
  readonly links: Readonly<Record<FeedFormat, ChannelLinks>>;
  /** Milliseconds since 1970: the latest update of its items; undefined if the feed has no items. */
  readonly updated?: number;
  readonly authors: readonly Person[];
  readonly icon?: string;
  readonly image?: string;
  readonly copyright?: string;
  /** Set if the feed is a podcast. An archive document is none that anybody could list in a directory. */
  readonly show?: Show;
  /** What the site's podcast says of its episodes, in a feed that holds some and is not the show: a player must know there too what is explicit. */
  readonly episodes?: EpisodeDefaults;
  /** Whether any item has something to play. */
  readonly hasEpisodes: boolean;
  /** Empty in an archive document, because nobody subscribes to it. */
  readonly hubs: readonly string[];
  /** Where the JSON Feed documents are described. */
  readonly about: string;
  /** The XML instruction that names the stylesheet for browsers; feed readers ignore it. */
  readonly styleInstruction: string;
};

export function channelOf(feed: Feed, settings: Settings): Channel {
  const { links } = feed;
  const hasEpisodes = feed.items.some(({ isEpisode }) => isEpisode);
  const folder = links.kind === "archive" ? links.current : feed.folder;
  const own = folder === showFolder(settings) ? settings.podcast : undefined;
  return {
    id: settings.id + addressOf(`${folder}feed`, settings).slice(settings.url.length),
    title: printableLine(feedTitle(folder, feed.title, settings)),
    description: printableLine(own?.description ?? feed.description),
    language: feed.language ?? settings.language,
    page: (folder === "" ? settings.home : undefined) ?? addressOf(folder, settings),
    links: {
      rss: linksOf(feed, "rss", settings),
      atom: linksOf(feed, "atom", settings),
      json: linksOf(feed, "json", settings),
    },
    updated:
      feed.items.length > 0
        ? feed.items.reduce((latest, item) => Math.max(latest, item.updated), -Infinity)
        : undefined,
    authors: printablePeople(settings.authors),
    icon: settings.icon,
    image: own?.image ?? settings.image,
    copyright: settings.copyright === undefined ? undefined : printable(settings.copyright),
    show: links.kind === "subscription" ? showOf(folder, settings) : undefined,
    episodes: hasEpisodes ? episodeDefaults(settings) : undefined,
    hasEpisodes,
    hubs: links.kind === "subscription" ? settings.hubs : [],
    about: addressOf(FEED_SCHEMA, settings),
    styleInstruction: feedStyleInstruction(settings),
  };
}

function linksOf({ folder, links }: Feed, format: FeedFormat, settings: Settings): ChannelLinks {
  const prevArchive = links.kind === "none" ? undefined : links.prevArchive;
  const optionalAddress = (neighbor: string | undefined) =>
    neighbor === undefined ? undefined : feedAddress(neighbor, format, settings);
  return {
    self: feedAddress(folder, format, settings),
    current: links.kind === "archive" ? optionalAddress(links.current) : undefined,
    prevArchive: optionalAddress(prevArchive),
    nextArchive: links.kind === "archive" ? optionalAddress(links.nextArchive) : undefined,
    older: optionalAddress(links.kind === "subscription" ? links.older : prevArchive),
  };
}

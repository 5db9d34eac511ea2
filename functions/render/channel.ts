/** What a feed says of itself, the same in all three formats. */
import type { Person } from "../article/article.ts";
import type { Settings } from "../settings/settings.ts";
import type { FeedFormat } from "./document.ts";
import type { Feed } from "./feed.ts";
import { feedStyleInstruction } from "./pages/assets/feed-stylesheet.ts";
import { printablePeople } from "./person.ts";
import { printable, printableLine } from "./printable-text.ts";
import { addressOf, feedAddress } from "./site-urls.ts";

/** Absolute ASCII URLs: a feed's document in one format, and those around it (RFC 5005 §4). */
export type ChannelLinks = {
  readonly self: string;
  /** The subscription document; only an archive document has one. */
  readonly current?: string;
  readonly prevArchive?: string;
  readonly nextArchive?: string;
};

/** All text is free of what XML 1.0 cannot hold. */
export type Channel = {
  /** A `tag:` URI; an archive document has its subscription document's, as both are parts of one feed. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** The page of the feed. */
  readonly page: string;
  readonly links: Readonly<Record<FeedFormat, ChannelLinks>>;
  /** Milliseconds since 1970: the latest update of its items; none in a feed without any. */
  readonly updated?: number;
  readonly authors: readonly Person[];
  readonly icon?: string;
  readonly image?: string;
  readonly copyright?: string;
  /** None in an archive document, which nobody subscribes to. */
  readonly hubs: readonly string[];
  /** Names the stylesheet that browsers show XML with; readers pass over it. */
  readonly styleInstruction: string;
};

export function channelOf(feed: Feed, settings: Settings): Channel {
  const { links } = feed;
  const folder = links.kind === "archive" ? links.current : feed.folder;
  return {
    id: settings.id + addressOf(`${folder}feed`, settings).slice(settings.url.length),
    title: printableLine(feed.title),
    description: printableLine(feed.description),
    language: settings.language,
    page: addressOf(folder, settings),
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
    image: settings.image,
    copyright: settings.copyright === undefined ? undefined : printable(settings.copyright),
    hubs: links.kind === "archive" ? [] : settings.hubs,
    styleInstruction: feedStyleInstruction(settings),
  };
}

function linksOf({ folder, links }: Feed, format: FeedFormat, settings: Settings): ChannelLinks {
  const address = (other: string | undefined) =>
    other === undefined ? undefined : feedAddress(other, format, settings);
  return {
    self: feedAddress(folder, format, settings),
    current: links.kind === "archive" ? address(links.current) : undefined,
    prevArchive: address(links.prevArchive),
    nextArchive: links.kind === "archive" ? address(links.nextArchive) : undefined,
  };
}

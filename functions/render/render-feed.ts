/** Renders a feed, or a complete page of its archive, as its three documents: RSS, Atom and JSON Feed. */
import type { Settings } from "../settings/settings.ts";
import { type Channel, channelOf } from "./channel.ts";
import { type DocumentInParts, type DocumentPart, FEED_FORMATS, type FeedFormat } from "./document.ts";
import type { Feed } from "./feed.ts";
import { atomDocument } from "./formats/atom.ts";
import type { ItemParts } from "./formats/feed-library.ts";
import { jsonDocument } from "./formats/json.ts";
import { rssDocument } from "./formats/rss.ts";
import { partsOf } from "./rendered-item.ts";

const writers: Readonly<
  Record<FeedFormat, (channel: Channel, items: readonly ItemParts[]) => readonly DocumentPart[]>
> = {
  rss: rssDocument,
  atom: atomDocument,
  json: jsonDocument,
};

export function renderFeed(feed: Feed, settings: Settings): readonly DocumentInParts[] {
  if (feed.links.kind === "none") return [];
  const channel = channelOf(feed, settings);
  // The newest page gets a link to the next one when that is complete.
  const isFollowed = feed.links.kind === "archive" && feed.links.nextArchive !== undefined;
  const freshness = isFollowed ? "archive" : "feed";
  return FORMAT_NAMES.map((format) => {
    const { file, type } = FEED_FORMATS[format];
    const body = writers[format](
      channel,
      feed.items.map((item) => partsOf(item, format)),
    );
    return { name: feed.folder + file, body, type, freshness };
  });
}

/** The names of all documents in a feed's folder. */
export function feedDocuments(folder: string): readonly string[] {
  return [...FORMAT_NAMES.map((format) => FEED_FORMATS[format].file), "index.html"].map((file) => folder + file);
}

const FORMAT_NAMES = ["rss", "atom", "json"] as const satisfies readonly FeedFormat[];

/** A feed's three documents. What they tell of an item is made once for the item, however many feeds hold it. */
import type { Settings } from "../settings/settings.ts";
import { type Channel, channelOf } from "./channel.ts";
import { type DocumentInParts, FORMATS, type Format } from "./document.ts";
import { excerptOf } from "./excerpt.ts";
import type { Feed } from "./feed.ts";
import { atomDocument, atomEntry } from "./formats/atom.ts";
import { jsonDocument, jsonItem } from "./formats/json.ts";
import { rssDocument, rssItem } from "./formats/rss.ts";
import type { Item } from "./item.ts";
import { tellableLine } from "./plain-text.ts";

const writers: Readonly<Record<Format, (channel: Channel, items: readonly string[]) => readonly string[]>> = {
  rss: rssDocument,
  atom: atomDocument,
  json: jsonDocument,
};

export function renderFeed(feed: Feed, settings: Settings): readonly DocumentInParts[] {
  const channel = channelOf(feed, settings);
  const items = feed.items.map(written);
  // The newest archive page goes on changing: an old copy of it would hide what has left the subscription document since.
  const isFull = feed.links.kind === "archive" && feed.links.nextArchive !== undefined;
  const freshness = isFull ? "archive" : "feed";
  return FORMAT_NAMES.map((format) => {
    const { file, type } = FORMATS[format];
    const fragments = items.map((item) => item[format]);
    return { name: feed.folder + file, body: writers[format](channel, fragments), type, freshness };
  });
}

/** The names of all documents in a feed's folder. */
export function feedDocuments(folder: string): readonly string[] {
  return [...FORMAT_NAMES.map((format) => FORMATS[format].file), "index.html"].map((file) => folder + file);
}

const FORMAT_NAMES = ["rss", "atom", "json"] as const satisfies readonly Format[];

type Written = Readonly<Record<Format, string>>;
const known = new WeakMap<Item, Written>();

function written(item: Item): Written {
  const before = known.get(item);
  if (before !== undefined) return before;
  // An entry without any words is refused by some readers.
  const summary = item.summary ?? (item.html === "" ? item.title : tellableLine(excerptOf(item.html)));
  const made = { rss: rssItem(item, summary), atom: atomEntry(item, summary), json: jsonItem(item, summary) };
  known.set(item, made);
  return made;
}

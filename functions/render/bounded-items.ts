/**
 * Turns the articles of a feed into items whose documents stay below an upper size: the newest items keep their content first, and
 * those for which no room is left are told by their summary. A function of the articles alone.
 */
import type { Settings } from "../settings/settings.ts";
import { shortened } from "./excerpt.ts";
import { type Item, toItem } from "./item.ts";
import type { Placement } from "./placement.ts";

/** In bytes. CloudFront compresses up to 10 MB, and many readers give up long before that. */
export const MAX_DOCUMENT_BYTES = 5_000_000;
/** In characters, of an item that is told by its summary. */
const MAX_SUMMARY_LENGTH = 1_000;
/** The most bytes that a UTF-16 unit of an item takes in any format: `&` becomes `&#x26;`. */
const MAX_BYTES_PER_UNIT = 6;
/** For the elements of an item and their fixed text. */
const FRAME_BYTES = 2_000;

/** In the order of the placements. Items are made one at a time: no more content is in memory than the documents have. */
export function boundedItems(placements: readonly Placement[], settings: Settings): readonly Item[] {
  const items = new Array<Item>(placements.length);
  const measured: Item[] = [];
  // Almost every feed is so small that the most bytes it may have are below the limit, and nothing has to be measured.
  let atMost = 0;
  let bytes = 0;
  for (const index of newestFirst(placements)) {
    const item = toItem(placements[index] as Placement, settings);
    atMost += frameOf(item) + item.html.length * MAX_BYTES_PER_UNIT;
    if (atMost > MAX_DOCUMENT_BYTES) {
      for (const earlier of measured.splice(0)) bytes += bytesOf(earlier);
      const size = bytesOf(item);
      items[index] = bytes + size > MAX_DOCUMENT_BYTES ? withoutContent(item) : item;
      if (items[index] === item) bytes += size;
    } else {
      items[index] = item;
      measured.push(item);
    }
  }
  return items;
}

/** Archive pages begin with their oldest article. */
function newestFirst(placements: readonly Placement[]): number[] {
  const publishedAt = (index: number) => placements[index]?.published ?? 0;
  return [...placements.keys()].sort((a, b) => publishedAt(b) - publishedAt(a) || a - b);
}

/** An item that is told by its summary or, if the writer gave none, by its first words. */
export function withoutContent(item: Item): Item {
  const summary = shortened(item.summary ?? item.excerpt, MAX_SUMMARY_LENGTH) || undefined;
  return { ...item, html: "", summary, isContentOmitted: true };
}

/** The bytes of an item in the format in which it is longest; a little more rather than less. */
function bytesOf(item: Item): number {
  const { html } = item;
  let [xml, json] = [Buffer.byteLength(html), Buffer.byteLength(html)];
  for (let index = 0; index < html.length; index++) {
    const unit = html.charCodeAt(index);
    xml += XML_GROWTH[unit] ?? 0;
    json += JSON_GROWTH[unit] ?? 0;
  }
  return frameOf(item) + Math.max(xml, json);
}

/** How many bytes an escaped character is longer than the character, by code; others are not escaped. */
const XML_GROWTH = growth({ "&": 5, "<": 3, ">": 3 });
const JSON_GROWTH = growth({ '"': 1, "\\": 1, "\n": 1, "\t": 1, "\r": 1 });

function growth(bytes: Readonly<Record<string, number>>): Uint8Array {
  const table = new Uint8Array(128);
  for (const [character, more] of Object.entries(bytes)) table[character.charCodeAt(0)] = more;
  return table;
}

function frameOf({ title = "", summary = "", excerpt, tags, authors, enclosures }: Item): number {
  let units = title.length + Math.max(summary.length, excerpt.length);
  for (const tag of tags) units += tag.length + FRAME_UNITS;
  for (const { name, url = "", avatar = "" } of authors)
    units += name.length + url.length + avatar.length + FRAME_UNITS;
  for (const { url, title: name = "" } of enclosures) units += url.length + name.length + FRAME_UNITS;
  return FRAME_BYTES + units * MAX_BYTES_PER_UNIT;
}

/** For the element of a tag, an author or an enclosure. */
const FRAME_UNITS = 30;

/**
 * Chooses what RSS says of an item's attachments and picture: the one enclosure that an item may have, `media:content` for the other
 * attachments, and `media:thumbnail` for pictures (Media RSS 1.5.1).
 *
 * Podcast apps download every picture that is a `media:content` as an episode, so pictures are only ever thumbnails.
 */
import type { Enclosure } from "../enclosure.ts";
import type { Item } from "../item.ts";

/** What plays comes before documents, and these come before pictures. */
export function mainEnclosure(enclosures: readonly Enclosure[]): Enclosure | undefined {
  return enclosures.find(isPlayed) ?? enclosures.find((enclosure) => !isPicture(enclosure)) ?? enclosures[0];
}

/** The main one is among them if it has a title or a duration, for which `<enclosure>` has no place. */
export function mediaOf({ enclosures }: Pick<Item, "enclosures">, main: Enclosure | undefined) {
  return enclosures
    .filter((each) => !isPicture(each) && (each !== main || each.title !== undefined || each.duration !== undefined))
    .map(mediaContent);
}

export function thumbnailsOf({ image, enclosures }: Pick<Item, "image" | "enclosures">, main: Enclosure | undefined) {
  const others = enclosures.filter((each) => isPicture(each) && each !== main).map(({ url }) => url);
  return [...new Set(image === undefined ? others : [image, ...others])];
}

const isPlayed = ({ type }: Enclosure) => /^(?:audio|video)\//i.test(type);
const isPicture = ({ type }: Enclosure) => /^image\//i.test(type);

function mediaContent(enclosure: Enclosure) {
  const { url, type, size, title, duration } = enclosure;
  const medium = isPlayed(enclosure) ? type.slice(0, 5).toLowerCase() : "document";
  const fileSize = size ? String(size) : undefined;
  return { attributes: { url, type, medium, fileSize, duration: duration?.toString() }, title };
}

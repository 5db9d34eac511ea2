/**
 * Chooses what RSS says of an item's attachments and picture: the one enclosure that an item may have, `media:content` for the other
 * attachments, and `media:thumbnail` for pictures (Media RSS 1.5.1).
 *
 * Podcast apps download every picture that is a `media:content` as an episode, so pictures are only ever thumbnails.
 */
import { type Enclosure, isPlayable } from "../enclosure.ts";
import type { Item } from "../item.ts";

/** What plays comes before documents, and these come before pictures. */
export function mainEnclosure(enclosures: readonly Enclosure[]): Enclosure | undefined {
  return enclosures.find(isPlayable) ?? enclosures.find((enclosure) => !isPicture(enclosure)) ?? enclosures[0];
}

/**
 * The main one is among them only if it has a title, for which neither `<enclosure>` nor an episode has a place: readers such as
 * Liferea show what is in both as two attachments.
 */
export function mediaOf({ enclosures, episode }: Pick<Item, "enclosures" | "episode">, main: Enclosure | undefined) {
  const isToldElsewhere = ({ title, duration }: Enclosure) =>
    title === undefined && (duration === undefined || episode?.duration === duration);
  return enclosures.filter((each) => !isPicture(each) && (each !== main || !isToldElsewhere(each))).map(mediaContent);
}

export function thumbnailsOf({ image, enclosures }: Pick<Item, "image" | "enclosures">, main: Enclosure | undefined) {
  const others = enclosures.filter((each) => isPicture(each) && each !== main).map(({ url }) => url);
  return [...new Set(image === undefined ? others : [image, ...others])];
}

const isPicture = ({ type }: Enclosure) => /^image\//i.test(type);

function mediaContent(enclosure: Enclosure) {
  const { url, type, size, title, duration } = enclosure;
  const medium = isPlayable(enclosure) ? type.slice(0, 5).toLowerCase() : "document";
  const fileSize = size ? String(size) : undefined;
  return { attributes: { url, type, medium, fileSize, duration: duration?.toString() }, title };
}

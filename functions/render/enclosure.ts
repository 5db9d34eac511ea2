/** Turns an article's attachments into enclosures for feeds and pages. Only files that exist are included, with their known type, size and duration. */
import type { Article, Attachment } from "../article/article.ts";
import { type ReferenceContext, urlOf } from "./expand-references.ts";
import { mediaTypeOf } from "./media-type.ts";
import type { Placement } from "./placed-article.ts";
import { printableLine } from "./printable-text.ts";
import { isWeb } from "./site-urls.ts";

export type Enclosure = {
  readonly url: string;
  readonly type: string;
  /** Bytes; undefined if unknown. */
  readonly size?: number;
  readonly title?: string;
  /** Seconds. */
  readonly duration?: number;
};

/** RFC 6838 §4.2, without parameters. */
const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/i;

/** Whether podcast apps play it. */
export function isPlayable({ type }: Pick<Enclosure, "type">): boolean {
  return /^(?:audio|video)\//i.test(type);
}

/** Omits attachments that name a missing media file of this site. */
export function enclosuresOf(placement: Placement, context: ReferenceContext): Enclosure[] {
  const enclosures = placement.article.attachments.flatMap((attachment) => {
    const info = mediaInfoOf(attachment, placement);
    const url = urlOf(attachment.url, context);
    if (info === undefined || url === undefined || !isWeb(url)) return [];
    const title = printableLine(attachment.title ?? "") || undefined;
    const duration = positiveInteger(attachment.duration) ?? positiveInteger(info.duration);
    return [{ url, type: info.type, size: info.size, title, duration }];
  });
  return withStatedDuration(enclosures, placement.article);
}

/** What front matter says of the episode counts for its recording. */
function withStatedDuration(enclosures: readonly Enclosure[], { attachments, episode }: Article): Enclosure[] {
  const stated = attachments.some(({ duration }) => duration) ? undefined : positiveInteger(episode?.duration);
  const recording = stated === undefined ? undefined : enclosures.find(isPlayable);
  return enclosures.map((each) => (each === recording ? { ...each, duration: stated } : each));
}

type MediaInfo = Pick<Enclosure, "type" | "size" | "duration">;

function mediaInfoOf(attachment: Attachment, { references, media }: Placement): MediaInfo | undefined {
  const found = Object.hasOwn(references, attachment.url) ? references[attachment.url] : undefined;
  const [, encoded] = /^media\/([^?#]*)/.exec(found ?? "") ?? [];
  if (encoded === undefined) return { type: typeOf(attachment), size: positiveInteger(attachment.size) };
  const path = decodeURIComponent(encoded);
  return Object.hasOwn(media, path) ? media[path] : undefined;
}

function typeOf({ type, url }: Attachment): string {
  if (type !== undefined && MEDIA_TYPE.test(type)) return type;
  return mediaTypeOf(url.replace(/[?#].*/s, ""));
}

/** Rounds bytes and seconds, because RSS allows only integers. Undefined for values that are not positive safe integers. */
function positiveInteger(number: number | undefined): number | undefined {
  const rounded = Math.round(number ?? 0);
  return Number.isSafeInteger(rounded) && rounded > 0 ? rounded : undefined;
}

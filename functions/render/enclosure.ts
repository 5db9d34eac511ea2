/** Turns an article's attachments into enclosures for feeds and pages. Only files that exist are included, with their known type, size and duration. */
import { lookup } from "mrmime";
import type { Attachment } from "../article/article.ts";
import { type BaseUrls, expand, mediaPath } from "../article/reference.ts";
import type { Placement } from "./placement.ts";
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

const UNKNOWN_TYPE = "application/octet-stream";
/** RFC 6838 §4.2, without parameters. */
const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/i;

/** Omits attachments that name a missing media file of this site. */
export function enclosuresOf({ article, media }: Placement, baseUrls: BaseUrls): Enclosure[] {
  return article.attachments.flatMap((attachment) => {
    const info = mediaInfoOf(attachment, media);
    const url = expand(attachment.url, baseUrls);
    if (info === undefined || !isWeb(url)) return [];
    const title = printableLine(attachment.title ?? "") || undefined;
    return [{ url, type: info.type, size: info.size, title, duration: positiveInteger(attachment.duration) }];
  });
}

type MediaInfo = Pick<Enclosure, "type" | "size">;

function mediaInfoOf(attachment: Attachment, media: Placement["media"]): MediaInfo | undefined {
  const path = mediaPath(attachment.url);
  if (path === undefined) return { type: typeOf(attachment), size: positiveInteger(attachment.size) };
  return Object.hasOwn(media, path) ? media[path] : undefined;
}

function typeOf({ type, url }: Attachment): string {
  if (type !== undefined && MEDIA_TYPE.test(type)) return type;
  return lookup(url.replace(/[?#].*/s, "")) ?? UNKNOWN_TYPE;
}

/** Rounds bytes and seconds, because RSS allows only integers. Undefined for values that are not positive safe integers. */
function positiveInteger(number: number | undefined): number | undefined {
  const rounded = Math.round(number ?? 0);
  return Number.isSafeInteger(rounded) && rounded > 0 ? rounded : undefined;
}

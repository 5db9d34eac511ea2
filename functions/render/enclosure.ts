/** What an article's attachments become in feeds and pages: nothing but files that are there, with what is known of them. */
import { lookup } from "mrmime";
import type { Attachment } from "../article/article.ts";
import { type BaseUrls, expand, mediaPath } from "../article/reference.ts";
import type { Placement } from "./placement.ts";
import { printableLine } from "./printable-text.ts";
import { isWeb } from "./site-urls.ts";

export type Enclosure = {
  readonly url: string;
  readonly type: string;
  /** Bytes; none where nobody could tell. */
  readonly size?: number;
  readonly title?: string;
  /** Seconds. */
  readonly duration?: number;
};

const UNKNOWN_TYPE = "application/octet-stream";
/** RFC 6838 §4.2, without parameters. */
const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/i;

/** Without an attachment that names media of the site's own which is missing. */
export function enclosuresOf({ article, media }: Placement, places: BaseUrls): Enclosure[] {
  return article.attachments.flatMap((attachment) => {
    const facts = factsOf(attachment, media);
    const url = expand(attachment.url, places);
    if (facts === undefined || !isWeb(url)) return [];
    const title = printableLine(attachment.title ?? "") || undefined;
    return [{ url, type: facts.type, size: facts.size, title, duration: whole(attachment.duration) }];
  });
}

type Facts = Pick<Enclosure, "type" | "size">;

function factsOf(attachment: Attachment, media: Placement["media"]): Facts | undefined {
  const path = mediaPath(attachment.url);
  if (path === undefined) return { type: typeOf(attachment), size: whole(attachment.size) };
  return Object.hasOwn(media, path) ? media[path] : undefined;
}

function typeOf({ type, url }: Attachment): string {
  if (type !== undefined && MEDIA_TYPE.test(type)) return type;
  return lookup(url.replace(/[?#].*/s, "")) ?? UNKNOWN_TYPE;
}

/** Bytes and seconds are whole in RSS. */
function whole(number: number | undefined): number | undefined {
  const rounded = Math.round(number ?? 0);
  return Number.isSafeInteger(rounded) && rounded > 0 ? rounded : undefined;
}

/** What an article's attachments become in feeds and pages: nothing but files that are there, with what is known of them. */
import { lookup } from "mrmime";
import type { Attachment } from "../article/article.ts";
import { expand, mediaPath, type Places } from "../article/reference.ts";
import { isWeb } from "./address.ts";
import type { Enclosure, Placement } from "./item.ts";
import { tellableLine } from "./plain-text.ts";

const UNKNOWN_TYPE = "application/octet-stream";
/** RFC 6838 §4.2, without parameters. */
const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/i;

/** Without an attachment that names media of the site's own which is missing. */
export function enclosuresOf({ article, media }: Placement, places: Places): Enclosure[] {
  return article.attachments.flatMap((attachment) => {
    const facts = factsOf(attachment, media);
    const url = expand(attachment.url, places);
    if (facts === undefined || !isWeb(url)) return [];
    const title = tellableLine(attachment.title ?? "") || undefined;
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

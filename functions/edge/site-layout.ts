/**
 * Where on a site what is: which folders hold a feed, which keys are its documents, which documents have a gzip twin.
 *
 * Like all that the edge functions import it keeps to what CloudFront's JavaScript runtime 2.0 has: ES 5.1 with `const`, arrow
 * functions, template literals and the newer string methods. The bundler (bundle.json) refuses newer syntax.
 */
import { FEED_FORMATS, type FeedFormat } from "../render/document.ts";

/** In the order in which the site prefers them. */
export const FORMAT_NAMES: readonly FeedFormat[] = ["rss", "atom", "json"];

/**
 * How many of a path's segments lead to the feed that the rest may speak of; none is the main feed. What stands behind `tags/`
 * is always a slug: `/tags/rss/` is the page of the tag “rss”, not a feed.
 */
export function feedFolderLength(segments: readonly string[]): number {
  const top = segments[0];
  if (segments.length < 2) return 0;
  if (top === "archive") return /^\d+$/.test(segments[2] ?? "") ? 3 : 2;
  return top === "tags" || top === "authors" ? 2 : 0;
}

/** The format of the feed document under this key; none for everything else, a media file of the same name too. */
export function feedFormat(key: string): FeedFormat | undefined {
  const segments = key.split("/");
  if (feedFolderLength(segments) !== segments.length - 1) return undefined;
  return FORMAT_NAMES.find((name) => FEED_FORMATS[name].file === segments[segments.length - 1]);
}

const GZIP_SUFFIX = ".gz";
/** The list of all feeds (render/opml.ts). */
const FEED_LIST = "feeds.opml";

/**
 * The key of the gzip twin that a document has in the site bucket, stored with the document's own type and `Content-Encoding: gzip`.
 * CloudFront compresses RSS and pages itself, but not Atom, JSON Feed and OPML: only those have one.
 */
export function gzipTwin(key: string): string | undefined {
  const format = feedFormat(key);
  return format === "atom" || format === "json" || key === FEED_LIST ? key + GZIP_SUFFIX : undefined;
}

/** The document whose gzip twin this is, if it is one. */
export function twinOf(key: string): string | undefined {
  const document = key.endsWith(GZIP_SUFFIX) ? key.slice(0, -GZIP_SUFFIX.length) : "";
  return gzipTwin(document) === undefined ? undefined : document;
}

/** The path of a URL for a key: percent-encoded, with a slash in front. */
export function urlPath(key: string): string {
  return `/${key.split("/").map(encodeURIComponent).join("/")}`;
}

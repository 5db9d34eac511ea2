/**
 * The layout of a site: which folders have a feed, which keys are feed documents, and which documents have a gzip twin.
 *
 * Like everything that the edge functions import, this file uses only what CloudFront's JavaScript runtime 2.0 supports: ES 5.1 with
 * `const`, arrow functions, template literals and the newer string methods. The bundler (esbuild-options.json) rejects newer syntax.
 */
import { FEED_FORMATS, type FeedFormat } from "../render/document.ts";
import { kindOfFolder } from "../render/part-kinds.ts";

/** In the site's order of preference. */
export const FORMAT_NAMES: readonly FeedFormat[] = ["rss", "atom", "json"];

/**
 * The number of a path's segments that form the folder of a feed, which the rest may name; 0 for the main feed. A segment after
 * `tags/` is always a slug: `/tags/rss/` is the page of the tag “rss”, not a feed.
 */
export function feedFolderLength(segments: readonly string[]): number {
  const part = partLength(segments);
  if (segments.length < 2) return 0;
  if (segments[part] !== "archive" || segments.length < part + 2) return part;
  return /^\d+$/.test(segments[part + 2] ?? "") ? part + 3 : part + 2;
}

/** The number of segments that name a part of the site: `tags/rss`. */
function partLength(segments: readonly string[]): number {
  return kindOfFolder(`${segments[0]}/`) === undefined ? 0 : 2;
}

/** Whether a document is a page of an archive, of the site or of a part of it. */
export function isArchived(key: string): boolean {
  const segments = key.split("/");
  const part = partLength(segments);
  return segments[part] === "archive" && segments.length > part + 2;
}

/** The format of the feed document with this key; undefined for every other key, including a media file of the same name. */
export function feedFormat(key: string): FeedFormat | undefined {
  const segments = key.split("/");
  if (feedFolderLength(segments) !== segments.length - 1) return undefined;
  return FORMAT_NAMES.find((name) => FEED_FORMATS[name].file === segments[segments.length - 1]);
}

const GZIP_SUFFIX = ".gz";
/** The list of all feeds (render/opml.ts). */
export const FEED_LIST = "feeds.opml";
/** What JSON Feed documents name as their description (render/feed-schema.ts). */
export const FEED_SCHEMA = "feed.schema.json";

/**
 * The key of a document's gzip twin in the site bucket, which is stored with the document's type and `Content-Encoding: gzip`.
 * CloudFront compresses RSS and pages itself, but not Atom, JSON Feed and OPML, so only those have a twin.
 */
export function gzipTwin(key: string): string | undefined {
  const format = feedFormat(key);
  return format === "atom" || format === "json" || key === FEED_LIST ? key + GZIP_SUFFIX : undefined;
}

/** The key of the document whose gzip twin this key is; undefined if it is not a twin. */
export function twinOf(key: string): string | undefined {
  const document = key.endsWith(GZIP_SUFFIX) ? key.slice(0, -GZIP_SUFFIX.length) : "";
  return gzipTwin(document) === undefined ? undefined : document;
}

/** The URL path of a key: percent-encoded, with a leading slash. */
export function urlPath(key: string): string {
  return `/${key.split("/").map(encodeURIComponent).join("/")}`;
}

/** Response headers for each document, by its key: one source for the local server and for objects in the site bucket. */
import { FEED_FORMATS, type Freshness } from "../render/document.ts";
import { mediaTypeOf } from "../render/media-type.ts";
import { feedFormat, isArchived } from "./site-layout.ts";

/**
 * `s-maxage` makes shared caches revalidate after that time, even if they would serve stale answers (RFC 9111 §5.2.2.10);
 * revalidation costs a 304. New feeds and pages are therefore visible within a minute, and nothing has to be invalidated.
 */
export const cacheControl: Readonly<Record<Freshness, string>> = {
  feed: "public, max-age=60, s-maxage=60",
  page: "public, max-age=60, s-maxage=60",
  archive: "public, max-age=3600, s-maxage=3600",
  asset: "public, max-age=86400, s-maxage=3600",
};

/** For documents whose renderer does not specify it. */
export function freshnessOf(key: string): Freshness {
  if (isArchived(key)) return "archive";
  if (feedFormat(key) !== undefined || key.endsWith(".opml")) return "feed";
  if (/^(?:sitemap[\d-]*\.xml|robots\.txt)$/.test(key)) return "page";
  return isMedia(key) || !key.endsWith(".html") ? "asset" : "page";
}

/** A media type, with a charset if it is text. */
export function contentType(key: string): string {
  const format = feedFormat(key);
  if (format !== undefined) return FEED_FORMATS[format].type;
  const type = key.endsWith(".opml") ? "text/x-opml" : mediaTypeOf(key);
  return isText(type) ? `${type}; charset=utf-8` : type;
}

/** Whether gzip makes a body of this type smaller. */
export function isCompressible(type: string): boolean {
  return isText(type) || /^(?:font\/ttf|application\/wasm)\b/.test(type);
}

/** For every response, including errors. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
};

/** Pages use only the site's stylesheet and script, show images, audio and video from anywhere, and cannot be framed. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "img-src * data:",
  "media-src *",
  "style-src 'self'",
  "script-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** An SVG or HTML file among the media becomes a document when it is opened: it may style itself freely, but run no scripts. */
export const MEDIA_POLICY = "default-src 'none'; img-src data:; media-src 'self'; style-src 'unsafe-inline'; sandbox";

/** The `Content-Security-Policy` for the object with this key. */
export function contentPolicy(key: string): string {
  return isMedia(key) ? MEDIA_POLICY : PAGE_POLICY;
}

function isMedia(key: string): boolean {
  return key.startsWith("media/");
}

function isText(type: string): boolean {
  return /^text\/|[/+](?:json|xml)\b|^(?:application|text)\/javascript\b/.test(type);
}

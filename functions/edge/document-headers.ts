/** What every response says of its document, by the document's key: one table for the laptop's server and for the bucket. */
import { lookup } from "mrmime";
import { FEED_FORMATS, type Freshness } from "../render/document.ts";
import { feedFormat } from "./site-layout.ts";

/**
 * `s-maxage` makes shared caches ask again once the time is over, whatever they think of stale answers (RFC 9111 §5.2.2.10);
 * asking costs a 304. So what is published is seen within a minute, and nothing has to be invalidated.
 */
export const cacheControl: Readonly<Record<Freshness, string>> = {
  feed: "public, max-age=60, s-maxage=60",
  page: "public, max-age=60, s-maxage=60",
  archive: "public, max-age=3600, s-maxage=3600",
  asset: "public, max-age=86400, s-maxage=3600",
};

/** For documents whose renderer did not say. */
export function freshnessOf(key: string): Freshness {
  if (key.startsWith("archive/")) return "archive";
  if (feedFormat(key) !== undefined || key.endsWith(".opml")) return "feed";
  return isMedia(key) || !key.endsWith(".html") ? "asset" : "page";
}

/** A media type, with its charset where it is text. */
export function contentType(key: string): string {
  const format = feedFormat(key);
  if (format !== undefined) return FEED_FORMATS[format].type;
  const type = key.endsWith(".opml") ? "text/x-opml" : (lookup(key) ?? "application/octet-stream");
  return isText(type) ? `${type}; charset=utf-8` : type;
}

/** Whether gzip makes a body of this type smaller. */
export function isCompressible(type: string): boolean {
  return isText(type) || /^(?:font\/ttf|application\/wasm)\b/.test(type);
}

/** For everything, errors too. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
};

/** Pages have a stylesheet and a script of their own and show images, sound and film from anywhere. They are in nobody's frame. */
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

/** An SVG or HTML file among the media is a document of its own when it is opened: it may look as it likes, but run nothing. */
export const MEDIA_POLICY = "default-src 'none'; img-src data:; media-src 'self'; style-src 'unsafe-inline'; sandbox";

/** The `Content-Security-Policy` of whatever lies under the key. */
export function contentPolicy(key: string): string {
  return isMedia(key) ? MEDIA_POLICY : PAGE_POLICY;
}

function isMedia(key: string): boolean {
  return key.startsWith("media/");
}

function isText(type: string): boolean {
  return /^text\/|[/+](?:json|xml)\b|^(?:application|text)\/javascript\b/.test(type);
}

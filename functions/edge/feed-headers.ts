/** Response headers of feeds and what leads to them: access for scripts on any site (CORS), and links to the feed's hubs (WebSub §4, RFC 8288). */
import { FEED_LIST, FEED_SCHEMA, feedFormat, isArchived, urlPath } from "./site-layout.ts";

type Headers = Readonly<Record<string, string>>;

/** For every document that `isOpen`, on 200 and 304, and for a feed that is not there: a script must be able to see that. */
export const FEED_CORS: Headers = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "ETag, Link",
};

/** Whether podcast players on other sites fetch the document from a script: transcripts and chapters. */
export function isForPlayers(key: string): boolean {
  return /\.(?:vtt|srt)$|(?:^|[/._-])(?:chapters|transcripts?)\.json$/i.test(key);
}

/** Whether scripts of any site may read it: feeds, their schema and list, and the pages that announce feeds. */
export function isOpen(key: string): boolean {
  if (key === FEED_LIST || key === FEED_SCHEMA) return true;
  return feedFormat(key) !== undefined || (key.endsWith(".html") && !key.startsWith("media/"));
}

/** Headers of the 204 answer to a preflight request, by which a browser asks whether a script may send conditional requests. */
export const PREFLIGHT: Headers = {
  allow: "GET, HEAD, OPTIONS",
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD",
  "access-control-allow-headers": "If-None-Match, If-Modified-Since",
  "access-control-max-age": "86400",
};

/**
 * The media type for a browser that navigates to an RSS or Atom document: XML, which it shows with the feed's stylesheet. It would
 * show the feed's own type as plain text or save it as a file. Feed readers never send `Sec-Fetch-Dest: document` (W3C Fetch Metadata §2.1).
 */
export function navigatedType(key: string, secFetchDest: string | undefined): string | undefined {
  return secFetchDest === "document" && isShownAsXml(key) ? "application/xml; charset=utf-8" : undefined;
}

/** Whether the document's media type depends on `Sec-Fetch-Dest`. */
export function isShownAsXml(key: string): boolean {
  const format = feedFormat(key);
  return format === "rss" || format === "atom";
}

/**
 * The `Link` header of a feed document: its own URL, and the hubs that announce its changes. Undefined for other keys. Archive
 * pages name no hub, because their changes are not announced. `site` is the site's URL with a trailing slash; `hubs` are absolute
 * ASCII URLs.
 */
export function linkHeader(key: string, site: string, hubs: readonly string[]): string | undefined {
  if (feedFormat(key) === undefined) return undefined;
  const self = `<${site}${urlPath(key).slice(1)}>; rel="self"`;
  const namedHubs = isArchived(key) ? [] : hubs;
  return [self].concat(namedHubs.map((hub) => `<${hub}>; rel="hub"`)).join(", ");
}

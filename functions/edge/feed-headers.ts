/** Headers that let others read a feed: scripts on any site (CORS), and hubs (WebSub §4, RFC 8288). */
import { feedFormat, urlPath } from "./site-layout.ts";

type Headers = Readonly<Record<string, string>>;

/** For every feed document, on 200 and 304. */
export const FEED_CORS: Headers = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "ETag, Link",
};

/** The answer, with status 204, to a browser that asks whether a script may send conditional requests. */
export const PREFLIGHT: Headers = {
  allow: "GET, HEAD, OPTIONS",
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD",
  "access-control-allow-headers": "If-None-Match, If-Modified-Since",
  "access-control-max-age": "86400",
};

/**
 * How a browser is to take a feed that it was sent to: as XML, which it shows with the feed's stylesheet. The feed's own type it
 * would show as plain text or save as a file. Readers never send `Sec-Fetch-Dest: document` (W3C Fetch Metadata §2.1).
 */
export function navigatedType(key: string, secFetchDest: string | undefined): string | undefined {
  return secFetchDest === "document" && isShownAsXml(key) ? "application/xml; charset=utf-8" : undefined;
}

/** Whether its type depends on `Sec-Fetch-Dest`. */
export function isShownAsXml(key: string): boolean {
  const format = feedFormat(key);
  return format === "rss" || format === "atom";
}

/**
 * The `Link` header of a feed document, none for other keys: itself, and the hubs that tell of its changes. An archive page
 * names none: nobody is told of those. `site` is the site's URL with a slash at its end, hubs are absolute ASCII URLs.
 */
export function linkHeader(key: string, site: string, hubs: readonly string[]): string | undefined {
  if (feedFormat(key) === undefined) return undefined;
  const self = `<${site}${urlPath(key).slice(1)}>; rel="self"`;
  const told = key.startsWith("archive/") ? [] : hubs;
  return [self].concat(told.map((hub) => `<${hub}>; rel="hub"`)).join(", ");
}

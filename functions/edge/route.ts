/**
 * What a request's path means, the same on the web and on a laptop: a document, the folder of a page, one of the many
 * addresses at which people and programs look for a feed, or nothing.
 *
 * An address that speaks of a feed is answered with the feed, never with a redirect: some readers do not follow one. That holds
 * for browsers too: old Java readers say `Accept: text/html` like a browser, and a page in place of a feed would break them.
 */
import { FEED_FORMATS, type FeedFormat } from "../render/document.ts";
import { preferredFormat } from "./content-negotiation.ts";
import { feedFolderLength, twinOf, urlPath } from "./site-layout.ts";

export type Request = {
  /** As it came: percent-encoded, without the query. */
  readonly path: string;
  /** The value of the query's `feed`, which is how WordPress names its feeds: `/?feed=rss2`. The rest of a query means nothing. */
  readonly feed?: string;
  /** The `Accept` header. */
  readonly accept?: string;
};

export type Route =
  /** `negotiated`: `Accept` decided which document it is. Nobody has looked whether the key is there. */
  | { readonly kind: "serve"; readonly key: string; readonly negotiated: boolean }
  /** For good. The location is a percent-encoded path. */
  | { readonly kind: "redirect"; readonly location: string }
  /** No document can have this path. */
  | { readonly kind: "missing" };

/** Does not throw, whatever the path holds. */
export function route(request: Request): Route {
  const segments = readSegments(request.path);
  if (segments === undefined || twinOf(segments.join("/")) !== undefined) return { kind: "missing" };
  return routeToFeed(segments, request) ?? routeToFile(segments, request.path);
}

/** Empty segments say nothing. Undefined where a segment is hidden, `..`, no UTF-8, or holds what no key may hold. */
function readSegments(path: string): readonly string[] | undefined {
  const segments = path.split("/").filter((segment) => segment !== "");
  try {
    const names = segments.map(decodeURIComponent);
    names.forEach(encodeURIComponent);
    return names.some((name) => /^\.|[/\\\u0000-\u001f\u007f]/.test(name)) ? undefined : names;
  } catch {
    return undefined; // URIError: a lone %, bytes that are no UTF-8, half a surrogate pair
  }
}

/** Where people look for a feed below its folder. `any` is for `Accept` to decide. In lower case, without a slash at the end. */
const FEED_PATHS: Readonly<Record<string, FeedFormat | "any">> = {
  feed: "any",
  feeds: "any",
  "feed.xml": "rss",
  rss: "rss",
  rss2: "rss",
  rdf: "rss",
  "rss.xml": "rss",
  "rss2.xml": "rss",
  "index.xml": "rss",
  "index.rss": "rss",
  "index.rdf": "rss",
  "feed.rss": "rss",
  "feed.rdf": "rss",
  "feed/rss": "rss",
  "feed/rss2": "rss",
  "feed/rdf": "rss",
  "feeds/rss": "rss",
  "rss/feed": "rss",
  "atom.xml": "atom",
  atom: "atom",
  "index.atom": "atom",
  "feed.atom": "atom",
  "feed/atom": "atom",
  "feeds/atom": "atom",
  "feed.json": "json",
  "index.json": "json",
  "feed/json": "json",
  "feeds/json": "json",
};

function routeToFeed(segments: readonly string[], request: Request): Route | undefined {
  const length = feedFolderLength(segments);
  const rest = segments.slice(length).join("/").toLowerCase();
  const asked = rest === "" && request.feed !== undefined ? `feed/${request.feed.toLowerCase()}` : rest;
  const meant = Object.keys(FEED_PATHS).includes(asked) ? FEED_PATHS[asked] : undefined;
  if (meant === undefined) return undefined;
  const format = meant === "any" ? preferredFormat(request.accept) : meant;
  const key = segments.slice(0, length).concat(FEED_FORMATS[format].file).join("/");
  return { kind: "serve", key, negotiated: meant === "any" };
}

function routeToFile(segments: readonly string[], path: string): Route {
  const key = segments.join("/");
  // Media have headers of their own, which CloudFront gives by the path as it was asked for: `//media/x` would go without them.
  if (segments[0] === "media" && !path.startsWith("/media/")) return { kind: "redirect", location: urlPath(key) };
  if (segments.length === 0) return { kind: "serve", key: "index.html", negotiated: false };
  if (path.endsWith("/")) return { kind: "serve", key: `${key}/index.html`, negotiated: false };
  if (isFolder(segments)) return { kind: "redirect", location: `${urlPath(key)}/` };
  return { kind: "serve", key, negotiated: false };
}

/** A slug may hold a dot (`/articles/version-1.2`); elsewhere a dot makes a file. Media are files even without one. */
function isFolder(segments: readonly string[]): boolean {
  if (segments[0] === "media") return false;
  if (segments[0] === "articles" && segments.length === 2) return true;
  return feedFolderLength(segments) === segments.length || !(segments[segments.length - 1] ?? "").includes(".");
}

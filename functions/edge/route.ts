/**
 * Maps a request path to the document to serve, a redirect, or "missing", both at the edge and in the local server. A path can be
 * a document, the folder of a page, or one of the many addresses where people and programs look for a feed.
 *
 * A feed address is answered with the feed, never with a redirect, because some readers do not follow redirects. Browsers get the
 * feed too: old Java readers send `Accept: text/html` like a browser, and would fail on a page in place of a feed.
 */
import { FEED_FORMATS, type FeedFormat } from "../render/document.ts";
import { preferredFormat } from "./content-negotiation.ts";
import { feedFolderLength, twinOf, urlPath } from "./site-layout.ts";

export type Request = {
  /** As received: percent-encoded, without the query. */
  readonly path: string;
  /** The query parameter `feed`, with which WordPress names its feeds: `/?feed=rss2`. Other parameters are ignored. */
  readonly feed?: string;
  /** The `Accept` header. */
  readonly accept?: string;
};

export type Route =
  /** `negotiated`: `Accept` decided which document it is. The key may not exist. */
  | { readonly kind: "serve"; readonly key: string; readonly negotiated: boolean }
  /** Permanent. The location is a percent-encoded path. */
  | { readonly kind: "redirect"; readonly location: string }
  /** No document can have this path. */
  | { readonly kind: "missing" };

/** Never throws, whatever the path contains. */
export function route(request: Request): Route {
  const segments = readSegments(request.path);
  if (segments === undefined || twinOf(segments.join("/")) !== undefined) return { kind: "missing" };
  return routeToFeed(segments, request) ?? routeToFile(segments, request.path);
}

/** Ignores empty segments. Undefined if a segment is hidden, `..`, not UTF-8, or contains a character that no key may have. */
function readSegments(path: string): readonly string[] | undefined {
  const segments = path.split("/").filter((segment) => segment !== "");
  try {
    const names = segments.map(decodeURIComponent);
    names.forEach(encodeURIComponent);
    return names.some((name) => /^\.|[/\\\u0000-\u001f\u007f]/.test(name)) ? undefined : names;
  } catch {
    return undefined; // URIError: a lone %, bytes that are not UTF-8, half a surrogate pair
  }
}

/** Paths, relative to a feed's folder, where clients look for the feed. `any` lets `Accept` decide. In lower case, no trailing slash. */
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
  const folderLength = feedFolderLength(segments);
  const rest = segments.slice(folderLength).join("/").toLowerCase();
  const feedPath = rest === "" && request.feed !== undefined ? `feed/${request.feed.toLowerCase()}` : rest;
  const wanted = Object.keys(FEED_PATHS).includes(feedPath) ? FEED_PATHS[feedPath] : undefined;
  if (wanted === undefined) return undefined;
  const format = wanted === "any" ? preferredFormat(request.accept) : wanted;
  const key = segments.slice(0, folderLength).concat(FEED_FORMATS[format].file).join("/");
  return { kind: "serve", key, negotiated: wanted === "any" };
}

function routeToFile(segments: readonly string[], path: string): Route {
  const key = segments.join("/");
  // The folder of the media itself is no document, however it is written: it must not be redirected to itself.
  if (key === "media") return { kind: "missing" };
  // Media get different headers, which CloudFront selects by the path as requested: `//media/x` would not get them.
  if (segments[0] === "media" && !path.startsWith("/media/")) return { kind: "redirect", location: urlPath(key) };
  if (segments.length === 0) return { kind: "serve", key: "index.html", negotiated: false };
  if (path.endsWith("/")) return { kind: "serve", key: `${key}/index.html`, negotiated: false };
  if (isFolder(segments)) return { kind: "redirect", location: `${urlPath(key)}/` };
  return { kind: "serve", key, negotiated: false };
}

/** A slug may contain a dot (`/articles/version-1.2`); elsewhere a dot means a file. Media are files even without one. */
function isFolder(segments: readonly string[]): boolean {
  if (segments[0] === "media") return false;
  if (segments[0] === "articles" && segments.length === 2) return true;
  return feedFolderLength(segments) === segments.length || !(segments[segments.length - 1] ?? "").includes(".");
}

/**
 * CloudFront's viewer-request function: rewrites the requested URL to the key of a document in the site bucket.
 *
 * It runs before the cache lookup, so that all addresses of a document share one cached copy, and queries create no further copies.
 */

import {
  type EdgeRequest,
  type EdgeResponse,
  type Headers,
  headerOf,
  hostOf,
  NEGOTIATED,
  type RequestEvent,
} from "./cloudfront-event.ts";
import { acceptsGzip } from "./content-negotiation.ts";
import type { EdgeSite } from "./edge-site.ts";
import { PREFLIGHT } from "./feed-headers.ts";
import { route } from "./route.ts";
import { feedFormat, gzipTwin, urlPath } from "./site-layout.ts";

declare const SITE: EdgeSite;

/** No document can have this key, so the bucket answers 404, and CloudFront shows the site's 404 page. */
const MISSING_PATH = "/.missing";

/** CloudFront calls the function with this name. It is not exported, because CloudFront runs a script, not a module. */
function handler(event: RequestEvent): EdgeRequest | EdgeResponse {
  const request = event.request;
  const feed = request.querystring.feed?.value;
  // Before any redirect: browsers follow none when they ask whether a script may send a request.
  if (request.method === "OPTIONS") return respond(204, "No Content", PREFLIGHT);
  const found = route({ path: request.uri, feed, accept: headerOf(request, "accept") });
  if (SITE.domain !== "" && hostOf(request) !== SITE.domain) {
    // The redirect drops the query. If the query names a feed, the redirect goes to that feed's own path instead.
    const isNamed = feed !== undefined && found.kind === "serve" && feedFormat(found.key) !== undefined;
    return redirect(`https://${SITE.domain}${isNamed ? urlPath(found.key) : request.uri}`);
  }
  if (found.kind === "redirect") return redirect(found.location);
  request.uri =
    found.kind === "missing" ? MISSING_PATH : urlPath(storedKey(found.key, headerOf(request, "accept-encoding")));
  request.querystring = {};
  request.headers[NEGOTIATED] = { value: found.kind === "serve" && found.negotiated ? "yes" : "no" };
  return request;
}

export type Handler = typeof handler;

function storedKey(key: string, acceptEncoding: string | undefined): string {
  return acceptsGzip(acceptEncoding) ? (gzipTwin(key) ?? key) : key;
}

/** Cached for one hour only: a browser would otherwise keep it forever, and a domain may change. */
function redirect(location: string): EdgeResponse {
  return respond(301, "Moved Permanently", { location, "cache-control": "public, max-age=3600" });
}

function respond(
  statusCode: number,
  statusDescription: string,
  values: Readonly<Record<string, string>>,
): EdgeResponse {
  const headers: Headers = {};
  Object.keys(values).forEach((name) => {
    headers[name] = { value: values[name] ?? "" };
  });
  return { statusCode, statusDescription, headers };
}

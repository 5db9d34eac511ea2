/**
 * CloudFront's viewer-response function: sets the headers that an object in a bucket cannot have.
 *
 * A response-headers policy would send CORS headers only for requests with `Origin`, and the same `Link` for every document.
 * CloudFront runs this function on cache hits, misses and 304, but not on errors.
 */
import { type EdgeResponse, headerOf, hostOf, NEGOTIATED, type ResponseEvent } from "./cloudfront-event.ts";
import type { EdgeSite } from "./edge-site.ts";
import { FEED_CORS, isOpen, isShownAsXml, linkHeader, navigatedType } from "./feed-headers.ts";
import { route } from "./route.ts";
import { feedFormat, gzipTwin, twinOf } from "./site-layout.ts";

declare const SITE: EdgeSite;

/** CloudFront calls the function with this name. It is not exported, because CloudFront runs a script, not a module. */
function handler(event: ResponseEvent): EdgeResponse {
  const request = event.request;
  const headers = event.response.headers;
  const key = servedKey(request.uri, headerOf(request, "accept"));
  if (gzipTwin(key) !== undefined) headers.vary = { value: "Accept-Encoding" };
  // `/archive/index.html` is no address, but CloudFront may pass it as what `/archive/` was rewritten to.
  if (isOpen(key) || isOpen(request.uri.slice(1))) {
    Object.keys(FEED_CORS).forEach((name) => {
      headers[name] = { value: FEED_CORS[name] ?? "" };
    });
  }
  if (feedFormat(key) === undefined) return event.response;
  const vary = headerOf(request, NEGOTIATED) === "yes" ? "Accept, Accept-Encoding" : "Accept-Encoding";
  headers.vary = { value: isShownAsXml(key) ? `${vary}, Sec-Fetch-Dest` : vary };
  const type = navigatedType(key, headerOf(request, "sec-fetch-dest"));
  if (type !== undefined) headers["content-type"] = { value: type };
  const site = `https://${SITE.domain === "" ? hostOf(request) : SITE.domain}/`;
  headers.link = { value: linkHeader(key, site, SITE.hubs) ?? "" };
  return event.response;
}

export type Handler = typeof handler;

/** The key of the served document; the same for the viewer's URI and for the URI that the request function made of it. */
function servedKey(uri: string, accept: string | undefined): string {
  const document = twinOf(uri.slice(1));
  const found = route({ path: document === undefined ? uri : `/${document}`, accept });
  return found.kind === "serve" ? found.key : "";
}

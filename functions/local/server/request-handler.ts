/** Answers the requests of the local server with the same routing and headers as CloudFront, its functions and the S3 bucket. */
import { readFile } from "node:fs/promises";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { join } from "node:path";
import send from "send";
import { acceptsGzip } from "../../edge/content-negotiation.ts";
import {
  cacheControl,
  contentPolicy,
  contentType,
  freshnessOf,
  isCompressible,
  SECURITY_HEADERS,
} from "../../edge/document-headers.ts";
import { FEED_CORS, isOpen, isShownAsXml, linkHeader, navigatedType, PREFLIGHT } from "../../edge/feed-headers.ts";
import { type Route, route } from "../../edge/route.ts";
import { feedFormat, urlPath } from "../../edge/site-layout.ts";
import type { AllowedHosts } from "./allowed-hosts.ts";
import type { GzipCache, GzipCopy } from "./gzip-cache.ts";

/** The contents of `Link` headers: the site's URL, which ends with a slash, and its WebSub hubs. */
export type Site = { readonly url: string; readonly hubs: readonly string[] };

export type ServedSite = {
  /** An absolute path. */
  readonly folder: string;
  readonly site: () => Site;
  readonly copies: GzipCache;
  readonly hosts: AllowedHosts;
};

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly hosts: AllowedHosts };
type Served = Extract<Route, { kind: "serve" }>;

export function requestHandler(context: ServedSite): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const exchange = { request, response, hosts: context.hosts };
    respond(exchange, context).catch(() => sendText(exchange, 500, "Something went wrong here.\n"));
  };
}

async function respond(exchange: Exchange, context: ServedSite): Promise<void> {
  const { request, response } = exchange;
  const { authority, path } = targetOf(request);
  if (!context.hosts.has(authority)) return sendText(exchange, 403, FORBIDDEN);
  if (request.method === "OPTIONS") return void response.writeHead(204, forOrigin(PREFLIGHT, exchange)).end();
  if (request.method !== "GET" && request.method !== "HEAD") {
    return sendText(exchange, 405, "Only GET and HEAD are understood here.\n", { allow: PREFLIGHT.allow });
  }
  const found = routeOf(path, request);
  if (found.kind === "redirect") return sendText(exchange, 301, `${found.location}\n`, { location: found.location });
  if (found.kind === "missing") return sendMissing(exchange, context);
  return sendDocument(exchange, context, found);
}

const FORBIDDEN =
  "This server answers only for localhost. To open it under another name, start it with --host and that name.\n";

/** A request may name its host in its target, as requests to a proxy do; then the `Host` header is ignored (RFC 9112 §3.2.2). */
function targetOf({ url = "", headers }: IncomingMessage): { readonly authority?: string; readonly path: string } {
  const [, authority, path = ""] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (authority === undefined) return { authority: headers.host, path: url };
  return { authority, path: path.startsWith("/") ? path : `/${path}` };
}

function routeOf(target: string, request: IncomingMessage): Route {
  const [path = "", ...query] = target.split("?");
  const feed = new URLSearchParams(query.join("?")).get("feed") ?? undefined;
  return route({ path, feed, accept: request.headers.accept });
}

async function sendDocument(exchange: Exchange, context: ServedSite, served: Served): Promise<void> {
  const { request, response } = exchange;
  const copy = await gzipCopyFor(request, context, served.key);
  const navigated = navigatedType(served.key, headerText(request, "sec-fetch-dest"));
  const headers = {
    ...forOrigin(headersOf(served, context.site(), copy !== undefined), exchange),
    ...(navigated && { "content-type": navigated }),
  };
  const root = copy?.folder ?? context.folder;
  const cors = feedFormat(served.key) === undefined ? {} : forOrigin(FEED_CORS, exchange);
  const fail = () => sendMissing(exchange, context, cors).catch(() => response.destroy());
  send(request, urlPath(copy?.name ?? served.key), { root, index: false, dotfiles: "ignore", cacheControl: false })
    .on("headers", () => setHeaders(response, headers))
    .on("directory", fail)
    .on("error", (error: Failure) => (error.status === 404 ? fail() : sendFailure(exchange, error)))
    .pipe(response);
}

async function gzipCopyFor(request: IncomingMessage, context: ServedSite, key: string): Promise<GzipCopy | undefined> {
  if (!isCompressible(contentType(key)) || !acceptsGzip(headerText(request, "accept-encoding"))) return undefined;
  return context.copies.of(join(context.folder, key));
}

const ALLOW_ORIGIN = "access-control-allow-origin";

/**
 * The deployed site lets every website read its feeds. What is served here may not be published yet, so only pages of this server,
 * and of other servers on this machine, may read it.
 */
function forOrigin(headers: OutgoingHttpHeaders, { request, hosts }: Exchange): OutgoingHttpHeaders {
  const { [ALLOW_ORIGIN]: everyone, ...others } = headers;
  const { origin } = request.headers;
  if (everyone === undefined || origin === undefined) return others;
  const vary = [others.vary, "Origin"].filter((name) => name !== undefined).join(", ");
  return { ...others, vary, ...(hosts.hasOrigin(origin) && { [ALLOW_ORIGIN]: origin }) };
}

/** The headers that `send` does not set: all except length, range, modification time and ETag. */
function headersOf({ key, negotiated }: Served, site: Site, isGzip: boolean): OutgoingHttpHeaders {
  const type = contentType(key);
  const vary = [
    negotiated ? ["Accept"] : [],
    isCompressible(type) ? ["Accept-Encoding"] : [],
    isShownAsXml(key) ? ["Sec-Fetch-Dest"] : [],
  ].flat();
  return {
    "content-type": type,
    "cache-control": cacheControl[freshnessOf(key)],
    "content-security-policy": contentPolicy(key),
    ...SECURITY_HEADERS,
    ...(isOpen(key) ? FEED_CORS : {}),
    "content-encoding": isGzip ? "gzip" : undefined,
    vary: vary.length > 0 ? vary.join(", ") : undefined,
    link: linkHeader(key, site.url, site.hubs),
  };
}

/** Sends the site's own 404 page, if it has one. */
async function sendMissing(exchange: Exchange, context: ServedSite, headers: OutgoingHttpHeaders = {}): Promise<void> {
  const page = await readFile(join(context.folder, "404.html")).catch(() => undefined);
  if (page === undefined) return sendText(exchange, 404, "There is nothing here.\n", headers);
  const type = contentType("404.html");
  const policy = contentPolicy("404.html");
  sendBody(exchange, 404, page, { "content-type": type, "content-security-policy": policy, ...headers });
}

/** The error of `send` for a file that exists but cannot be sent as requested: 412, 416, 500. */
type Failure = Error & { readonly status?: number; readonly headers?: OutgoingHttpHeaders };

function sendFailure(exchange: Exchange, error: Failure): void {
  const status = error.status ?? 500;
  sendText(exchange, status, `${error.message}\n`, error.headers);
}

function sendText(exchange: Exchange, status: number, text: string, headers: OutgoingHttpHeaders = {}): void {
  sendBody(exchange, status, Buffer.from(text), { "content-type": "text/plain; charset=utf-8", ...headers });
}

function sendBody({ response }: Exchange, status: number, body: Buffer, headers: OutgoingHttpHeaders): void {
  if (response.headersSent) return void response.destroy();
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  const all = { "cache-control": "no-cache", ...SECURITY_HEADERS, ...headers, "content-length": body.length };
  response.writeHead(status, all).end(body);
}

function setHeaders(response: ServerResponse, headers: OutgoingHttpHeaders): void {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
}

function headerText(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

/**
 * Request headers of feed readers, browsers and other clients: those of Miniflux and Thunderbird are exact, the others as commonly
 * known, which changes with their versions. `format` is what they get at `/feed`, `gzip` whether they get it compressed.
 */
import type { FeedFormat } from "../../functions/render/document.ts";

export type Reader = {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly format: FeedFormat;
  readonly gzip: boolean;
};

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

export const READERS: readonly Reader[] = [
  reader("Feedly", "*/*", "gzip", "rss", true),
  reader("NetNewsWire", "*/*", "gzip, deflate, br", "rss", true),
  reader(
    "newsboat",
    "application/rss+xml, application/rdf+xml;q=0.8, application/atom+xml;q=0.6, application/xml;q=0.4, text/xml;q=0.4, */*;q=0.2",
    "gzip, deflate",
    "rss",
    true,
  ),
  reader(
    "Miniflux",
    "application/xml, application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, text/html, */*;q=0.9",
    "br, gzip",
    "rss",
    true,
  ),
  reader(
    "FreshRSS (SimplePie)",
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.7, unknown/unknown;q=0.1, application/unknown;q=0.1, */*;q=0.1",
    "deflate, gzip",
    "rss",
    true,
  ),
  reader("Tiny Tiny RSS", "application/atom+xml,text/xml;q=0.9,*/*;q=0.8", "gzip, deflate", "atom", true),
  reader(
    "Thunderbird",
    "application/atom+xml,application/rss+xml;q=0.9,application/rdf+xml;q=0.8,application/xml;q=0.7,text/xml;q=0.7,*/*;q=0.1",
    "gzip, deflate",
    "atom",
    true,
  ),
  reader(
    "Python feedparser",
    "application/atom+xml,application/rdf+xml,application/rss+xml,application/x-netcdf,application/xml;q=0.9,text/xml;q=0.2,*/*;q=0.1",
    "gzip, deflate",
    "rss",
    true,
  ),
  reader(
    "Inoreader",
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8",
    "gzip",
    "rss",
    true,
  ),
  reader("curl", "*/*", undefined, "rss", false),
  reader("curl --compressed", "*/*", "deflate, gzip, br, zstd", "rss", true),
  reader("wget", "*/*", "identity", "rss", false),
  reader("Slackbot", "*/*", "gzip,deflate", "rss", true),
  reader("Chrome", BROWSER, "gzip, deflate, br, zstd", "rss", true),
  reader(
    "Firefox",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "gzip, deflate, br",
    "rss",
    true,
  ),
  reader("Java's HttpURLConnection", "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", undefined, "rss", false),
  reader("a script that wants JSON", "application/json, text/plain, */*", "gzip, compress, deflate, br", "json", true),
  reader("a JSON Feed reader", "application/feed+json, application/json;q=0.9, */*;q=0.1", "gzip", "json", true),
  reader("a reader without these headers", undefined, undefined, "rss", false),
  reader("one that refuses all encodings", "application/atom+xml", "identity;q=1, *;q=0", "atom", false),
  reader("one that refuses gzip", "application/atom+xml", "gzip;q=0", "atom", false),
  reader("one that refuses gzip with decimals", "application/atom+xml", "gzip;q=0.000, br", "atom", false),
  reader("one that prefers uncompressed", "application/atom+xml", "identity, gzip;q=0.5", "atom", false),
  reader("one that prefers gzip", "application/atom+xml", "identity;q=0.5, GZIP;Q=1.0", "atom", true),
  reader("one with the old name", "application/atom+xml", "x-gzip", "atom", true),
  reader("one that takes anything", "application/atom+xml", "*", "atom", false),
  reader("one that takes brotli only", "application/atom+xml", "br", "atom", false),
  reader("one with an empty header", "application/atom+xml", "", "atom", false),
  reader("one that refuses RSS", "application/rss+xml;q=0, */*", undefined, "atom", false),
  reader("one that accepts none of them", "image/png", undefined, "rss", false),
  reader("one that refuses everything", "*/*;q=0", undefined, "rss", false),
  reader(
    "one whose weight is not a number",
    "application/rss+xml;q=0.5, application/atom+xml;q=banana",
    undefined,
    "atom",
    false,
  ),
  reader("one whose weight is too great", "application/rss+xml, application/atom+xml;q=7", undefined, "rss", false),
  reader(
    "one with odd spelling",
    " Application/ATOM+XML ;charset=utf-8; q = 0.9 ,text/html;q=banana,,;",
    undefined,
    "atom",
    false,
  ),
];

function reader(
  name: string,
  accept: string | undefined,
  encoding: string | undefined,
  format: FeedFormat,
  gzip: boolean,
): Reader {
  const headers: Record<string, string> = {};
  if (accept !== undefined) headers.accept = accept;
  if (encoding !== undefined) headers["accept-encoding"] = encoding;
  return { name, headers, format, gzip };
}

/**
 * Makes a link out of an embedded page: a frame, player or plug-in goes in; the address that a reader can open, and a text for
 * the link, come out.
 */
import { cleanText, oneLine } from "../characters.ts";
import { type Reference, resolve, writtenIn } from "../reference.ts";
import { loadedAttributes } from "./lazy-media.ts";
import type { Element } from "./parse-html.ts";

export type EmbedLink = { readonly href: Reference; readonly text: string };

/** Undefined if the element has no address that can be opened. */
export function embedLink(element: Element): EmbedLink | undefined {
  const attributes = new Map(loadedAttributes(element).map(({ name, value }) => [name, value]));
  const written = attributes.get("src") || attributes.get("data");
  if (!written) return undefined;
  const href = resolve(openable(written.trim()), "link");
  if (href === undefined || !/^(?:https?:|[\u0001-\u0003])/.test(href)) return undefined;
  const title = attributes.get("title") || attributes.get("aria-label") || "";
  return { href, text: oneLine(cleanText(title)) || nameOf(href) };
}

/** The host of another site, or the name of a file. */
function nameOf(href: Reference): string {
  if (URL.canParse(href)) return new URL(href).hostname.replace(/^www\./, "");
  const [path = ""] = (writtenIn(href)?.address ?? "").split(/[?#]/, 1);
  return path.split("/").findLast((part) => part !== "") ?? "link";
}

type Rule = readonly [host: RegExp, path: RegExp, page: (found: readonly string[], query: URLSearchParams) => string];

/** Players that have a page of their own, which also works without a frame. */
const PLAYERS: readonly Rule[] = [
  [
    /(?:^|\.)youtube(?:-nocookie)?\.com$/,
    /^\/embed\/videoseries/,
    (_, query) => `https://www.youtube.com/playlist?list=${id(query, "list")}`,
  ],
  [
    /(?:^|\.)youtube(?:-nocookie)?\.com$/,
    /^\/(?:embed|v)\/([\w-]+)/,
    ([video], query) => `https://www.youtube.com/watch?v=${video}${start(query)}`,
  ],
  [
    /^player\.vimeo\.com$/,
    /^\/video\/(\d+)/,
    ([video], query) => `https://vimeo.com/${video}${query.has("h") ? `/${id(query, "h")}` : ""}`,
  ],
  [/(?:^|\.)dailymotion\.com$/, /^\/embed\/video\/(\w+)/, ([video]) => `https://www.dailymotion.com/video/${video}`],
  [/^open\.spotify\.com$/, /^\/embed(?:-podcast)?\/(\w+\/\w+)/, ([item]) => `https://open.spotify.com/${item}`],
  [/^w\.soundcloud\.com$/, /^\/player/, (_, query) => query.get("url") ?? ""],
  [/(?:^|\.)facebook\.com$/, /^\/plugins\/(?:video|post)\.php/, (_, query) => query.get("href") ?? ""],
  [
    /^codepen\.io$/,
    /^\/([\w-]+)\/embed\/(?:preview\/)?(\w+)/,
    ([user, pen]) => `https://codepen.io/${user}/pen/${pen}`,
  ],
  [/(?:^|\.)archive\.org$/, /^\/embed\/([\w.-]+)/, ([item]) => `https://archive.org/details/${item}`],
  [/(?:^|\.)loom\.com$/, /^\/embed\/(\w+)/, ([video]) => `https://www.loom.com/share/${video}`],
  [/(?:^|\.)giphy\.com$/, /^\/embed\/(\w+)/, ([image]) => `https://giphy.com/gifs/${image}`],
  [/^embed\.podcasts\.apple\.com$/, /^(\/.*)/, ([rest]) => `https://podcasts.apple.com${rest}`],
];

function id(query: URLSearchParams, name: string): string {
  return encodeURIComponent(query.get(name) ?? "");
}

function start(query: URLSearchParams): string {
  const seconds = /^\d{1,6}/.exec(query.get("start") ?? "")?.[0];
  return seconds === undefined ? "" : `&t=${seconds}`;
}

/** The page of a known player; any other address as it is. */
function openable(address: string): string {
  const absolute = address.startsWith("//") ? `https:${address}` : address;
  if (!URL.canParse(absolute)) return address;
  const { hostname, pathname, searchParams } = new URL(absolute);
  for (const [host, path, page] of PLAYERS) {
    const found = host.test(hostname) ? path.exec(pathname) : null;
    const known = found && page(found.slice(1), searchParams);
    if (known) return known;
  }
  return address;
}

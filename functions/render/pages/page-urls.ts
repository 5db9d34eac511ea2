/**
 * Builds the folders and URLs that pages use: folders of tags and authors, paths of site assets, host names to show.
 *
 * Links are absolute, so a page can be served at any depth and under any path. The site's stylesheet, script and icon are
 * addressed by path only, so they always come from the same host as the page, which is all that a strict content security
 * policy allows.
 */
import { slugOf } from "../../article/slug.ts";
import type { Settings } from "../../settings/settings.ts";
import { lruCache } from "../lru-cache.ts";

const slugs = lruCache<string, string>(1000);
/** Cached, because the same tags and authors have many articles. */
export const slugOfName = (name: string) => slugs.get(name, () => slugOf(name));

export const tagFolder = (tag: string) => `tags/${slugOfName(tag)}/`;
export const authorFolder = (name: string) => `authors/${slugOfName(name)}/`;

export function assetAddress(name: string, settings: Settings): string {
  return settings.url.replace(/^[^/]*\/\/[^/]*/, "") + name;
}

/** `application/rss+xml` of `application/rss+xml; charset=utf-8`: links contain only the type. */
export function mediaType(type: string): string {
  return type.split(";", 1)[0] ?? type;
}

/** `example.org` of `https://www.example.org/a`, to show the target of a link. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}

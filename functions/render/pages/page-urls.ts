/**
 * Where pages lead to.
 *
 * Links are absolute, so that a page may be served at any depth and under any path. The site's own style, script and icon go by
 * the path of their address alone: they then always come from the host the page came from, which is all that a strict
 * content security policy allows.
 */
import { slugOf } from "../../article/slug.ts";
import type { Settings } from "../../settings/settings.ts";
import { lruCache } from "../lru-cache.ts";

/** A site has the same tags and authors on page after page. */
const slugs = lruCache<string, string>(1000);
const slug = (name: string) => slugs.get(name, () => slugOf(name));

export const tagFolder = (tag: string) => `tags/${slug(tag)}/`;
export const authorFolder = (name: string) => `authors/${slug(name)}/`;

export function assetAddress(name: string, settings: Settings): string {
  return settings.url.replace(/^[^/]*\/\/[^/]*/, "") + name;
}

/** `application/rss+xml` of `application/rss+xml; charset=utf-8`: links tell the type alone. */
export function mediaType(type: string): string {
  return type.split(";", 1)[0] ?? type;
}

/** `example.org` of `https://www.example.org/a`, to tell a reader where a link leads. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}

/** Builds the absolute URLs of the site's documents, and checks which URLs may appear as links. */
import type { Settings } from "../settings/settings.ts";
import { FEED_FORMATS, type FeedFormat } from "./document.ts";

/** The absolute ASCII URL of a document or folder, by its name relative to the site's root. */
export function addressOf(name: string, settings: Settings): string {
  return settings.url + (/^[\w./-]*$/.test(name) ? name : encoded(name));
}

/** The URL of a feed's document in one format, by the feed's folder. */
export function feedAddress(folder: string, format: FeedFormat, settings: Settings): string {
  return addressOf(folder + FEED_FORMATS[format].file, settings);
}

/** The URL of an article's page, which is its link in every feed. */
export function pageAddress(slug: string, settings: Settings): string {
  return addressOf(`articles/${slug}/`, settings);
}

/** The folders on their hosts of this site and of the writer's own, without a slash at the beginning: `blog/`. The root is left out. */
export function sitePaths({ url, home }: Pick<Settings, "url" | "home">): string[] {
  const paths = [home, url].flatMap((site) => (site === undefined ? [] : new URL(site).pathname.slice(1)));
  return paths.filter((path) => path !== "").map((path) => (path.endsWith("/") ? path : `${path}/`));
}

/** The content paths of the media that the settings name. */
export function siteMedia({ url, icon, image, podcast }: Settings): string[] {
  const prefix = `${url}media/`;
  const own = [icon, image, podcast?.image].filter((media) => media?.startsWith(prefix));
  return own.map((media = "") => decodeURIComponent(media.slice(prefix.length).replace(/[?#].*/s, "")));
}

/** The absolute ASCII form of an `http`, `https` or `mailto` URL, which a browser opens without running code; undefined for all others. */
export function followable(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { href } = new URL(url);
  return /^(?:https?|mailto):/.test(href) ? href : undefined;
}

/** Whether a URL can be fetched over HTTP, as feeds require of enclosures and images. */
export function isWeb(url: string): boolean {
  return /^https?:/.test(url);
}

function encoded(name: string): string {
  return name.toWellFormed().split("/").map(encodeURIComponent).join("/");
}

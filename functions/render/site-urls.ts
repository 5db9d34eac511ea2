/** Where the documents of a site are on the web, and where readers may be led from them. */
import type { Settings } from "../settings/settings.ts";
import { FEED_FORMATS, type FeedFormat } from "./document.ts";

/** The absolute ASCII URL of a document or folder, by its name below the site's root. */
export function addressOf(name: string, settings: Settings): string {
  return settings.url + (/^[\w./-]*$/.test(name) ? name : encoded(name));
}

/** The document that tells of a feed in one format, by the feed's folder. */
export function feedAddress(folder: string, format: FeedFormat, settings: Settings): string {
  return addressOf(folder + FEED_FORMATS[format].file, settings);
}

/** An article's page, its link in every feed. */
export function pageAddress(slug: string, settings: Settings): string {
  return addressOf(`articles/${slug}/`, settings);
}

/** The absolute ASCII URL of what a browser shows without running anything; undefined for every other. */
export function followable(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { href } = new URL(url);
  return /^(?:https?|mailto):/.test(href) ? href : undefined;
}

/** What can be fetched over HTTP, as feeds ask of enclosures and images. */
export function isWeb(url: string): boolean {
  return /^https?:/.test(url);
}

function encoded(name: string): string {
  return name.toWellFormed().split("/").map(encodeURIComponent).join("/");
}

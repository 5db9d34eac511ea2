/** Renders a feed's documents for tests from items, each body joined into one string as it is published. */
import type { Document, DocumentPart } from "../../functions/render/document.ts";
import type { Feed } from "../../functions/render/feed.ts";
import type { Item } from "../../functions/render/item.ts";
import { type FeedPage, renderFeedPage as renderPage } from "../../functions/render/pages/feed-page.ts";
import { renderFeed as renderInParts } from "../../functions/render/render-feed.ts";
import { renderItem } from "../../functions/render/render-item.ts";
import type { Settings } from "../../functions/settings/settings.ts";

/** With items that are not rendered yet. */
type WithItems<T> = T extends unknown ? Omit<T, "items"> & { readonly items: readonly Item[] } : never;
export type FeedOfItems = WithItems<Feed>;
export type FeedPageOfItems = WithItems<FeedPage>;

export function renderFeed(feed: FeedOfItems, settings: Settings): readonly Document[] {
  const items = feed.items.map((item) => renderItem(item, settings));
  return renderInParts({ ...feed, items }, settings).map((document) => ({ ...document, body: joined(document.body) }));
}

/** An author is the person that the newest item names. */
export function renderFeedPage(page: FeedPageOfItems, settings: Settings): Document {
  const { language = settings.language } = page;
  const items = page.items.map((item) => renderItem(item, { ...settings, language }));
  if (page.kind !== "author") return renderPage({ ...page, items }, settings);
  const person = page.items.flatMap(({ authors }) => authors).find(({ name }) => name === page.title);
  return renderPage({ person, ...page, items }, settings);
}

export function joined(body: string | readonly DocumentPart[]): string {
  return Buffer.concat([body].flat().map((part) => Buffer.from(part as string))).toString();
}

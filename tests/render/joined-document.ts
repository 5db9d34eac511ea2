/** Renders a feed's documents for tests, each body joined into one string as it is published. */
import type { Document } from "../../functions/render/document.ts";
import type { Feed } from "../../functions/render/feed.ts";
import { renderFeed as renderInParts } from "../../functions/render/render-feed.ts";
import type { Settings } from "../../functions/settings/settings.ts";

export function renderFeed(feed: Feed, settings: Settings): readonly Document[] {
  return renderInParts(feed, settings).map((document) => ({ ...document, body: document.body.join("") }));
}

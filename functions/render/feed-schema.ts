/** Renders `feed.schema.json`, which describes the site's JSON Feed documents to programs, and to people what `_dropfeed` means in them. */
import type { Document } from "./document.ts";
import schema from "./feed.schema.json" with { type: "json" };

export const FEED_SCHEMA = "feed.schema.json";

export function renderFeedSchema(): Document {
  const body = `${JSON.stringify(schema, undefined, 2)}\n`;
  return { name: FEED_SCHEMA, body, type: "application/json; charset=utf-8", freshness: "asset" };
}

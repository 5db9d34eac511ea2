/** The subscription documents and the page of one feed: the main feed, a tag's, an author's. */
import { slugOf } from "../article/slug.ts";
import { FORMATS } from "../render/document.ts";
import type { Feed } from "../render/feed.ts";
import { renderFeed } from "../render/feed-documents.ts";
import type { Item } from "../render/item.ts";
import { type FeedPage, renderFeedPage } from "../render/pages/feed-page.ts";
import { newestArchivePage } from "./archive-reader.ts";
import type { Desk } from "./desk.ts";
import { siteFeeds } from "./furniture.ts";
import { feedPrefix, type IndexKey, sortsBefore } from "./index-key.ts";
import type { Listed } from "./item-reader.ts";

/** The names of all documents in a feed's folder. */
export const feedDocuments = (folder: string) =>
  [...Object.values(FORMATS).map((format) => format.file), "index.html"].map((file) => folder + file);

/**
 * Writes the feed's documents, or takes them away if nothing is left to tell (the main feed is then empty). `touched`: its keys
 * that came, went or changed.
 */
export async function publishFeed(
  folder: string,
  touched: readonly IndexKey[],
  come: ReadonlySet<IndexKey>,
  desk: Desk,
) {
  const { limit } = desk.settings;
  const { entries } = await desk.state.list({ prefix: feedPrefix(folder), limit });
  // Most of what is edited in an archive is older than all that its feeds tell. The site's page tells of more than articles.
  const oldest = entries.length < limit ? undefined : entries.at(-1)?.key;
  const isTold = (key: IndexKey) => oldest === undefined || !sortsBefore(oldest, key);
  if (folder !== "" && !touched.some(isTold)) return { cameOrWent: false };
  const listed = await desk.items.readAll(entries.map((entry) => entry.key));
  if (folder !== "" && listed.length === 0) {
    for (const name of feedDocuments(folder)) desk.writer.remove(name);
    return { cameOrWent: true };
  }
  const { feed, page } = folder === "" ? await mainFeed(listed, desk) : partFeed(folder, listed, desk);
  for (const document of renderFeed(feed, desk.settings)) await desk.writer.put(document);
  await desk.writer.put(renderFeedPage(page, desk.settings));
  // A feed all of whose newest articles came with this batch may be a new one.
  return { cameOrWent: entries.every((entry) => come.has(entry.key)) };
}

async function mainFeed(listed: readonly Listed[], desk: Desk): Promise<{ feed: Feed; page: FeedPage }> {
  const { title, description } = desk.settings;
  const items = listed.map(({ item }) => item);
  const prevArchive = await newestArchivePage(listed, desk.archive);
  const feed: Feed = { folder: "", title, description, items, links: { kind: "subscription", prevArchive } };
  const feeds = await siteFeeds(desk.state, 1);
  return { feed, page: { kind: "site", folder: "", title, description, items, feeds } };
}

function partFeed(folder: string, listed: readonly Listed[], desk: Desk): { feed: Feed; page: FeedPage } {
  const items = listed.map(({ item }) => item);
  const kind = folder.startsWith("tags/") ? "tag" : "author";
  const name = nameOf(folder, kind, items);
  const title = `${desk.settings.title} – ${name}`;
  const description = kind === "tag" ? `Articles about ${name}` : `Articles by ${name}`;
  const feed: Feed = { folder, title, description, items, links: { kind: "subscription" } };
  return { feed, page: { kind, folder, title: name, description, items } };
}

/** As the newest article spells it. */
function nameOf(folder: string, kind: "tag" | "author", items: readonly Item[]): string {
  const slug = folder.split("/")[1];
  for (const item of items) {
    const names = kind === "tag" ? item.tags : item.authors.map((author) => author.name);
    const name = names.find((name) => slugOf(name) === slug);
    if (name !== undefined) return name;
  }
  return slug ?? folder;
}

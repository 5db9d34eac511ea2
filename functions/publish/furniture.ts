/** What belongs to the site as a whole and to no article: the list of its feeds, its stylesheet, its icon. */
import { renderOpml } from "../render/opml.ts";
import { renderFurniture } from "../render/pages/furniture.ts";
import { listAll, type Store } from "../store/store.ts";
import type { Desk } from "./desk.ts";
import { FEEDS, folderOf } from "./index-key.ts";

export type SiteFeed = { readonly title: string; readonly folder: string };

export async function publishFurniture({ writer, settings }: Desk): Promise<void> {
  for (const document of renderFurniture(settings)) await writer.put(document);
}

export async function publishOpml(desk: Desk): Promise<void> {
  await desk.writer.put(renderOpml(await siteFeeds(desk.state), desk.settings));
}

/**
 * The feeds of tags and authors, in the order of their folders, from at most so many listings of a thousand.
 *
 * Their names come from their slugs: a listing tells all of them at once, where asking each feed's newest article for its spelling
 * would cost a request for every feed there is.
 */
export async function siteFeeds(state: Store, listings = Number.POSITIVE_INFINITY): Promise<SiteFeed[]> {
  const feeds: SiteFeed[] = [];
  let count = 0;
  for await (const { prefixes } of listAll(state, { prefix: FEEDS, delimiter: "/" })) {
    for (const folder of prefixes.map(folderOf)) if (folder !== "") feeds.push({ title: titleOf(folder), folder });
    if (++count >= listings) break;
  }
  return feeds;
}

function titleOf(folder: string): string {
  const words = (folder.split("/")[1] ?? "").split("-");
  if (folder.startsWith("tags/")) return words.join(" ");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}

/** Publishes the documents that belong to no article: the list of feeds (OPML) and the site assets. */
import { renderOpml } from "../../render/opml.ts";
import { FAVICON, renderSiteAssets } from "../../render/pages/assets/site-assets.ts";
import { listAll, type Store } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { FEEDS, folderOf } from "../state/state-keys.ts";
import { readTitles } from "./feed-titles.ts";

export type SiteFeed = { readonly title: string; readonly folder: string };

export async function publishSiteAssets({ writer, settings }: BatchContext): Promise<void> {
  for (const document of renderSiteAssets(settings)) await writer.write(document);
  await writer.write(FAVICON);
}

export async function publishOpml(context: BatchContext): Promise<void> {
  await context.writer.write(renderOpml(await siteFeeds(context.state), context.settings));
}

/** The feeds of tags and authors, sorted by folder. `listings`: the maximum number of store listings of each kind, of 1,000 keys each. */
export async function siteFeeds(state: Store, listings = Number.POSITIVE_INFINITY): Promise<SiteFeed[]> {
  const titles = await readTitles(state, listings);
  const feeds: SiteFeed[] = [];
  let count = 0;
  for await (const { prefixes } of listAll(state, { prefix: FEEDS, delimiter: "/" })) {
    for (const folder of prefixes.map(folderOf))
      if (folder !== "") feeds.push({ title: titles.get(folder) ?? wordsOf(folder), folder });
    if (++count >= listings) break;
  }
  return feeds;
}

/** For a feed of an earlier release, until the rebuild that comes with a new one gets to it. */
function wordsOf(folder: string): string {
  return (folder.split("/")[1] ?? "").replaceAll("-", " ");
}

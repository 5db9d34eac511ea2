/** Step 4 of publishing: every touched document once, in such an order that nothing points at what is not there yet. */
import { articlePage } from "../render/pages/article-page.ts";
import type { Store } from "../store/store.ts";
import { publishArchive, publishArchiveIndex } from "./archive.ts";
import type { Desk } from "./desk.ts";
import { publishFeed } from "./feeds.ts";
import { publishFurniture, publishOpml } from "./furniture.ts";
import { inParallel } from "./in-parallel.ts";
import { pageKey, pathOf, slugClaimPrefix } from "./index-key.ts";
import type { ArticleRecord } from "./record.ts";
import type { Touched } from "./touched.ts";

/** `whole`: also the main feed, and what belongs to no article. */
export async function publishDocuments(touched: Touched, desk: Desk, whole: boolean): Promise<void> {
  await inParallel([...touched.pages], ([slug, owners]) => publishPage(slug, owners, desk));
  const periodsMoved = await publishArchive(touched.periods, desk);
  if (whole || periodsMoved) await publishArchiveIndex(desk);
  const touchedFeeds = [...(whole ? new Map([["", []], ...touched.feeds]) : touched.feeds)];
  const publishThese = (feeds: typeof touchedFeeds) =>
    inParallel(feeds, ([folder, keys]) => publishFeed(folder, keys, touched.come, desk));
  // The site's page names all others.
  const parts = await publishThese(touchedFeeds.filter(([folder]) => folder !== ""));
  const main = await publishThese(touchedFeeds.filter(([folder]) => folder === ""));
  if (whole) await publishFurniture(desk);
  if (whole || touched.unsure || [...parts, ...main].some((feed) => feed.cameOrWent)) await publishOpml(desk);
  await desk.writer.flush();
}

async function publishPage(slug: string, owners: readonly string[], desk: Desk): Promise<void> {
  const owner = await ownerOf(slug, owners, desk);
  if (owner === undefined) desk.writer.remove(articlePage(slug));
  else await desk.writer.putSheet({ kind: "article", slug, placement: owner });
}

// Two newcomers of one batch may both have been first when they looked. The message that sets the loser right is on its way;
// until then the page is that of the first in order, as it will be.
async function ownerOf(slug: string, owners: readonly string[], desk: Desk): Promise<ArticleRecord | undefined> {
  const claimants = owners.length === 1 ? owners : await firstClaimant(slug, desk.state, owners);
  for (const path of claimants) {
    const owner = await desk.records.read(path, pageKey(slug));
    if (owner !== undefined) return owner;
  }
  return undefined;
}

async function firstClaimant(slug: string, state: Store, owners: readonly string[]): Promise<readonly string[]> {
  const { entries } = await state.list({ prefix: slugClaimPrefix(slug), limit: 1 });
  return [...entries.map((entry) => pathOf(entry.key)), ...owners];
}

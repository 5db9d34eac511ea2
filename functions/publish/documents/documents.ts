/** Step 4 of publishing: every touched document once, in such an order that nothing points at what is not there yet. */
import { articlePage } from "../../render/pages/article-page.ts";
import type { Store } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { inParallel } from "../in-parallel.ts";
import type { TouchedDocuments } from "../plan/touched-documents.ts";
import { pageKey, pathOf, slugClaimPrefix } from "../state/index-key.ts";
import type { ArticleRecord } from "../state/record.ts";
import { publishArchive, publishArchiveIndex } from "./archive.ts";
import { publishFeed } from "./feeds.ts";
import { publishOpml, publishSiteAssets } from "./site-wide.ts";

/** `whole`: also the main feed, and what belongs to no article. */
export async function publishDocuments(
  touched: TouchedDocuments,
  context: BatchContext,
  whole: boolean,
): Promise<void> {
  await inParallel([...touched.pages], ([slug, owners]) => publishPage(slug, owners, context));
  const periodsMoved = await publishArchive(touched.periods, context);
  if (whole || periodsMoved) await publishArchiveIndex(context);
  const touchedFeeds = [...(whole ? new Map([["", []], ...touched.feeds]) : touched.feeds)];
  const publishThese = (feeds: typeof touchedFeeds) =>
    inParallel(feeds, ([folder, keys]) => publishFeed(folder, keys, touched.come, context));
  // The site's page names all others.
  const parts = await publishThese(touchedFeeds.filter(([folder]) => folder !== ""));
  const main = await publishThese(touchedFeeds.filter(([folder]) => folder === ""));
  if (whole) await publishSiteAssets(context);
  if (whole || touched.unsure || [...parts, ...main].some((feed) => feed.cameOrWent)) await publishOpml(context);
  await context.writer.flush();
}

async function publishPage(slug: string, owners: readonly string[], context: BatchContext): Promise<void> {
  const owner = await ownerOf(slug, owners, context);
  if (owner === undefined) context.writer.remove(articlePage(slug));
  else await context.writer.render({ kind: "article", slug, placement: owner });
}

// Two newcomers of one batch may both have been first when they looked. The message that sets the loser right is on its way;
// until then the page is that of the first in order, as it will be.
async function ownerOf(
  slug: string,
  owners: readonly string[],
  context: BatchContext,
): Promise<ArticleRecord | undefined> {
  const claimants = owners.length === 1 ? owners : await firstClaimant(slug, context.state, owners);
  for (const path of claimants) {
    const owner = await context.records.read(path, pageKey(slug));
    if (owner !== undefined) return owner;
  }
  return undefined;
}

async function firstClaimant(slug: string, state: Store, owners: readonly string[]): Promise<readonly string[]> {
  const { entries } = await state.list({ prefix: slugClaimPrefix(slug), limit: 1 });
  return [...entries.map((entry) => pathOf(entry.key)), ...owners];
}

/** Step 4 of publishing: writes every touched document once, ordered so that no document links to one that does not exist yet. */
import { chaptersName } from "../../render/chapters.ts";
import { articlePage } from "../../render/pages/article-page.ts";
import { kindOfFolder } from "../../render/part-kinds.ts";
import type { Store } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { inParallel } from "../in-parallel.ts";
import type { TouchedDocuments } from "../plan/touched-documents.ts";
import type { ArticleRecord } from "../state/record.ts";
import { pageKey, pathOf, slugClaimPrefix } from "../state/state-keys.ts";
import { publishArchiveIndex, publishArchives } from "./archive-pages.ts";
import { type PublishedFeed, publishFeed } from "./feeds.ts";
import { languageFeeds } from "./language-feeds.ts";
import { publishOpml, publishSiteAssets } from "./site-wide.ts";
import { publishSitemap } from "./sitemap.ts";

/** `includeSiteWide`: also publish the main feed and the documents that belong to no article. */
export async function publishDocuments(
  touched: TouchedDocuments,
  context: BatchContext,
  includeSiteWide: boolean,
): Promise<void> {
  // Before the pages: another article that has the page now may bring chapters of its own.
  for (const slug of touched.chaptersLeft) context.writer.remove(chaptersName(slug));
  await inParallel([...touched.pages], ([slug, owners]) => publishPage(slug, owners, context));
  const periodsChanged = await publishArchives([...touched.periods.values()], context);
  if (includeSiteWide || periodsChanged) await publishArchiveIndex(context);
  const touchedFeeds = [...(includeSiteWide ? new Map([["", []], ...touched.feeds]) : touched.feeds)];
  const publishFeeds = (feeds: typeof touchedFeeds) =>
    inParallel(feeds, ([folder, keys]) => publishFeed(folder, keys, touched, context));
  const partFeeds = await publishFeeds(touchedFeeds.filter(([folder]) => folder !== ""));
  if (context.settings.languages && (includeSiteWide || touched.wasInterrupted || partFeeds.some(changesLanguages)))
    await publishLanguagePages(touched, context);
  // The main page links to all other feeds, so it comes last.
  const mainFeed = await publishFeeds(touchedFeeds.filter(([folder]) => folder === ""));
  if (includeSiteWide) await publishSiteAssets(context);
  if (includeSiteWide || touched.sitemaps.size > 0) await publishSitemap([...touched.sitemaps], context);
  if (includeSiteWide || touched.wasInterrupted || [...partFeeds, ...mainFeed].some((feed) => feed.isNewOrRemoved))
    await publishOpml(context);
  await context.writer.flush();
}

const changesLanguages = ({ folder, isNewOrRemoved }: PublishedFeed) =>
  isNewOrRemoved && kindOfFolder(folder) === "language";

/** The pages of languages name each other, so all of them change when a language comes or goes. */
async function publishLanguagePages(touched: TouchedDocuments, context: BatchContext): Promise<void> {
  const folders = (await languageFeeds(context)).map(({ folder }) => folder);
  await inParallel(folders, (folder) => publishFeed(folder, [], touched, context, true));
}

async function publishPage(slug: string, owners: readonly string[], context: BatchContext): Promise<void> {
  const owner = await ownerOf(slug, owners, context);
  if (owner === undefined) return context.writer.remove(articlePage(slug));
  const item = await context.writer.writeArticle({ kind: "article", slug, placement: owner });
  if (item !== undefined) context.items.remember(owner, item);
}

// Two new articles in one batch can both believe that they own a slug. The message that corrects one of them is already sent; until
// it is handled, the page belongs to the first in key order, as it will afterwards.
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

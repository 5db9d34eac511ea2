/**
 * Sheets: all that some documents tell, as plain data.
 *
 * Whoever is given a sheet and the site's settings renders the same bytes from them; so it can be sent to another thread.
 */
import type { Settings } from "../settings/settings.ts";
import type { Document, DocumentInParts } from "./document.ts";
import type { Feed } from "./feed.ts";
import { feedDocuments, renderFeed } from "./feed-documents.ts";
import { type Placement, present } from "./item.ts";
import { articlePage, renderArticlePage } from "./pages/article-page.ts";
import { type FeedPage, renderFeedPage } from "./pages/feed-page.ts";

export type Sheet = ArticleSheet | FeedSheet;

/** The page of an article. */
export type ArticleSheet = { readonly kind: "article"; readonly slug: string; readonly placement: Placement };

/** The documents of a feed, or of one page of the archive, and the page that shows it. */
export type FeedSheet = {
  readonly kind: "feed";
  readonly feed: WithoutItems<Feed>;
  readonly page: WithoutItems<FeedPage>;
  /** What its items are made of, in the order in which the documents tell them. */
  readonly placements: readonly Placement[];
};

type WithoutItems<T> = T extends unknown ? Omit<T, "items"> : never;

/** The names of a sheet's documents. */
export function namesOf(sheet: Sheet): readonly string[] {
  return sheet.kind === "article" ? [articlePage(sheet.slug)] : feedDocuments(sheet.feed.folder);
}

/**
 * One after the other, as they are asked for: a feed's documents are long.
 *
 * What is made of an article is made anew for each sheet. Most sheets of a publish tell of other articles, and to keep it until the
 * next one that does makes more work for the garbage collector than it spares.
 */
export function* renderSheet(sheet: Sheet, settings: Settings): Generator<Document | DocumentInParts> {
  if (sheet.kind === "article") {
    yield renderArticlePage(present(sheet.placement, settings), sheet.slug, settings);
    return;
  }
  const items = sheet.placements.map((placement) => present(placement, settings));
  yield* renderFeed({ ...sheet.feed, items }, settings);
  yield renderFeedPage({ ...sheet.page, items }, settings);
}

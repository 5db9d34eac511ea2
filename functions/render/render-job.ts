/**
 * Render jobs: all that some documents tell, as plain data.
 *
 * Whoever is given a job and the site's settings renders the same bytes from them; so it can be sent to another thread.
 */
import type { Settings } from "../settings/settings.ts";
import type { Document, DocumentInParts } from "./document.ts";
import type { Feed } from "./feed.ts";
import { toItem } from "./item.ts";
import { articlePage, renderArticlePage } from "./pages/article-page.ts";
import { type FeedPage, renderFeedPage } from "./pages/feed-page.ts";
import type { Placement } from "./placement.ts";
import { feedDocuments, renderFeed } from "./render-feed.ts";

export type RenderJob = ArticleJob | FeedJob;

/** The page of an article. */
export type ArticleJob = { readonly kind: "article"; readonly slug: string; readonly placement: Placement };

/** The documents of a feed, or of one page of the archive, and the page that shows it. */
export type FeedJob = {
  readonly kind: "feed";
  readonly feed: WithoutItems<Feed>;
  readonly page: WithoutItems<FeedPage>;
  /** What its items are made of, in the order in which the documents tell them. */
  readonly placements: readonly Placement[];
};

type WithoutItems<T> = T extends unknown ? Omit<T, "items"> : never;

/** The names of a job's documents. */
export function documentNames(job: RenderJob): readonly string[] {
  return job.kind === "article" ? [articlePage(job.slug)] : feedDocuments(job.feed.folder);
}

/**
 * One after the other, as they are asked for: a feed's documents are long.
 *
 * What is made of an article is made anew for each job. Most jobs of a publish tell of other articles, and to keep it until the
 * next one that does makes more work for the garbage collector than it spares.
 */
export function* runRenderJob(job: RenderJob, settings: Settings): Generator<Document | DocumentInParts> {
  if (job.kind === "article") {
    yield renderArticlePage(toItem(job.placement, settings), job.slug, settings);
    return;
  }
  const items = job.placements.map((placement) => toItem(placement, settings));
  yield* renderFeed({ ...job.feed, items }, settings);
  yield renderFeedPage({ ...job.page, items }, settings);
}

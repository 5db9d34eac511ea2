/**
 * Render jobs: plain data that contains everything needed to render one article's page or one feed's documents.
 *
 * A job and the site's settings always render to the same bytes, so a job can be sent to another thread.
 */
import type { Settings } from "../settings/settings.ts";
import { boundedItems, withoutContent } from "./bounded-items.ts";
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
  /** The articles that its items are made from, in document order. */
  readonly placements: readonly Placement[];
};

type WithoutItems<T> = T extends unknown ? Omit<T, "items"> : never;

/** The names of a job's documents. */
export function documentNames(job: RenderJob): readonly string[] {
  if (job.kind === "article") return [articlePage(job.slug)];
  const { folder, links } = job.feed;
  return links.kind === "none" ? [`${folder}index.html`] : feedDocuments(folder);
}

/**
 * Renders a job's documents one at a time, on demand, because a feed's documents are long.
 *
 * Items are not cached between jobs. Most jobs of a publish contain different articles, and keeping an item until the next
 * job that needs it costs the garbage collector more work than it saves.
 */
export function* runRenderJob(job: RenderJob, settings: Settings): Generator<Document | DocumentInParts> {
  if (job.kind === "article") {
    yield renderArticlePage(toItem(job.placement, settings), job.slug, settings);
    return;
  }
  const items = boundedItems(job.placements, settings);
  const told = settings.content === "summary" ? items.map(withoutContent) : items;
  yield* renderFeed({ ...job.feed, items: told }, settings);
  yield renderFeedPage({ ...job.page, items }, settings);
}

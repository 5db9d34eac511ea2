/**
 * Render jobs: plain data that contains everything needed to render one article's page, its item, or one feed's documents.
 *
 * A job and the site's settings always render to the same bytes, so a job can be sent to another thread.
 */
import type { Settings } from "../settings/settings.ts";
import { withoutContent } from "./bounded-items.ts";
import { chaptersName, hasChapters, renderChapters } from "./chapters.ts";
import type { Document, DocumentInParts } from "./document.ts";
import type { Feed } from "./feed.ts";
import { toItem } from "./item.ts";
import { articlePage, renderArticlePage } from "./pages/article-page.ts";
import { type FeedPage, renderFeedPage } from "./pages/feed-page.ts";
import type { Placement } from "./placed-article.ts";
import { feedDocuments, renderFeed } from "./render-feed.ts";
import { renderItem } from "./render-item.ts";
import type { RenderedItem } from "./rendered-item.ts";

/** The page of an article, and its chapters. */
export type ArticleJob = { readonly kind: "article"; readonly slug: string; readonly placement: Placement };

/** The items of articles, for the documents that list them. */
export type ItemsJob = {
  readonly kind: "items";
  readonly placements: readonly Placement[];
  /** Whether they are told by their summaries, because their documents have no room for more. */
  readonly isContentOmitted: boolean;
  /** Of the pages that list them, if it is not the site's. BCP 47. */
  readonly language?: string;
};

/** The documents of a feed, or of one page of the archive, and the page that shows it. */
export type FeedJob = {
  readonly kind: "feed";
  readonly feed: WithoutItems<Feed>;
  readonly page: WithoutItems<FeedPage>;
  /** In document order. */
  readonly items: readonly RenderedItem[];
};

type WithoutItems<T> = T extends unknown ? Omit<T, "items"> : never;

/** An article's own documents; and its item, unless it is unlisted. */
export type RenderedArticle = { readonly documents: readonly Document[]; readonly item?: RenderedItem };

/** The names of a job's documents. */
export function documentNames(job: ArticleJob | FeedJob): readonly string[] {
  if (job.kind === "feed") {
    const { folder, links } = job.feed;
    return links.kind === "none" ? [`${folder}index.html`] : feedDocuments(folder);
  }
  const { slug, placement } = job;
  return hasChapters(placement.article) ? [articlePage(slug), chaptersName(slug)] : [articlePage(slug)];
}

/** Renders an article's documents and its item together, because most of the work is the same. */
export function renderArticle({ slug, placement }: ArticleJob, settings: Settings): RenderedArticle {
  const item = toItem(placement, settings);
  const chapters = renderChapters(placement, settings);
  const documents = [renderArticlePage(item, slug, settings), ...(chapters === undefined ? [] : [chapters])];
  if (placement.article.unlisted) return { documents };
  return { documents, item: renderItem(settings.content === "summary" ? withoutContent(item) : item, settings) };
}

export function renderItems(job: ItemsJob, settings: Settings): readonly RenderedItem[] {
  const { language = settings.language } = job;
  const isContentOmitted = job.isContentOmitted || settings.content === "summary";
  return job.placements.map((placement) => {
    const item = toItem(placement, settings);
    return renderItem(isContentOmitted ? withoutContent(item) : item, { ...settings, language });
  });
}

/** Renders a feed's documents one at a time, on demand, because they are long. */
export function* renderFeedDocuments(job: FeedJob, settings: Settings): Generator<Document | DocumentInParts> {
  const { items } = job;
  yield* renderFeed({ ...job.feed, items }, settings);
  yield renderFeedPage({ ...job.page, items }, settings);
}

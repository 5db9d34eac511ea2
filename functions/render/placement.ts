/** An article with what only the publisher knows of it: its id, its slug, its dates and its media on this site. */
import type { Article } from "../article/article.ts";

/** What only the publisher knows of an article. */
export type Placement = {
  readonly article: Article;
  /** The whole id, not contested by another article. */
  readonly id: string;
  /** The name of its page, not contested by another article. */
  readonly slug: string;
  readonly published: number;
  readonly updated: number;
  /** By content path: the media that its attachments name, as they are now. One that is missing has no entry. */
  readonly media: Readonly<Record<string, { readonly size: number; readonly type: string }>>;
};

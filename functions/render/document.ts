/** What the site is made of: bodies under names, with what the store and the edge must know to serve them. */

export type FeedFormat = "rss" | "atom" | "json";

/** How long caches may keep a document: `feed` and `page` 60 s and then revalidation, `archive` and `asset` longer. */
export type Freshness = "feed" | "page" | "archive" | "asset";

export type Document = {
  /** Relative to the site's root: `tags/rss/feed.xml`. */
  readonly name: string;
  readonly body: string;
  readonly type: string;
  readonly freshness: Freshness;
};

/** A document made of parts that others share, which nobody need join. */
export type DocumentInParts = Omit<Document, "body"> & { readonly body: readonly string[] };

/** The file name and media type of each format, in every folder that holds a feed. */
export const FEED_FORMATS: Readonly<
  Record<FeedFormat, { readonly file: string; readonly type: string; readonly title: string }>
> = {
  rss: { file: "feed.xml", type: "application/rss+xml; charset=utf-8", title: "RSS" },
  atom: { file: "atom.xml", type: "application/atom+xml; charset=utf-8", title: "Atom" },
  json: { file: "feed.json", type: "application/feed+json; charset=utf-8", title: "JSON Feed" },
};

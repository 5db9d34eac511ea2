/** The files of the published site: each document has a name, a body, and the media type and cache lifetime that the store and the edge need to serve it. */

export type FeedFormat = "rss" | "atom" | "json";

/** How long caches may keep a document: `feed` and `page` for 60 s, then they revalidate; `archive` and `asset` longer. */
export type Freshness = "feed" | "page" | "archive" | "asset";

export type Document = {
  /** Relative to the site's root: `tags/rss/feed.xml`. */
  readonly name: string;
  readonly body: string;
  readonly type: string;
  readonly freshness: Freshness;
};

/** A document whose body is a list of texts and of UTF-8 bytes. Documents share these parts, and nothing has to join them. */
export type DocumentInParts = Omit<Document, "body"> & { readonly body: readonly DocumentPart[] };
export type DocumentPart = string | Uint8Array;

/** The file name and media type of each format, in every folder that holds a feed. */
export const FEED_FORMATS: Readonly<
  Record<FeedFormat, { readonly file: string; readonly type: string; readonly title: string }>
> = {
  rss: { file: "feed.xml", type: "application/rss+xml; charset=utf-8", title: "RSS" },
  atom: { file: "atom.xml", type: "application/atom+xml; charset=utf-8", title: "Atom" },
  json: { file: "feed.json", type: "application/feed+json; charset=utf-8", title: "JSON Feed" },
};

/** The feed model: title, items and links to neighboring documents. The three feed formats and the feed's page are rendered from it. */
import type { RenderedItem } from "./rendered-item.ts";

export type Feed = {
  /** The folder relative to the site's root, with a trailing slash: `` (the main feed), `tags/rss/`, `authors/ann-lee/`, `archive/2023-09/2/`, `tags/rss/archive/2023/`. */
  readonly folder: string;
  /** Plain text: the site's title, or `Site – Tag` for a tag's feed. */
  readonly title: string;
  readonly description: string;
  /** If it is not the site's. BCP 47. */
  readonly language?: string;
  /** In document order. */
  readonly items: readonly RenderedItem[];
  readonly links: FeedLinks;
};

/** Folders of neighboring documents (RFC 5005 §4), all of them complete pages. */
export type FeedLinks =
  | {
      readonly kind: "subscription";
      readonly prevArchive?: string;
      /** The newest page with an article that this document leaves out. */
      readonly older?: string;
    }
  | {
      readonly kind: "archive";
      readonly current: string;
      readonly prevArchive?: string;
      readonly nextArchive?: string;
    }
  /** An archive page that is not complete has no feed documents, but a page for people. */
  | { readonly kind: "none" };

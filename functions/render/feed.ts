/** A feed and its surroundings, as the three formats and the page of it tell of them. */
import type { Item } from "./item.ts";

export type Feed = {
  /** The folder below the site's root, with a slash at its end: `` (the main feed), `tags/rss/`, `authors/ann-lee/`, `archive/2023-09/2/`. */
  readonly folder: string;
  /** Plain text: the site's title, or for a tag's feed `Site – Tag`. */
  readonly title: string;
  readonly description: string;
  /** In the order in which the documents tell them. */
  readonly items: readonly Item[];
  readonly links: FeedLinks;
};

/** Folders of neighbouring documents (RFC 5005 §4). Only the main feed and its archive pages have any. */
export type FeedLinks =
  | { readonly kind: "subscription"; readonly prevArchive?: string }
  | {
      readonly kind: "archive";
      readonly current: string;
      readonly prevArchive?: string;
      readonly nextArchive?: string;
    };

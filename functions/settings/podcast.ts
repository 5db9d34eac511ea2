/** What `podcast` in site.json says of a show: the settings of the feed that podcast apps and directories read. */

export type ShowType = "episodic" | "serial";

/** A directory's category and, under it, one of its subcategories. */
export type Category = { readonly name: string; readonly sub?: string };

export type Podcast = {
  /** The tag whose feed is the show, as written; without one, the main feed is. */
  readonly tag?: string;
  /** Default: the site's, or those of the tag's feed. */
  readonly title?: string;
  readonly description?: string;
  /** The first counts for Apple. Names of Apple's list are in Apple's spelling; others stay as written. */
  readonly categories: readonly Category[];
  /** Unset: nobody has said whether the show is fit for children, so the feed does not either. */
  readonly explicit?: boolean;
  readonly type: ShowType;
  readonly author?: string;
  /** Public: directories send their mail to it. */
  readonly owner?: { readonly name?: string; readonly email: string };
  /** Absolute ASCII URL. */
  readonly image?: string;
  /** Whether other hosts are asked not to import the show; unset: nothing is said. */
  readonly locked?: boolean;
  readonly funding: readonly { readonly url: string; readonly text: string }[];
  /** A UUID that stays the same wherever the show moves; unset: made from the feed's address. */
  readonly guid?: string;
  readonly newFeedUrl?: string;
  readonly complete: boolean;
  readonly block: boolean;
};

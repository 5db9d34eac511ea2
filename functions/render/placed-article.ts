/** An article together with the data that only the publisher knows: its final id, slug, dates and media files on this site. */
import type { Article } from "../article/article.ts";

/** An article with the data that the publisher assigned to it. Dates are in milliseconds since 1970. */
export type Placement = {
  readonly article: Article;
  /** The complete id; no other article has it. */
  readonly id: string;
  /** The article's name in its page's URL; no other article has it. */
  readonly slug: string;
  readonly published: number;
  readonly updated: number;
  /**
   * Where each reference in the article leads on this site, as a percent-encoded document name with query and fragment:
   * `articles/b/#part`, `media/img/x.png`. A reference to what is not there has no entry.
   */
  readonly references: Readonly<Record<string, string>>;
  /**
   * Current size, type and (if known) duration in seconds of the media files that the attachments name, by content path; of pictures that
   * the article shows, width and height in CSS pixels too. A missing file has no entry.
   */
  readonly media: Readonly<Record<string, MediaFacts>>;
};

export type MediaFacts = {
  readonly size: number;
  readonly type: string;
  readonly duration?: number;
  readonly width?: number;
  readonly height?: number;
};

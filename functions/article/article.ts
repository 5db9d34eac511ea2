/**
 * The data model of an article: what `readArticle` returns for one content file.
 *
 * An article depends only on the file's path and bytes. It contains nothing from the site's settings, so a record of it stays
 * valid when the site moves, or changes its time zone or its authors. `render/item.ts` joins article and settings.
 */
import type { CleanHtml, Reference } from "./reference.ts";

export type Person = { readonly name: string; readonly url?: string; readonly avatar?: string };

/**
 * ISO 8601: `2023-09-14`, or `2023-09-14T10:30:00` with an optional fraction of a second and zone (`Z`, `-04:00`). Without a zone,
 * the site's time zone applies.
 */
export type WrittenDate = string & { readonly __brand: "WrittenDate" };

export type Attachment = {
  readonly url: Reference;
  /** The media type; if undefined, it follows from the file name. */
  readonly type?: string;
  readonly title?: string;
  /** In bytes; not needed for the site's own media, whose real size the store knows. */
  readonly size?: number;
  /** In seconds. */
  readonly duration?: number;
};

/** `start` and `end` in seconds. */
export type Chapter = {
  readonly start: number;
  readonly end?: number;
  readonly title: string;
  readonly image?: Reference;
  readonly url?: string;
  /** Left out of the list that players show. */
  readonly isHidden?: boolean;
};

export type Transcript = {
  readonly url: Reference;
  /** The media type; if undefined, it follows from the file name. */
  readonly type?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly isCaptions?: boolean;
};

/** Somebody who takes part: `role` and `group` as in the Podcast Taxonomy Project, `guest`, `editor` … */
export type Participant = Person & { readonly role?: string; readonly group?: string };

/** What podcast apps ask of an article with audio or video. */
export type Episode = {
  /** A whole number for Apple; others take 3.5 too. */
  readonly number?: number;
  readonly season?: number;
  readonly seasonName?: string;
  readonly type?: "full" | "trailer" | "bonus";
  /** The title without numbers. */
  readonly title?: string;
  readonly explicit?: boolean;
  /** In seconds. */
  readonly duration?: number;
  readonly transcripts?: readonly Transcript[];
  /** A list, or a file of chapters. */
  readonly chapters?: readonly Chapter[] | Reference;
  readonly people?: readonly Participant[];
  /** Directories are asked not to list it. */
  readonly block?: boolean;
};

export type Article = {
  /** Plain text on one line, never empty. A note, as microblogs have them, has no title. */
  readonly title?: string;
  readonly html: CleanHtml;
  /** Plain text. */
  readonly summary?: string;
  /** If undefined, the object's last-modified time applies. */
  readonly date?: WrittenDate;
  readonly updated?: WrittenDate;
  /** If empty, the site's authors apply. */
  readonly authors: readonly Person[];
  /** In the writer's order and spelling, without duplicates that differ only in case. */
  readonly tags: readonly string[];
  /** The publication or agency that the article comes from: `ZeroHedge` in "via ZeroHedge". */
  readonly source?: string;
  readonly image?: Reference;
  /** The URL of the original, if the article lives elsewhere. */
  readonly externalUrl?: string;
  /** Overrides the id made from the path. */
  readonly id?: string;
  /** Already in slug form; from front matter or the file name. */
  readonly slug: string;
  /** BCP 47. */
  readonly language?: string;
  readonly draft: boolean;
  /** Has a page that nothing lists: no feed, archive or index names it. */
  readonly unlisted: boolean;
  /** Other addresses of the article, as typed: paths (`/old/`, `/p/abc/`) or URLs. */
  readonly aliases: readonly string[];
  readonly expires?: WrittenDate;
  /** Stays hidden until then, whatever `date` says. */
  readonly publishAfter?: WrittenDate;
  readonly attachments: readonly Attachment[];
  readonly episode?: Episode;
};

/** Something the writer should know, with the line of the file (from 1) if there is one. */
export type Problem = { readonly line?: number; readonly reason: string };

export type Reading =
  | { readonly kind: "article"; readonly article: Article; readonly notes: readonly Problem[] }
  | { readonly kind: "rejected"; readonly problems: readonly Problem[] }
  /** No article, although its name could be one's: a README, a redirect, data. */
  | { readonly kind: "skipped"; readonly notes: readonly Problem[] };

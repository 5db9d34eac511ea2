/**
 * An article as its writer gave it: what `readArticle` makes of one content file.
 *
 * It is a function of the file's path and bytes alone. Nothing of the site's settings is in it, so that a record of it stays
 * true when the site moves, changes its zone or its authors; `render/item.ts` joins the two.
 */
import type { CleanHtml, Reference } from "./reference.ts";

export type Person = { readonly name: string; readonly url?: string; readonly avatar?: string };

/** ISO 8601: `2023-09-14`, `2023-09-14T10:30:00`, or either with seconds' fraction and a zone (`Z`, `-04:00`). Without a zone it is in the site's. */
export type WrittenDate = string & { readonly __brand: "WrittenDate" };

export type Attachment = {
  readonly url: Reference;
  /** A media type; unknown means: by the file's name. */
  readonly type?: string;
  readonly title?: string;
  /** Bytes; unknown for media of the site's own, whose true size the store tells. */
  readonly size?: number;
  /** Seconds. */
  readonly duration?: number;
};

export type Article = {
  /** Plain text, never empty, on one line. */
  readonly title: string;
  readonly html: CleanHtml;
  /** Plain text. */
  readonly summary?: string;
  /** None: the object's last-modified time. */
  readonly date?: WrittenDate;
  readonly updated?: WrittenDate;
  /** None: the site's. */
  readonly authors: readonly Person[];
  /** In the writer's order and spelling, without two that differ in case only. */
  readonly tags: readonly string[];
  /** Whom the story comes by way of: `ZeroHedge` in "via ZeroHedge". */
  readonly source?: string;
  readonly image?: Reference;
  /** Where the article itself lives, if not here. */
  readonly externalUrl?: string;
  /** Overrides the id made of the path. */
  readonly id?: string;
  /** Already in slug form; from front matter or the file's name. */
  readonly slug: string;
  /** BCP 47. */
  readonly language?: string;
  readonly draft: boolean;
  readonly expires?: WrittenDate;
  readonly attachments: readonly Attachment[];
};

/** Something a writer should know, at a line of the file (from 1) where one can be named. */
export type Problem = { readonly line?: number; readonly reason: string };

export type Reading =
  | { readonly kind: "article"; readonly article: Article; readonly notes: readonly Problem[] }
  | { readonly kind: "rejected"; readonly problems: readonly Problem[] };

/** What the library's `publish` takes, and what it returns: the outcome for articles and documents, and what their writer should know. */
import type { Problem } from "../article/article.ts";

/** A content folder as a table: path (`posts/ferry.md`, `site.json`) to text or bytes. */
export type ContentFiles = Readonly<Record<string, string | Uint8Array>>;

export type MemoryOptions = {
  /** The site's address. Default: the `url` of site.json, or `http://localhost:8080/`. */
  readonly url?: string;
  /** Publish as of this time, which decides what is scheduled or expired. Default: now. */
  readonly now?: Date | number;
};

export type FolderOptions = MemoryOptions & {
  /** The folder to write the site to. Files there that Dropfeed has not written stay as they are. */
  readonly out: string | URL;
  /** A folder for what is kept between two calls, so that the next one reads only what has changed. Only for a content folder. */
  readonly state?: string | URL;
  /** Also remove more than half of the site's articles. */
  readonly force?: boolean;
};

export type PublishOptions = MemoryOptions | FolderOptions;

/** `problem`: the article is not published, or a file could not be written. `note`: its writer should know. */
export type Message = Problem & { readonly path: string; readonly kind: "problem" | "note" };

export type Publication = {
  /** `hidden`: drafts, and articles whose time has not come or is over. With `state`, only articles that were looked at count. */
  readonly articles: { readonly published: number; readonly rejected: number; readonly hidden: number };
  /** Names relative to the site: `feed.xml`, `articles/ferry/index.html`. */
  readonly documents: {
    readonly written: readonly string[];
    readonly unchanged: readonly string[];
    readonly removed: readonly string[];
  };
  readonly messages: readonly Message[];
};

/** A site in memory: bytes by name, in the order of names. */
export type PublishedFiles = ReadonlyMap<string, Uint8Array>;

/** site.json, or a given address, is wrong, so nothing was published. */
export class InvalidSettingsError extends Error {
  override readonly name = "InvalidSettingsError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ line, reason }) => `site.json:${line === undefined ? "" : `${line}:`} ${reason}`).join("\n"));
    this.problems = problems;
  }
}

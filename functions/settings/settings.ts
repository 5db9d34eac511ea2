/** The settings of a site: the content of `site.json` with every default filled in. */
import type { Person } from "../article/article.ts";
import type { Podcast } from "./podcast.ts";

export type ArchivePeriod = "year" | "month" | "day";

export type Settings = {
  readonly title: string;
  readonly description: string;
  /** Absolute, ASCII, ends with a slash. */
  readonly url: string;
  /** The writer's own site, where addresses lead that begin with `/` and name nothing here. Absolute, ASCII. */
  readonly home?: string;
  /** Prefix of every article's id: a `tag:` URI up to and including its colon, `tag:example.org,2026:` (RFC 4151). */
  readonly id: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA name; used for dates without a zone. */
  readonly timezone: string;
  /** Used for articles without authors. */
  readonly authors: readonly Person[];
  /** People by the key that articles name them by, from the site's file of authors (`authors.yml`), if there is one. */
  readonly knownAuthors?: Readonly<Record<string, Person>>;
  /** Absolute ASCII URLs. */
  readonly icon?: string;
  readonly image?: string;
  readonly copyright?: string;
  /** Maximum number of articles in a subscription document. */
  readonly limit: number;
  /** The period of an archive page; false: no archive. */
  readonly archive: ArchivePeriod | false;
  /** Set if one of the site's feeds is a podcast. */
  readonly podcast?: Podcast;
  /** The folders of content that have a feed; true: each first folder. */
  readonly sections: true | readonly string[];
  /** Whether each language has a feed. */
  readonly languages: boolean;
  /** Whether feeds tell articles by their summary alone. */
  readonly content: "full" | "summary";
  /** Whether tags, authors, sections and languages have archives too. */
  readonly archives: boolean;
  /** WebSub hubs, absolute URLs. */
  readonly hubs: readonly string[];
};

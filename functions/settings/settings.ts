/** What `site.json` says of the whole site, every default filled in. */
import type { Person } from "../article/article.ts";

export type ArchivePeriod = "year" | "month" | "day";

export type Settings = {
  readonly title: string;
  readonly description: string;
  /** Absolute, ASCII, ends with a slash. */
  readonly url: string;
  /** What every article's id begins with: a `tag:` URI up to and with its colon, `tag:example.org,2026:` (RFC 4151). */
  readonly id: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA name; for dates that name no zone. */
  readonly timezone: string;
  /** The authors of articles that name none. */
  readonly authors: readonly Person[];
  /** Absolute ASCII URLs. */
  readonly icon?: string;
  readonly image?: string;
  readonly copyright?: string;
  /** How many articles a subscription document holds. */
  readonly limit: number;
  /** What an archive page's period is; false: no archive. */
  readonly archive: ArchivePeriod | false;
  /** WebSub hubs, absolute URLs. */
  readonly hubs: readonly string[];
};

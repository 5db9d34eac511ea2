/** The library's `renderFeed`: takes articles and the content of a site.json, and returns the feed of the newest in three formats. */
import type { Article } from "../article/article.ts";
import { desiredPlacement } from "../publish/plan/compute-record.ts";
import { FEED_FORMATS, type FeedFormat } from "../render/document.ts";
import type { Feed } from "../render/feed.ts";
import { toItem } from "../render/item.ts";
import { renderFeed as render } from "../render/render-feed.ts";
import { renderItem } from "../render/render-item.ts";
import { feedLimit } from "../render/show.ts";
import { parseSettings } from "../settings/parse-settings.ts";
import type { Settings } from "../settings/settings.ts";
import { bytesOf } from "../store/body.ts";
import { InvalidSettingsError } from "./publication.ts";

export type FeedEntry = {
  /** Where the article lies in its folder. Its id is made from it. */
  readonly path: string;
  readonly article: Article;
  /** Its date, if it has none itself. Default: the time of the call. */
  readonly modified?: Date | number;
};

/** RSS 2.0, Atom 1.0 and JSON Feed 1.1 of the same articles. */
export type FeedDocuments = Readonly<Record<FeedFormat, string>>;

export type FeedOptions = {
  /** As of this time. Default: now. */
  readonly now?: Date | number;
};

/**
 * `site`: what could stand in site.json; give it at least `url` and `title`. Drafts and articles of another time are left out. Links to other
 * articles and files of the same folder lead nowhere here: `publish` knows them.
 * @throws InvalidSettingsError
 */
export function renderFeed(entries: Iterable<FeedEntry>, site: object = {}, options: FeedOptions = {}): FeedDocuments {
  const parsing = parseSettings(Buffer.from(JSON.stringify(site)), {});
  if (parsing.kind === "rejected") throw new InvalidSettingsError(parsing.problems);
  const { settings } = parsing;
  const newest = placementsOf(entries, settings, Number(options.now ?? Date.now()))
    .sort((a, b) => b.published - a.published || (a.path < b.path ? -1 : 1))
    .slice(0, feedLimit("", settings));
  const items = newest.map((placement) => renderItem(toItem(placement, settings), settings));
  const { title, description } = settings;
  const feed: Feed = { folder: "", title, description, items, links: { kind: "subscription" } };
  const documents = new Map(
    render(feed, settings).map(({ name, body }) => [name, Buffer.from(bytesOf(body)).toString()]),
  );
  const textOf = (format: FeedFormat) => documents.get(FEED_FORMATS[format].file) ?? "";
  return { rss: textOf("rss"), atom: textOf("atom"), json: textOf("json") };
}

function placementsOf(entries: Iterable<FeedEntry>, settings: Settings, now: number) {
  return [...entries].flatMap(({ path, article, modified = now }) => {
    const source = { version: "", modified: Number(modified) };
    const desired = desiredPlacement(path, article, source, { settings, now, release: "" });
    if (desired.status !== "live" || article.unlisted) return [];
    return [{ ...desired, slug: article.slug, references: {}, media: {} }];
  });
}

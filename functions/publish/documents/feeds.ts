/** Publishes one feed (main, tag or author): its subscription documents and its page. */
import { slugOf } from "../../article/slug.ts";
import { authorsOf } from "../../render/person.ts";
import { printableLine } from "../../render/printable-text.ts";
import { feedDocuments } from "../../render/render-feed.ts";
import type { FeedJob } from "../../render/render-job.ts";
import type { Settings } from "../../settings/settings.ts";
import type { BatchContext } from "../batch-context.ts";
import { feedPrefix, type IndexKey, sortsBefore } from "../state/index-key.ts";
import type { ArticleRecord } from "../state/record.ts";
import { newestArchivePage } from "./archive-periods.ts";
import { contentOf } from "./content-size.ts";
import { keepTitle } from "./feed-titles.ts";
import { siteFeeds } from "./site-wide.ts";

/**
 * Writes the documents of a feed. Removes them if the feed has no articles left; only the main feed then stays, empty. `touched`: its
 * keys that were added, removed or changed; `added`: all feed keys that this batch added.
 */
export async function publishFeed(
  folder: string,
  touched: readonly IndexKey[],
  added: ReadonlySet<IndexKey>,
  context: BatchContext,
) {
  const { limit } = context.settings;
  const { entries } = await context.state.list({ prefix: feedPrefix(folder), limit });
  // Most edited old articles are older than everything in their feeds, so those feeds do not change. The main feed is always
  // rendered, because its page shows more than articles.
  const oldest = entries.length < limit ? undefined : entries.at(-1)?.key;
  const isShown = (key: IndexKey) => oldest === undefined || !sortsBefore(oldest, key);
  if (folder !== "" && !touched.some(isShown)) return { isNewOrRemoved: false };
  const keys = entries.map((entry) => entry.key);
  const isListedAnew = await context.gate.run((weigh) => publishEntries(folder, keys, context, weigh));
  // If this batch added all of the newest articles, the feed may be new.
  return { isNewOrRemoved: isListedAnew || keys.every((key) => added.has(key)) };
}

/** Returns whether the feed was removed, or has another title. */
async function publishEntries(
  folder: string,
  keys: readonly IndexKey[],
  context: BatchContext,
  weigh: (units: number) => void,
): Promise<boolean> {
  const records = await context.records.readAll(keys);
  weigh(contentOf(records));
  if (folder !== "" && records.length === 0) {
    for (const name of feedDocuments(folder)) context.writer.remove(name);
    await keepTitle(folder, undefined, context.state);
    return true;
  }
  if (folder === "") {
    await context.writer.render(await mainFeed(records, context));
    return false;
  }
  const name = nameOf(folder, records, context.settings);
  await context.writer.render(partFeed(folder, name, records, context));
  return keepTitle(folder, name, context.state);
}

async function mainFeed(placements: readonly ArticleRecord[], context: BatchContext): Promise<FeedJob> {
  const { title, description } = context.settings;
  const prevArchive = await newestArchivePage(placements, context.archive);
  const feeds = await siteFeeds(context.state, 1);
  return {
    kind: "feed",
    feed: { folder: "", title, description, links: { kind: "subscription", prevArchive } },
    page: { kind: "site", folder: "", title, description, feeds },
    placements,
  };
}

function partFeed(folder: string, name: string, placements: readonly ArticleRecord[], context: BatchContext): FeedJob {
  const kind = kindOf(folder);
  const title = `${context.settings.title} – ${name}`;
  const description = kind === "tag" ? `Articles about ${name}` : `Articles by ${name}`;
  return {
    kind: "feed",
    feed: { folder, title, description, links: { kind: "subscription" } },
    page: { kind, folder, title: name, description },
    placements,
  };
}

const kindOf = (folder: string) => (folder.startsWith("tags/") ? "tag" : "author");

/** The name of a tag or author as the newest article spells it. */
function nameOf(folder: string, placements: readonly ArticleRecord[], settings: Settings): string {
  const slug = folder.split("/")[1];
  for (const { article } of placements) {
    const written = kindOf(folder) === "tag" ? article.tags : authorsOf(article, settings).map(({ name }) => name);
    const name = written.map(printableLine).find((name) => name !== "" && slugOf(name) === slug);
    if (name !== undefined) return name;
  }
  return slug ?? folder;
}

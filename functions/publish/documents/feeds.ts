/** The subscription documents and the page of one feed: the main feed, a tag's, an author's. */
import { slugOf } from "../../article/slug.ts";
import { toItem } from "../../render/item.ts";
import { feedDocuments } from "../../render/render-feed.ts";
import type { FeedJob } from "../../render/render-job.ts";
import type { BatchContext } from "../batch-context.ts";
import { feedPrefix, type IndexKey, sortsBefore } from "../state/index-key.ts";
import type { ArticleRecord } from "../state/record.ts";
import { newestArchivePage } from "./archive-periods.ts";
import { siteFeeds } from "./site-wide.ts";

/**
 * Writes the feed's documents, or takes them away if nothing is left to tell (the main feed is then empty). `touched`: its keys
 * that came, went or changed.
 */
export async function publishFeed(
  folder: string,
  touched: readonly IndexKey[],
  come: ReadonlySet<IndexKey>,
  context: BatchContext,
) {
  const { limit } = context.settings;
  const { entries } = await context.state.list({ prefix: feedPrefix(folder), limit });
  // Most of what is edited in an archive is older than all that its feeds tell. The site's page tells of more than articles.
  const oldest = entries.length < limit ? undefined : entries.at(-1)?.key;
  const isTold = (key: IndexKey) => oldest === undefined || !sortsBefore(oldest, key);
  if (folder !== "" && !touched.some(isTold)) return { cameOrWent: false };
  const records = await context.records.readAll(entries.map((entry) => entry.key));
  if (folder !== "" && records.length === 0) {
    for (const name of feedDocuments(folder)) context.writer.remove(name);
    return { cameOrWent: true };
  }
  await context.writer.render(folder === "" ? await mainFeed(records, context) : partFeed(folder, records, context));
  // A feed all of whose newest articles came with this batch may be a new one.
  return { cameOrWent: entries.every((entry) => come.has(entry.key)) };
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

function partFeed(folder: string, placements: readonly ArticleRecord[], context: BatchContext): FeedJob {
  const kind = folder.startsWith("tags/") ? "tag" : "author";
  const name = nameOf(folder, kind, placements, context);
  const title = `${context.settings.title} – ${name}`;
  const description = kind === "tag" ? `Articles about ${name}` : `Articles by ${name}`;
  return {
    kind: "feed",
    feed: { folder, title, description, links: { kind: "subscription" } },
    page: { kind, folder, title: name, description },
    placements,
  };
}

/** As the newest article spells it. */
function nameOf(
  folder: string,
  kind: "tag" | "author",
  placements: readonly ArticleRecord[],
  context: BatchContext,
): string {
  const slug = folder.split("/")[1];
  for (const placement of placements) {
    const item = toItem(placement, context.settings);
    const names = kind === "tag" ? item.tags : item.authors.map((author) => author.name);
    const name = names.find((name) => slugOf(name) === slug);
    if (name !== undefined) return name;
  }
  return slug ?? folder;
}

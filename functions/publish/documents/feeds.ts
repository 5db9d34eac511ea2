/** Publishes one feed (the main one, or that of a tag, author, section or language): its subscription documents and its page. */
import { feedDocuments } from "../../render/render-feed.ts";
import type { FeedJob } from "../../render/render-job.ts";
import { feedLimit } from "../../render/show.ts";
import type { BatchContext } from "../batch-context.ts";
import type { TouchedDocuments } from "../plan/touched-documents.ts";
import type { ArticleRecord } from "../state/record.ts";
import { feedPrefix, type IndexKey, pathOf, periodPrefix, sortsBefore } from "../state/state-keys.ts";
import { folderOfPlace, newestComplete, type Place, pageWith } from "./archive-chain.ts";
import { contentOf } from "./content-size.ts";
import { headingOf } from "./feed-heading.ts";
import { keepTitle } from "./feed-titles.ts";
import { languageFeeds } from "./language-feeds.ts";
import { periodIn } from "./period-reader.ts";
import { siteFeeds } from "./site-wide.ts";

/** The keys of a feed's newest articles, and the key of the first one that its documents leave out. */
type Newest = { readonly shown: readonly IndexKey[]; readonly next?: IndexKey };

export type PublishedFeed = {
  readonly folder: string;
  /** Or, at least, it may be. */
  readonly isNewOrRemoved: boolean;
};

/**
 * Writes the documents of a feed. Removes them if the feed has no articles left; only the main feed then stays, empty. `keys`: those of
 * its keys that were added, removed or changed; `touched`: everything that this batch touches; `isDue`:
 * its page must be written anew.
 */
export async function publishFeed(
  folder: string,
  keys: readonly IndexKey[],
  touched: TouchedDocuments,
  context: BatchContext,
  isDue = false,
): Promise<PublishedFeed> {
  const newest = await readNewest(folder, context);
  // The main feed is always rendered, because its page shows more than articles.
  if (folder !== "" && !isDue && !(await isAffected(folder, keys, newest, touched, context)))
    return { folder, isNewOrRemoved: false };
  const isListedAnew = await context.memory.run((weigh) => publishNewest(folder, newest, context, weigh));
  // If this batch added all of the newest articles, the feed may be new.
  return { folder, isNewOrRemoved: isListedAnew || newest.shown.every((key) => touched.added.has(key)) };
}

async function readNewest(folder: string, { state, settings }: BatchContext): Promise<Newest> {
  const limit = feedLimit(folder, settings);
  const prefix = feedPrefix(folder);
  const keys: IndexKey[] = [];
  let after: string | undefined;
  do {
    const listing = await state.list({ prefix, after, limit: Math.min(limit + 1 - keys.length, MAX_LISTED) });
    for (const entry of listing.entries) keys.push(entry.key);
    after = listing.next;
  } while (after !== undefined && keys.length <= limit);
  return { shown: keys.slice(0, limit), next: keys[limit] };
}

/** The most keys that a store lists at once. The feed of a show has more. */
const MAX_LISTED = 1000;

/**
 * Most edited old articles are older than everything in their feeds, so those feeds do not change. One that comes or goes can move the
 * archive pages that the feed links to.
 */
async function isAffected(
  folder: string,
  keys: readonly IndexKey[],
  { shown, next }: Newest,
  { periods }: TouchedDocuments,
  { records }: BatchContext,
): Promise<boolean> {
  if (next === undefined || keys.some((key) => !sortsBefore(next, key))) return true;
  const ends = await records.readAll([...shown.slice(0, 1), next]);
  return ends.some((record) => {
    const name = periodIn(record.keys, folder);
    const period = name === undefined ? undefined : periods.get(periodPrefix(folder, name));
    return period !== undefined && (period.isUnsure || period.added.length + period.removed.length > 0);
  });
}

/** Returns whether the feed was removed, or has another title. */
async function publishNewest(
  folder: string,
  { shown, next }: Newest,
  context: BatchContext,
  weigh: (units: number) => void,
): Promise<boolean> {
  const records = await context.records.readAll(shown);
  weigh(contentOf(records));
  if (folder !== "" && records.length === 0) {
    for (const name of feedDocuments(folder)) context.writer.remove(name);
    await keepTitle(folder, undefined, context.state);
    return true;
  }
  const job = await feedJob(folder, records, next, context);
  await context.writer.writeFeed({ ...job, items: await context.items.itemsOf(records, job.page.language) });
  return folder !== "" && keepTitle(folder, headingOf(folder, records, context.settings).page.title, context.state);
}

async function feedJob(
  folder: string,
  records: readonly ArticleRecord[],
  next: IndexKey | undefined,
  context: BatchContext,
): Promise<Omit<FeedJob, "items">> {
  const archive = context.archive(folder);
  const { title, description, page, language } = headingOf(folder, records, context.settings);
  const complete = await newestComplete(records, archive);
  const nextArticle = next === undefined ? undefined : await context.records.read(pathOf(next), next);
  const older = nextArticle && (await pageWith(nextArticle, archive));
  const folderOf = (place: Place | undefined) => place && folderOfPlace(archive, place);
  const links = { kind: "subscription", prevArchive: folderOf(complete), older: folderOf(older) } as const;
  const feed = { folder, title, description, language, links };
  if (page.kind !== "site") {
    const translations = page.kind === "language" ? await languageFeeds(context) : undefined;
    const view = { ...page, kind: page.kind, folder, description, language, older: links.older, translations };
    return { kind: "feed", feed, page: view };
  }
  const feeds = await siteFeeds(context.state, 1);
  return { kind: "feed", feed, page: { kind: "site", folder, title, description, feeds } };
}

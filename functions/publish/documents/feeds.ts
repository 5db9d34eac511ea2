/** Publishes one feed (main, tag or author): its subscription documents and its page. */
import type { Person } from "../../article/article.ts";
import { authorFolder, tagFolder } from "../../render/pages/page-urls.ts";
import { authorsOf, printablePeople } from "../../render/person.ts";
import { printableLine } from "../../render/printable-text.ts";
import { feedDocuments } from "../../render/render-feed.ts";
import type { FeedJob } from "../../render/render-job.ts";
import { feedLimit } from "../../render/show.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Entry, Listing, Store } from "../../store/store.ts";
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
  const limit = feedLimit(folder, context.settings);
  const entries = await newestEntries(folder, limit, context.state);
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

/** The feed's newest keys; a show's are more than one listing holds. */
async function newestEntries(folder: string, limit: number, state: Store): Promise<readonly Entry[]> {
  const prefix = feedPrefix(folder);
  const found: Entry[] = [];
  let listing: Listing | undefined;
  do {
    listing = await state.list({ prefix, after: listing?.next, limit: Math.min(limit - found.length, MAX_LISTED) });
    found.push(...listing.entries);
  } while (listing.next !== undefined && found.length < limit);
  return found;
}

/** The most keys that a store lists at once. */
const MAX_LISTED = 1000;

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
  const items = await context.items.itemsOf(records);
  if (folder === "") {
    await context.writer.writeFeed({ ...(await mainFeed(records, context)), items });
    return false;
  }
  const spelled = spellingOf(folder, records, context.settings);
  await context.writer.writeFeed({ ...partFeed(folder, spelled, context), items });
  return keepTitle(folder, spelled.name, context.state);
}

type FeedWithoutItems = Omit<FeedJob, "items">;

async function mainFeed(records: readonly ArticleRecord[], context: BatchContext): Promise<FeedWithoutItems> {
  const { title, description } = context.settings;
  const prevArchive = await newestArchivePage(records, context.archive);
  const feeds = await siteFeeds(context.state, 1);
  return {
    kind: "feed",
    feed: { folder: "", title, description, links: { kind: "subscription", prevArchive } },
    page: { kind: "site", folder: "", title, description, feeds },
  };
}

function partFeed(folder: string, { name, person }: Spelling, context: BatchContext): FeedWithoutItems {
  const kind = kindOf(folder);
  const title = `${context.settings.title} – ${name}`;
  const description = kind === "tag" ? `Articles about ${name}` : `Articles by ${name}`;
  return {
    kind: "feed",
    feed: { folder, title, description, links: { kind: "subscription" } },
    page: { kind, folder, title: name, description, person },
  };
}

const kindOf = (folder: string) => (folder.startsWith("tags/") ? "tag" : "author");

/** A tag or author as an article names it. */
type Spelling = { readonly name: string; readonly person?: Person };

/** As the newest article names it. */
function spellingOf(folder: string, records: readonly ArticleRecord[], settings: Settings): Spelling {
  for (const { article } of records) {
    const name = article.tags.map(printableLine).find((tag) => tag !== "" && tagFolder(tag) === folder);
    if (name !== undefined) return { name };
    const people = printablePeople(authorsOf(article, settings));
    const person = people.find((each) => authorFolder(each.name) === folder);
    if (person !== undefined) return { name: person.name, person };
  }
  return { name: folder.split("/")[1] ?? folder };
}

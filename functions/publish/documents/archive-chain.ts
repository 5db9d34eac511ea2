/**
 * Walks the pages of one feed's archive, and says which of them are complete (RFC 5005 §4).
 *
 * Clients need not fetch an archive page twice, so feed documents link only to pages that hold still. A page is complete if it is full,
 * or if its period is over. A period is over when an article of a later one is there: not when the clock says so, because what is
 * published late (on the 1st, dated the 30th) still finds its page open, and because documents then change only when articles do. The
 * only open page is therefore the last one of the newest period, and only while it is not full. It has fewer articles than a
 * subscription document, which has them all.
 */
import { firstPosition } from "../../store/key-order.ts";
import type { ArticleRecord } from "../state/record.ts";
import { compareByAge, type IndexKey } from "../state/state-keys.ts";
import { archiveKeyIn, type FeedArchive, type Period, periodIn } from "./period-reader.ts";

/** One page of a period; pages are numbered from 1, which has the oldest articles. */
export type Place = { readonly period: Period; readonly page: number };

/** The most articles on a page if a subscription document may have more. */
const MAX_PAGE_SIZE = 100;

/** A page must not be larger than a subscription document, or that would not have all articles of an open page. */
export function pageSizeFor(limit: number, maximum = MAX_PAGE_SIZE): number {
  return Math.min(limit, maximum);
}

/** `tags/rss/archive/2023/2/`; the first page is in the period's own folder. */
export function folderOfPlace({ folder }: Pick<FeedArchive, "folder">, { period, page }: Place): string {
  return `${folder}archive/${period.name}/${page > 1 ? `${page}/` : ""}`;
}

/** The keys of a page's articles, newest first. */
export function keysOn({ period, page }: Place, pageSize: number): readonly IndexKey[] {
  return period.keys.slice((page - 1) * pageSize, page * pageSize).reverse();
}

/** The page with this key, or where it would be. */
export function pageOf(key: IndexKey, { keys }: Period, pageSize: number): number {
  return Math.floor(firstPosition(keys.length, (index) => compareByAge(keys[index] ?? "", key) >= 0) / pageSize) + 1;
}

/** The next older page. `pivot`: a key in place of the period's oldest, if the period has none any more. */
export async function pageBefore(
  { period, page }: Place,
  archive: FeedArchive,
  pivot: IndexKey | undefined = period.keys[0],
): Promise<Place | undefined> {
  if (page > 1) return { period, page: page - 1 };
  const older = pivot === undefined ? undefined : await archive.olderThan(pivot);
  return older && { period: older, page: older.pageCount };
}

/** The next newer page, open or not. */
export async function pageAfter({ period, page }: Place, archive: FeedArchive): Promise<Place | undefined> {
  if (page < period.pageCount) return { period, page: page + 1 };
  const newer = await archive.newerThan(period.name);
  return newer && { period: newer, page: 1 };
}

export async function isComplete({ period, page }: Place, archive: FeedArchive): Promise<boolean> {
  return page * archive.pageSize <= period.keys.length || (await archive.newerThan(period.name)) !== undefined;
}

/** The newest complete page, given the newest articles of the feed. */
export async function newestComplete(
  newest: readonly ArticleRecord[],
  archive: FeedArchive,
): Promise<Place | undefined> {
  const name = newest.map(({ keys }) => periodIn(keys, archive.folder)).find((found) => found !== undefined);
  if (name === undefined) return undefined;
  const period = await archive.period(name);
  const last = { period, page: period.pageCount };
  return last.page > 0 && (await isComplete(last, archive)) ? last : pageBefore(last, archive);
}

/** The page of an article. */
export async function pageWith(
  { keys }: Pick<ArticleRecord, "keys">,
  archive: FeedArchive,
): Promise<Place | undefined> {
  const [name, key] = [periodIn(keys, archive.folder), archiveKeyIn(keys, archive.folder)];
  if (name === undefined || key === undefined) return undefined;
  const period = await archive.period(name);
  return { period, page: pageOf(key, period, archive.pageSize) };
}

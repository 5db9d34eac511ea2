/** Publishes archive pages (RFC 5005 §4): the articles of a period, oldest first, 100 per page, each page linked to its neighbors. */

import { ARCHIVE_INDEX, renderArchiveIndex } from "../../render/pages/archive-index.ts";
import { feedDocuments } from "../../render/render-feed.ts";
import { firstPosition } from "../../store/key-order.ts";
import { listAll } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { inParallel } from "../in-parallel.ts";
import type { TouchedPeriod } from "../plan/touched-documents.ts";
import { ARCHIVE, type IndexKey, sortsBefore } from "../state/index-key.ts";
import { firstPage, folderOfPage, lastPage, type Period } from "./archive-periods.ts";
import { contentOf } from "./content-size.ts";

/** The numbers of the pages to write, from 1, by name of the period. */
type DuePages = Map<string, Set<number>>;

/** The maximum number of pages rendered at once: each holds 100 articles in memory, in three formats. */
const PAGES_IN_FLIGHT = 12;

/**
 * Writes the touched pages and, if pages were added or removed, the pages that link to them; removes surplus pages. Returns true if
 * a period may have been added or removed.
 */
export async function publishArchive(
  touched: ReadonlyMap<string, TouchedPeriod>,
  context: BatchContext,
): Promise<boolean> {
  const due: DuePages = new Map();
  const planned = await inParallel([...touched], ([name, changed]) => plan(name, changed, due, context));
  const pages = [...due].flatMap(([name, numbers]) => [...numbers].map((page) => ({ name, page })));
  await inParallel(
    pages,
    ({ name, page }) => context.gate.run((weigh) => publishPage(name, page, context, weigh)),
    PAGES_IN_FLIGHT,
  );
  const resized = planned.filter((name) => name !== undefined);
  await inParallel(resized, (name) => removeSurplus(name, context));
  return resized.length > 0;
}

/** Writes the page that lists all periods; removes it if the site has no archive. */
export async function publishArchiveIndex({ state, settings, writer }: BatchContext): Promise<void> {
  if (settings.archive === false) return writer.remove(ARCHIVE_INDEX);
  const prefix = `${ARCHIVE}${settings.archive}/`;
  const folders: string[] = [];
  for await (const { prefixes } of listAll(state, { prefix, delimiter: "/" })) {
    for (const period of prefixes) folders.push(`archive/${period.slice(prefix.length)}`);
  }
  await writer.write(renderArchiveIndex(folders.reverse(), settings));
}

/** Adds the pages to write to `due`; returns the period's name if its number of pages may have changed. */
async function plan(
  name: string,
  touched: TouchedPeriod,
  due: DuePages,
  context: BatchContext,
): Promise<string | undefined> {
  const period = await context.archive.period(name);
  const articlesBefore = period.keys.length - touched.added.length + touched.removed.length;
  const resized = touched.wasInterrupted || period.pageCount !== Math.ceil(articlesBefore / context.archive.pageSize);
  add(due, name, pagesTouched(period, touched, resized, context));
  if (!resized) return undefined;
  const pivot = period.keys[0] ?? touched.removed[0];
  const older = pivot && (await context.archive.olderThan(pivot));
  const newer = await context.archive.newerThan(name);
  if (older) add(due, older.name, [older.pageCount]);
  if (newer) add(due, newer.name, [1]);
  return name;
}

function add(due: DuePages, name: string, pages: readonly number[]) {
  due.set(name, new Set([...(due.get(name) ?? []), ...pages]));
}

/** The numbers of the pages to write. An added or removed article shifts all later ones; an edited article affects only its own page. */
function pagesTouched(
  period: Period,
  { added, removed, edited }: TouchedPeriod,
  resized: boolean,
  context: BatchContext,
): number[] {
  const { keys, pageCount: last } = period;
  const pageOf = (key: IndexKey) => Math.floor(positionOf(key, keys) / context.archive.pageSize) + 1;
  const pages = new Set(edited.map(pageOf));
  const shifted = [...added, ...removed].map(pageOf);
  // If the number of pages changes, the previous page gains or loses its link to the next page.
  const first = Math.min(...shifted, resized ? last : Number.POSITIVE_INFINITY) - (resized ? 1 : 0);
  for (let page = first; page <= last; page++) pages.add(page);
  return [...pages].filter((page) => page >= 1 && page <= last);
}

/** The position of a key among sorted keys, or the position where it would be inserted. */
function positionOf(key: IndexKey, keys: readonly IndexKey[]): number {
  return firstPosition(keys.length, (position) => !sortsBefore(keys[position] ?? "", key));
}

async function publishPage(
  name: string,
  page: number,
  context: BatchContext,
  weigh: (units: number) => void,
): Promise<void> {
  const period = await context.archive.period(name);
  const { pageSize } = context.archive;
  const records = await context.records.readAll(period.keys.slice((page - 1) * pageSize, page * pageSize));
  weigh(contentOf(records));
  const folder = folderOfPage(name, page);
  const prevArchive = page > 1 ? folderOfPage(name, page - 1) : await lastOfOlder(period, context);
  const nextArchive = page < period.pageCount ? folderOfPage(name, page + 1) : await firstOfNewer(period, context);
  const { title, description } = context.settings;
  const links = { kind: "archive", current: "", prevArchive, nextArchive } as const;
  const feed = { folder, title, description, links };
  const items = await context.items.itemsOf(records);
  await context.writer.writeFeed({
    kind: "feed",
    feed,
    page: { kind: "archive", folder, prevArchive, nextArchive },
    items,
  });
}

async function lastOfOlder({ keys }: Period, context: BatchContext): Promise<string | undefined> {
  const older = keys[0] && (await context.archive.olderThan(keys[0]));
  return older && lastPage(older);
}

async function firstOfNewer({ name }: Period, context: BatchContext): Promise<string | undefined> {
  const newer = await context.archive.newerThan(name);
  return newer && firstPage(newer);
}

/** Removes the pages after the last one that are still in the site store. */
async function removeSurplus(name: string, context: BatchContext): Promise<void> {
  const last = (await context.archive.period(name)).pageCount;
  const root = folderOfPage(name, 1);
  const surplus = new Set<number>();
  for await (const { entries } of listAll(context.site, { prefix: root })) {
    for (const { key } of entries) {
      const page = Number(/^\d+(?=\/)/.exec(key.slice(root.length))?.[0] ?? 1);
      if (page > last) surplus.add(page);
    }
  }
  for (const document of [...surplus].flatMap((page) => feedDocuments(folderOfPage(name, page))))
    context.writer.remove(document);
}

/** Archive pages (RFC 5005 §4): a period's articles, oldest first, a hundred to a page, each page linked to its neighbours. */

import { ARCHIVE_INDEX, renderArchiveIndex } from "../../render/pages/archive-index.ts";
import { feedDocuments } from "../../render/render-feed.ts";
import { firstPosition } from "../../store/key-order.ts";
import { listAll } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { inParallel } from "../in-parallel.ts";
import type { TouchedPeriod } from "../plan/touched-documents.ts";
import { ARCHIVE, type IndexKey, sortsBefore } from "../state/index-key.ts";
import { firstPage, folderOfPage, lastPage, type Period } from "./archive-periods.ts";

/** Pages to write, from 1, by the name of their period. */
type DuePages = Map<string, Set<number>>;

/** So many pages at a time: each holds a hundred articles in memory, in three formats. */
const PAGES_IN_FLIGHT = 12;

/**
 * Writes the touched pages and, where pages came or went, those that link to them; takes away the pages that are no more. True if
 * a period may have come or gone.
 */
export async function publishArchive(
  touched: ReadonlyMap<string, TouchedPeriod>,
  context: BatchContext,
): Promise<boolean> {
  const due: DuePages = new Map();
  const planned = await inParallel([...touched], ([name, changed]) => plan(name, changed, due, context));
  const pages = [...due].flatMap(([name, numbers]) => [...numbers].map((page) => ({ name, page })));
  await inParallel(pages, ({ name, page }) => publishPage(name, page, context), PAGES_IN_FLIGHT);
  const moved = planned.filter((name) => name !== undefined);
  await inParallel(moved, (name) => removeSurplus(name, context));
  return moved.length > 0;
}

/** The page of all periods; none where the site keeps no archive. */
export async function publishArchiveIndex({ state, settings, writer }: BatchContext): Promise<void> {
  if (settings.archive === false) return writer.remove(ARCHIVE_INDEX);
  const prefix = `${ARCHIVE}${settings.archive}/`;
  const folders: string[] = [];
  for await (const { prefixes } of listAll(state, { prefix, delimiter: "/" })) {
    for (const period of prefixes) folders.push(`archive/${period.slice(prefix.length)}`);
  }
  await writer.write(renderArchiveIndex(folders.reverse(), settings));
}

/** Notes the pages that are due; returns the period's name if pages of it may have come or gone. */
async function plan(
  name: string,
  touched: TouchedPeriod,
  due: DuePages,
  context: BatchContext,
): Promise<string | undefined> {
  const period = await context.archive.period(name);
  const articlesBefore = period.keys.length - touched.come.length + touched.left.length;
  const moved = touched.unsure || period.pageCount !== Math.ceil(articlesBefore / context.archive.pageSize);
  add(due, name, pagesTouched(period, touched, moved, context));
  if (!moved) return undefined;
  const pivot = period.keys[0] ?? touched.left[0];
  const older = pivot && (await context.archive.olderThan(pivot));
  const newer = await context.archive.newerThan(name);
  if (older) add(due, older.name, [older.pageCount]);
  if (newer) add(due, newer.name, [1]);
  return name;
}

function add(due: DuePages, name: string, pages: readonly number[]) {
  due.set(name, new Set([...(due.get(name) ?? []), ...pages]));
}

/** Articles that came or went shift all that follow them; an edited one concerns its own page. */
function pagesTouched(
  period: Period,
  { come, left, edited }: TouchedPeriod,
  moved: boolean,
  context: BatchContext,
): number[] {
  const { keys, pageCount: last } = period;
  const pageOf = (key: IndexKey) => Math.floor(positionOf(key, keys) / context.archive.pageSize) + 1;
  const pages = new Set(edited.map(pageOf));
  const shifted = [...come, ...left].map(pageOf);
  // Where the number of pages changes, the page before gains or loses its link to a next one.
  const first = Math.min(...shifted, moved ? last : Number.POSITIVE_INFINITY) - (moved ? 1 : 0);
  for (let page = first; page <= last; page++) pages.add(page);
  return [...pages].filter((page) => page >= 1 && page <= last);
}

/** Where a key stands, or would stand, among sorted keys. */
function positionOf(key: IndexKey, keys: readonly IndexKey[]): number {
  return firstPosition(keys.length, (position) => !sortsBefore(keys[position] ?? "", key));
}

async function publishPage(name: string, page: number, context: BatchContext): Promise<void> {
  const period = await context.archive.period(name);
  const { pageSize } = context.archive;
  const placements = await context.records.readAll(period.keys.slice((page - 1) * pageSize, page * pageSize));
  const folder = folderOfPage(name, page);
  const prevArchive = page > 1 ? folderOfPage(name, page - 1) : await lastOfOlder(period, context);
  const nextArchive = page < period.pageCount ? folderOfPage(name, page + 1) : await firstOfNewer(period, context);
  const { title, description } = context.settings;
  const links = { kind: "archive", current: "", prevArchive, nextArchive } as const;
  const feed = { folder, title, description, links };
  await context.writer.render({
    kind: "feed",
    feed,
    page: { kind: "archive", folder, prevArchive, nextArchive },
    placements,
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

/** Takes away the pages that the site store still lists beyond the last one. */
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

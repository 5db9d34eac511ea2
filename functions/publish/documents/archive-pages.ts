/** Plans and publishes the archive pages of all feeds (RFC 5005 §4): decides which pages a batch affects, and removes surplus ones. */
import { ARCHIVE_INDEX, renderArchiveIndex } from "../../render/pages/archive-index.ts";
import { feedDocuments } from "../../render/render-feed.ts";
import { listAll } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { inParallel } from "../in-parallel.ts";
import type { TouchedPeriod } from "../plan/touched-documents.ts";
import { archivePrefix } from "../state/state-keys.ts";
import { folderOfPlace, isComplete, type Place, pageAfter, pageBefore, pageOf } from "./archive-chain.ts";
import { type DuePage, publishArchivePage } from "./archive-page.ts";
import type { FeedArchive, Period } from "./period-reader.ts";

/** By folder. */
type DuePages = Map<string, DuePage>;

/** The maximum number of pages rendered at once: each holds up to 100 articles in memory, in three formats. */
const PAGES_IN_FLIGHT = 12;

/**
 * Writes the touched pages and, if pages were added, removed or completed, the pages that link to them; removes surplus pages. Returns
 * true if a period of the main feed may have been added or removed.
 */
export async function publishArchives(periods: readonly TouchedPeriod[], context: BatchContext): Promise<boolean> {
  const due: DuePages = new Map();
  const plans = await inParallel([...periods], (touched) => plan(touched, due, context));
  const publishPage = (page: DuePage) => context.memory.run((weigh) => publishArchivePage(page, context, weigh));
  await inParallel([...due.values()], publishPage, PAGES_IN_FLIGHT);
  const resized = plans.filter((each) => each.isResized);
  await inParallel(resized, ({ archive, period }) => removeSurplus(period, archive, context));
  return plans.some(({ archive, comesOrGoes }) => archive.folder === "" && comesOrGoes);
}

/** Writes the page that lists all periods; removes it if the site has no archive. */
export async function publishArchiveIndex({ state, settings, writer }: BatchContext): Promise<void> {
  if (settings.archive === false) return writer.remove(ARCHIVE_INDEX);
  const prefix = `${archivePrefix("")}${settings.archive}/`;
  const folders: string[] = [];
  for await (const { prefixes } of listAll(state, { prefix, delimiter: "/" })) {
    for (const period of prefixes) folders.push(`archive/${period.slice(prefix.length)}`);
  }
  await writer.write(renderArchiveIndex(folders.reverse(), settings));
}

type Plan = {
  readonly archive: FeedArchive;
  readonly period: Period;
  /** Whether the numbers of its pages, or of its complete pages, may have changed. */
  readonly isResized: boolean;
  readonly comesOrGoes: boolean;
};

/** Adds the pages to write to `due`. */
async function plan(touched: TouchedPeriod, due: DuePages, context: BatchContext): Promise<Plan> {
  const archive = context.archive(touched.folder);
  const period = await archive.period(touched.name);
  const { isUnsure } = touched;
  const now = period.keys.length;
  const before = now - touched.added.length + touched.removed.length;
  const comesOrGoes = isUnsure || before === 0 || now === 0;
  const isResized = comesOrGoes || (await isCountedAnew(before, period, archive));
  const add = (place: Place | undefined, mayBeOpened: boolean) => {
    if (place === undefined) return;
    const folder = folderOfPlace(archive, place);
    due.set(folder, { archive, ...place, mayBeOpened: mayBeOpened || due.get(folder)?.mayBeOpened === true });
  };
  const mayBeOpened = isUnsure || touched.removed.length > 0;
  const first = firstShifted(period, touched, isResized, archive);
  for (let page = first; page <= period.pageCount; page++) add({ period, page }, mayBeOpened);
  // An edited article affects only its own page.
  for (const key of touched.edited) add({ period, page: pageOf(key, period, archive.pageSize) }, mayBeOpened);
  if (!isResized) return { archive, period, isResized, comesOrGoes };
  const older = await pageBefore({ period, page: first }, archive, period.keys[0] ?? touched.removed[0]);
  add(older, comesOrGoes);
  // The last page of the period before a new one is complete from now on, and so the page before that links to it.
  if (older && comesOrGoes) add(await pageBefore(older, archive), false);
  add(await pageAfter({ period, page: period.pageCount }, archive), false);
  return { archive, period, isResized, comesOrGoes };
}

async function isCountedAnew(before: number, period: Period, archive: FeedArchive): Promise<boolean> {
  const { pageSize } = archive;
  const now = period.keys.length;
  if (Math.ceil(before / pageSize) !== period.pageCount) return true;
  const isCompletedOrOpened = Math.floor(before / pageSize) !== Math.floor(now / pageSize);
  return isCompletedOrOpened && (await archive.newerThan(period.name)) === undefined;
}

/** The number of the first page from which all are written: an added or removed article shifts all later ones. */
function firstShifted(
  period: Period,
  { added, removed }: TouchedPeriod,
  isResized: boolean,
  { pageSize }: FeedArchive,
) {
  const numbers = [...added, ...removed].map((key) => pageOf(key, period, pageSize));
  return Math.min(...numbers, isResized ? Math.max(1, period.pageCount) : Number.POSITIVE_INFINITY);
}

/** Removes the pages after the last one that are still in the site store. Other feeds than the main one have no open pages. */
async function removeSurplus(period: Period, archive: FeedArchive, context: BatchContext): Promise<void> {
  const lastPlace = { period, page: period.pageCount };
  const hasLast = archive.folder === "" || (await isComplete(lastPlace, archive));
  const last = hasLast ? period.pageCount : period.pageCount - 1;
  const root = folderOfPlace(archive, { period, page: 1 });
  const surplus = new Set<number>();
  for await (const { entries } of listAll(context.site, { prefix: root })) {
    for (const { key } of entries) {
      const page = Number(/^\d+(?=\/)/.exec(key.slice(root.length))?.[0] ?? 1);
      if (page > last) surplus.add(page);
    }
  }
  for (const page of surplus)
    for (const document of feedDocuments(folderOfPlace(archive, { period, page }))) context.writer.remove(document);
}

/**
 * Publishes the sitemap: a document for each month that lists the pages of its articles, and one that lists these documents.
 *
 * What the months' documents list is in the index keys, so no record is read. Which months there are, and when each was updated last,
 * is in one object of the state store: it takes one request to read, however many there are.
 */
import { renderSitemap, renderSitemapIndex, type SitemapEntry, sitemapName } from "../../render/sitemap.ts";
import { key } from "../../store/key.ts";
import { listAll, type Store, textOf } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { inParallel } from "../in-parallel.ts";
import { sitemapEntryOf, sitemapPrefix } from "../state/state-keys.ts";

const MONTHS = key("sitemap.json");
/** Of one document, by the protocol (sitemaps.org). A month with more articles lists its newest. */
const MAX_ENTRIES = 50_000;

/** By month, when its newest update was, in milliseconds since 1970. */
type Months = Readonly<Record<string, number>>;

/** `touched`: the months in which a page came, went or changed. */
export async function publishSitemap(touched: readonly string[], context: BatchContext): Promise<void> {
  const { state, writer, settings } = context;
  const known = await readMonths(state);
  const months: Record<string, number | undefined> = { ...known };
  await inParallel(touched, async (month) => {
    const entries = await readEntries(month, state);
    months[month] = entries.length > 0 ? latest(entries) : undefined;
    if (entries.length === 0) writer.remove(sitemapName(month));
    else await writer.write(renderSitemap(sitemapName(month), entries, settings));
  });
  const left = Object.entries(months)
    .flatMap(([month, updated]) => (updated === undefined ? [] : [{ month, updated }]))
    .sort((a, b) => (a.month < b.month ? 1 : -1));
  if (left.length > 1) await writer.write(renderSitemapIndex(left, settings));
  else {
    const entries = left[0] === undefined ? [] : await readEntries(left[0].month, state);
    await writer.write(renderSitemap(sitemapName(), entries, settings));
  }
  const now = Object.fromEntries(left.map(({ month, updated }) => [month, updated]));
  if (JSON.stringify(now) !== JSON.stringify(known)) await state.write(MONTHS, JSON.stringify(now), "anything");
}

async function readMonths(state: Store): Promise<Months> {
  const stored = await state.read(MONTHS);
  return stored === undefined ? {} : (JSON.parse(textOf(stored)) as Months);
}

async function readEntries(month: string, state: Store): Promise<SitemapEntry[]> {
  const found: SitemapEntry[] = [];
  for await (const { entries } of listAll(state, { prefix: sitemapPrefix(month) })) {
    for (const entry of entries) found.push(sitemapEntryOf(entry.key));
    if (found.length >= MAX_ENTRIES) break;
  }
  return found.slice(0, MAX_ENTRIES);
}

function latest(entries: readonly SitemapEntry[]): number {
  return entries.reduce((newest, { updated }) => Math.max(newest, updated), Number.NEGATIVE_INFINITY);
}

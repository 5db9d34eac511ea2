/** Publishes one archive page: its feed documents if it is complete, and its HTML page. */
import { feedDocuments } from "../../render/render-feed.ts";
import type { FeedJob } from "../../render/render-job.ts";
import type { BatchContext } from "../batch-context.ts";
import { folderOfPlace, isComplete, keysOn, type Place, pageAfter, pageBefore } from "./archive-chain.ts";
import { contentOf } from "./content-size.ts";
import { headingOf } from "./feed-heading.ts";
import type { FeedArchive } from "./period-reader.ts";

export type DuePage = Place & {
  readonly archive: FeedArchive;
  /** It may have been complete before this batch. */
  readonly mayBeOpened: boolean;
};

/** The open page of the main feed exists for people. What the open page of a tag or an author would have is on its own page. */
export async function publishArchivePage(
  { archive, mayBeOpened, ...place }: DuePage,
  context: BatchContext,
  weigh: (units: number) => void,
): Promise<void> {
  const folder = folderOfPlace(archive, place);
  const isOpen = !(await isComplete(place, archive));
  const isForPeople = archive.folder === "";
  if (isOpen && mayBeOpened) {
    for (const name of feedDocuments(folder)) if (!isForPeople || !name.endsWith(".html")) context.writer.remove(name);
  }
  if (isOpen && !isForPeople) return;
  const records = await context.records.readAll(keysOn(place, archive.pageSize));
  weigh(contentOf(records));
  const neighbors = await neighborsOf(place, archive);
  const { title, description, page, language } = headingOf(archive.folder, records, context.settings);
  const of = page.kind === "site" ? undefined : { kind: page.kind, folder: archive.folder, title: page.title };
  await context.writer.writeFeed({
    kind: "feed",
    feed: { folder, title, description, language, links: isOpen ? { kind: "none" } : linksOf(archive, neighbors) },
    page: { kind: "archive", folder, language, of, prevArchive: neighbors.older, nextArchive: neighbors.newer },
    items: await context.items.itemsOf(records, language),
  });
}

type Neighbors = { readonly older?: string; readonly newer?: string; readonly isNewerComplete: boolean };

async function neighborsOf(place: Place, archive: FeedArchive): Promise<Neighbors> {
  const [older, newer] = await Promise.all([pageBefore(place, archive), pageAfter(place, archive)]);
  const isNewerComplete = newer !== undefined && (await isComplete(newer, archive));
  const isShown = newer !== undefined && (isNewerComplete || archive.folder === "");
  return {
    older: older && folderOfPlace(archive, older),
    newer: isShown ? folderOfPlace(archive, newer) : undefined,
    isNewerComplete,
  };
}

function linksOf({ folder }: FeedArchive, { older, newer, isNewerComplete }: Neighbors): FeedJob["feed"]["links"] {
  return { kind: "archive", current: folder, prevArchive: older, nextArchive: isNewerComplete ? newer : undefined };
}

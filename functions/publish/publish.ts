/**
 * Publishes a batch of content paths: the one place where the order of steps is told.
 *
 * 1. Look at each path: what is remembered, what is there, what must change.
 * 2. Say in its record that an update is under way, and which keys it is leaving.
 * 3. Put its new keys, remove those it leaves; send word to the articles that this affects.
 * 4. Write each touched document once.
 * 5. Say in each record that the update is done.
 *
 * Stopped after any single store operation and given the same paths again, it ends with the same bytes: a record found under way
 * puts all its keys again and has all its documents rendered again.
 */
import type { Problem } from "../article/article.ts";
import type { Settings } from "../settings/settings.ts";
import { StoreBusyError } from "../store/store.ts";
import { type BatchContext, batchContext } from "./batch-context.ts";
import { isMedia, whyNotPath } from "./content-path.ts";
import type { WriteLog } from "./documents/document-writer.ts";
import { publishDocuments } from "./documents/documents.ts";
import { inParallel } from "./in-parallel.ts";
import { publishMedia } from "./media.ts";
import { changedMessages } from "./message.ts";
import { type ChangeDetection, detectChange } from "./plan/detect-change.ts";
import { touchedDocuments } from "./plan/touched-documents.ts";
import type { Publisher } from "./publisher.ts";
import { serializeRecord, writeRecord } from "./state/record.ts";
import { beginUpdate, finishUpdate, type Update } from "./update-record.ts";

export type Outcome = ChangeDetection["outcome"] | "media";

/** What became of one path. */
export type PathReport = {
  readonly path: string;
  readonly outcome: Outcome;
  /** Why it was rejected. */
  readonly problems: readonly Problem[];
  /** What its writer should know all the same. */
  readonly notes: readonly Problem[];
};

export type PathFailure = { readonly path: string; readonly reason: string };

export type Report = {
  readonly paths: readonly PathReport[];
  readonly documents: WriteLog;
  /** Paths that a passing fault kept from being published: to be sent again. */
  readonly failed: readonly PathFailure[];
};

/** Media are held in memory whole, and may be large. */
const MEDIA_IN_FLIGHT = 4;

export type Batch = {
  readonly paths: readonly string[];
  readonly settings: Settings;
  /** Render the documents of these paths even if nothing about them changed. */
  readonly force?: boolean;
  /** Also the main feed, and what belongs to no article. */
  readonly includeSiteWide?: boolean;
};

/**
 * @throws SecondPublisherError if another publisher is at work on the site
 * @throws StoreBusyError if documents could not be written: then no record is finished, and the batch must come again
 */
export async function publish(batch: Batch, publisher: Publisher): Promise<Report> {
  const context = batchContext(batch.settings, publisher);
  const paths = [...new Set(batch.paths)];
  const beginAll = (some: readonly string[], inFlight?: number) =>
    inParallel(some, (path) => beginPath(path, batch, context, publisher), inFlight);
  const articles = paths.filter((path) => !isMedia(path));
  const once = [...(await beginAll(articles)), ...(await beginAll(paths.filter(isMedia), MEDIA_IN_FLIGHT))];
  // Newcomers saw nothing of each other's claims, nor of media that came with them. Now that all of it is there, who was wrong
  // looks again, so that no document is written for a name that is another's.
  const mistaken = new Set(once.flatMap((each) => each.affected));
  const begun = [...once, ...(await beginAll(articles.filter((path) => mistaken.has(path))))];
  const updates = begun.flatMap(({ update }) => update ?? []);
  const failed = begun.flatMap((each) => each.failed ?? []);
  await publisher.send(changedMessages(begun.flatMap((each) => each.affected)));
  await publishDocuments(touchedDocuments(updates), context, batch.includeSiteWide ?? false);
  await inParallel(finishable(updates, failed), (update) => finishUpdate(publisher.state, update));
  return { paths: begun.flatMap(({ report }) => report ?? []), documents: context.writer.log, failed };
}

/** The last update of each path, where a path was looked at twice; none of a path that failed and comes again. */
function finishable(updates: readonly Update[], failed: readonly PathFailure[]): Update[] {
  const last = new Map(updates.map((update) => [update.path, update]));
  for (const { path } of failed) last.delete(path);
  return [...last.values()];
}

type BegunUpdate = {
  readonly affected: readonly string[];
  readonly report?: PathReport;
  readonly update?: Update;
  readonly failed?: PathFailure;
};

/** Steps 1 to 3 of one path. A passing fault concerns that path alone; what it had begun, its next message goes on with. */
async function beginPath(
  path: string,
  batch: Batch,
  context: BatchContext,
  publisher: Publisher,
): Promise<BegunUpdate> {
  const reason = whyNotPath(path);
  if (reason !== undefined)
    return { affected: [], report: { path, outcome: "rejected", problems: [{ reason }], notes: [] } };
  try {
    if (isMedia(path)) {
      const { affected, problems } = await publishMedia(path, publisher, context.writer);
      const outcome = problems.length > 0 ? "rejected" : "media";
      return { affected, report: { path, outcome, problems, notes: [] } };
    }
    const moment = { settings: batch.settings, now: publisher.now, release: publisher.release };
    const { change, stale, ...report } = await detectChange(path, context, moment, batch.force ?? false);
    if (change === undefined) {
      if (stale) await writeRecord(publisher.state, path, serializeRecord(stale.record), stale.version);
      return { affected: [], report };
    }
    const update = await beginUpdate(publisher, change);
    if (change.after !== undefined) context.records.know(path, change.after);
    return { affected: update.affected, report, update };
  } catch (error) {
    if (error instanceof StoreBusyError) return { affected: [], failed: { path, reason: error.message } };
    throw error;
  }
}

/**
 * Publishes a batch of content paths: writes or removes the documents that they affect, and reports the outcome of each path.
 * This file alone defines the order of the steps:
 *
 * 1. Detect what must change for each path, by comparing its record with its current content.
 * 2. Mark its record as under way, and list in it the index keys to be removed.
 * 3. Write its new index keys and remove the old ones; send messages for other articles that this affects.
 * 4. Write each touched document once.
 * 5. Mark each record as done.
 *
 * A publisher that stops after any single store operation and gets the same paths again ends with the same bytes: if a record is
 * still marked as under way, all its keys are written again and all its documents are rendered again.
 */
import type { Problem } from "../article/article.ts";
import type { Settings } from "../settings/settings.ts";
import { StoreBusyError } from "../store/store.ts";
import { affectedBy, stillAffected } from "./affected-paths.ts";
import { type BatchBudget, batchBudget } from "./batch-budget.ts";
import { type BatchContext, batchContext } from "./batch-context.ts";
import { isHidden, isMedia, isNeverPublished, whyNotPath } from "./content-path.ts";
import { type Copied, copyMedia } from "./copy-media.ts";
import type { WriteLog } from "./documents/document-writer.ts";
import { publishDocuments } from "./documents/documents.ts";
import { inParallel } from "./in-parallel.ts";
import { MEDIA, planMedia } from "./media.ts";
import { changedMessages } from "./message.ts";
import { type ChangeDetection, detectChange } from "./plan/detect-change.ts";
import { pageChanges } from "./plan/page-changes.ts";
import { touchedDocuments } from "./plan/touched-documents.ts";
import type { Publisher } from "./publisher.ts";
import { serializeRecord, writeRecord } from "./state/record.ts";
import { beginUpdate, finishUpdate, type Update } from "./update-record.ts";

/** `unused`: a file that waits for an article that refers to it. */
export type Outcome = ChangeDetection["outcome"] | "media" | "unused";

/** The result for one path. */
export type PathReport = {
  readonly path: string;
  readonly outcome: Outcome;
  /** Why the path was rejected. */
  readonly problems: readonly Problem[];
  /** What the writer should know although the path was not rejected. */
  readonly notes: readonly Problem[];
  /** Whether the article is published with its file's time, because it has no date. */
  readonly isUndated?: boolean;
};

export type PathFailure = { readonly path: string; readonly reason: string };

/** Steps 1 to 3 of one path. */
type BegunUpdate = {
  readonly path: string;
  /** Articles whose right to a slug or id may have changed. */
  readonly affected: readonly string[];
  /** Articles that use this media file, and may not know it as it is. */
  readonly users?: readonly string[];
  /** Whether it is a media file to copy, before the documents that show it are written. */
  readonly isToCopy?: boolean;
  readonly report?: PathReport;
  readonly update?: Update;
  readonly failed?: PathFailure;
  /** The path, if it has to wait for the next batch: nothing was written for it. */
  readonly waiting?: string;
};

/** `looked`: the articles that the first pass has looked at. */
type Looking = {
  readonly context: BatchContext;
  readonly publisher: Publisher;
  readonly looked: ReadonlyMap<string, BegunUpdate>;
  readonly budget: BatchBudget;
};

export type Report = {
  readonly paths: readonly PathReport[];
  readonly documents: WriteLog;
  /** Paths that were not published because of a temporary failure; the caller sends them again. */
  readonly failed: readonly PathFailure[];
};

export type Batch = {
  readonly paths: readonly string[];
  readonly settings: Settings;
  /** Render the documents of these paths even if nothing changed. */
  readonly force?: boolean;
  /** Also publish the main feed and the documents that belong to no article. */
  readonly includeSiteWide?: boolean;
};

/**
 * @throws SecondPublisherError if another publisher works on the same site
 * @throws StoreBusyError if documents could not be written; then no record is marked as done, and the batch must be sent again
 */
export async function publish(batch: Batch, publisher: Publisher): Promise<Report> {
  const context = batchContext(batch.settings, publisher);
  const budget = batchBudget(publisher.batchBytes ?? Number.POSITIVE_INFINITY, publisher.isTimeUp);
  const paths = [...new Set(batch.paths)];
  const looked = new Map<string, BegunUpdate>();
  const beginAll = (subset: readonly string[]) =>
    inParallel(subset, (path) => beginPath(path, batch, { context, publisher, looked, budget }));
  for (const begun of await beginAll(paths.filter((path) => !isMedia(path)))) looked.set(begun.path, begun);
  const firstPass = [...looked.values(), ...(await beginAll(paths.filter(isMedia)))];
  // New articles did not see each other's claims and names. All of that is written now, so articles that decided on outdated
  // information are processed again. No document is then written for a name that another article owns.
  const first = await affectedBy(firstPass, publisher.state);
  const again = [...looked]
    .filter(([path, { failed, waiting }]) => first.all.has(path) && !failed && !waiting)
    .map(([path]) => path);
  const secondPass = await beginAll(again);
  const updates = [...firstPass, ...secondPass].flatMap(({ update }) => update ?? []);
  const second = await affectedBy(secondPass, publisher.state);
  publisher.beforeDocuments?.(pageChanges(updates));
  const copied = await copyMedia(firstPass, context);
  const begun = [...firstPass.map((each) => afterCopy(each, copied.get(each.path))), ...secondPass];
  const failed = begun.flatMap((each) => each.failed ?? []);
  await publisher.send([
    ...changedMessages(stillAffected(first, second, new Set(paths), new Set(again))),
    ...changedMessages(
      begun.flatMap(({ waiting }) => waiting ?? []),
      batch.force,
    ),
  ]);
  await publishDocuments(touchedDocuments(updates, batch.force), context, batch.includeSiteWide ?? false);
  await inParallel(finishable(updates, failed), (update) => finishUpdate(publisher.state, update));
  return { paths: begun.flatMap(({ report }) => report ?? []), documents: context.writer.log, failed };
}

function afterCopy(begun: BegunUpdate, { failed, refused }: Copied = {}): BegunUpdate {
  const { path } = begun;
  if (failed !== undefined) return { path, affected: [], failed: { path, reason: failed } };
  return refused === undefined ? begun : { ...begun, report: { path, ...refused } };
}

/** The last update of each path (some paths are processed twice), without the paths that failed and will be sent again. */
function finishable(updates: readonly Update[], failed: readonly PathFailure[]): Update[] {
  const last = new Map(updates.map((update) => [update.path, update]));
  for (const { path } of failed) last.delete(path);
  return [...last.values()];
}

function impossiblePath(path: string, reason: string): PathReport {
  return isHidden(path)
    ? { path, outcome: "ignored", problems: [], notes: [] }
    : { path, outcome: "rejected", problems: [{ reason }], notes: [] };
}

/** Runs steps 1 to 3 for one path. If a store is busy, only this path fails; its next message resumes what was begun. */
async function beginPath(
  path: string,
  batch: Batch,
  { context, publisher, looked, budget }: Looking,
): Promise<BegunUpdate> {
  const reason = whyNotPath(path);
  if (reason !== undefined) return { path, affected: [], report: impossiblePath(path, reason) };
  try {
    // An earlier release published every file that is no article.
    if (isNeverPublished(path)) context.writer.remove(MEDIA + path);
    if (isMedia(path)) {
      const mayBeUpToDate = (article: string) => batch.force === true || looked.has(article);
      const { affected, isToCopy, ...report } = await planMedia(path, context, { mayBeUpToDate });
      return { path, affected: [], users: affected, report: { path, ...report }, isToCopy };
    }
    if (budget.isOver(path)) return { path, affected: [], waiting: path };
    const conditions = { settings: batch.settings, now: publisher.now, release: publisher.release };
    const before = looked.get(path);
    const own = before && { version: before.update?.version };
    const options = { force: batch.force === true && own === undefined, again: own };
    const { change, stale, comesOrGoes, ...found } = await detectChange(path, context, conditions, options);
    const indexes = comesOrGoes ? await context.indexesBeside(path) : [];
    // A second look reads nothing as a rule, and then it has no notes.
    const report = { ...found, notes: found.notes.length > 0 ? found.notes : (before?.report?.notes ?? []) };
    if (change === undefined) {
      if (stale) await writeRecord(publisher.state, path, serializeRecord(stale.record), stale.version);
      return { path, affected: indexes, report };
    }
    if (change.after !== undefined && budget.mustWait(path, change.after)) return { path, affected: [], waiting: path };
    const update = await beginUpdate(publisher, change, { ownVersion: own?.version });
    if (change.after !== undefined) context.records.remember(path, change.after);
    return { path, affected: [...update.affected, ...indexes], report, update };
  } catch (error) {
    if (error instanceof StoreBusyError) return { path, affected: [], failed: { path, reason: error.message } };
    throw error;
  }
}

/** Step 1 of publishing a path: compares its record with its current content and returns the change to make. Writes nothing. */
import type { Article, Problem } from "../../article/article.ts";
import { parseKey } from "../../store/key.ts";
import { orRefusal, type Store, StoreRefusedError } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { isHidden, isMedia, kindOfPath } from "../content-path.ts";
import { mediaTypeOf } from "../media.ts";
import { claimKey, sortsBefore } from "../state/index-key.ts";
import { type ArticleRecord, type MediaInfo, readRecord, type Status, type StoredRecord } from "../state/record.ts";
import type { Stores } from "../stores.ts";
import {
  type ClaimLookup,
  computeRecord,
  type DesiredPlacement,
  desiredPlacement,
  mediaOf,
  type PublishConditions,
} from "./compute-record.ts";
import { whyListOfFolder } from "./folder-index.ts";

export type Change = {
  readonly path: string;
  readonly before?: StoredRecord;
  /** Undefined if the article is gone. */
  readonly after?: ArticleRecord;
  readonly found: ClaimLookup;
};

export type ChangeDetection = {
  readonly path: string;
  /**
   * `skipped`: the file is no article; `notes` say why. `unread`: a format of other tools. `ignored`: a dotfile, a backup, a
   * tool's file.
   */
  readonly outcome: Status | "rejected" | "gone" | "skipped" | "unread" | "ignored";
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
  /** Whether the article is published with its file's time, because it has no date. */
  readonly isUndated?: boolean;
  /** Whether the file may be new or gone since it was last looked at, so that what depends on it being there must be looked at. */
  readonly comesOrGoes: boolean;
  /** Undefined if documents and records are up to date. */
  readonly change?: Change;
  /**
   * Without a change: a record whose modification time does not prove that its current content was checked. Writing the record
   * again as it is updates that time.
   */
  readonly stale?: StoredRecord;
};

const NOT_LOOKED_UP: ClaimLookup = { slugTaken: false, idTaken: false, media: {} };

export async function detectChange(
  path: string,
  context: BatchContext,
  conditions: PublishConditions,
  force: boolean,
): Promise<ChangeDetection> {
  const before = await readRecord(context.state, path);
  const detected = await compareWithContent({ path, before, force }, context, conditions);
  const isKept = before !== undefined && before.record.underWay === undefined && !ENDS.has(detected.outcome);
  return { ...detected, comesOrGoes: !isKept };
}

type Detected = Omit<ChangeDetection, "comesOrGoes">;
type Looked = { readonly path: string; readonly before: StoredRecord | undefined; readonly force: boolean };

/** Outcomes after which an article has no record. */
const ENDS: ReadonlySet<ChangeDetection["outcome"]> = new Set(["gone", "skipped", "unread", "ignored"]);

async function compareWithContent(
  { path, before, force }: Looked,
  context: BatchContext,
  conditions: PublishConditions,
): Promise<Detected> {
  const kind = kindOfPath(path);
  if (kind === "unread" || kind === "ignored") return { ...gone(path, before), outcome: kind };
  const reading = await context.executor.read(path);
  if (reading === undefined) return gone(path, before);
  // What has become a redirect, or data, is an article no more; unlike a bad article, it keeps no last good version.
  if (reading.kind === "skipped") return skipped(path, before, reading.notes);
  const isUndated = reading.kind === "article" && reading.article.date === undefined;
  const reason = isUndated ? await whyListOfFolder(path, context.content) : undefined;
  if (reason !== undefined) return skipped(path, before, [{ reason }]);
  if (reading.kind === "article") {
    const found = await compareWithRecord(
      desiredPlacement(path, reading.article, reading.source, conditions),
      context,
      conditions,
      before,
      force,
    );
    const stale = staleRecord(before, reading.source.modified, conditions);
    return {
      path,
      outcome: found.status,
      problems: [],
      notes: reading.notes,
      change: found.change,
      stale,
      isUndated: isUndated && found.status === "live",
    };
  }
  // A bad article counts as its last good version. That can still need an update: its scheduled time came, or settings changed.
  const lastGood = before?.record;
  const isList = lastGood && lastGood.article.date === undefined && (await whyListOfFolder(path, context.content));
  if (isList !== undefined && isList !== false)
    return { ...gone(path, before), outcome: "rejected", problems: reading.problems };
  const kept =
    lastGood &&
    (await compareWithRecord(
      desiredPlacement(path, lastGood.article, lastGood.source, conditions),
      context,
      conditions,
      before,
      force,
    ));
  const stale = staleRecord(before, reading.modified, conditions);
  return { path, outcome: "rejected", problems: reading.problems, notes: [], change: kept?.change, stale };
}

/** In milliseconds: the maximum clock difference between two stores, and the maximum time between a publisher's read and write. */
const MARGIN = 5 * 60_000;

/** Whether the publication at `published` certainly saw the change at `changed`; both in milliseconds since 1970. */
export function wasPublishedSince(published: number, changed: number): boolean {
  return changed < published - MARGIN;
}

/** The record if writing it again helps. It does not for content that just changed: that can change again within the margin. */
function staleRecord(
  before: StoredRecord | undefined,
  changed: number | undefined,
  { now }: PublishConditions,
): StoredRecord | undefined {
  if (before === undefined || changed === undefined) return undefined;
  return wasPublishedSince(now, changed) && !wasPublishedSince(before.modified, changed) ? before : undefined;
}

function skipped(path: string, before: StoredRecord | undefined, notes: readonly Problem[]): Detected {
  return { ...gone(path, before), outcome: "skipped", notes };
}

function gone(path: string, before: StoredRecord | undefined): Detected {
  const change = before && { path, before, found: NOT_LOOKED_UP };
  return { path, outcome: "gone", problems: [], notes: [], change };
}

async function compareWithRecord(
  desired: DesiredPlacement,
  stores: Stores,
  conditions: PublishConditions,
  before: StoredRecord | undefined,
  force: boolean,
): Promise<{ readonly status: Status; readonly change?: Change }> {
  const found = desired.status === "live" ? await lookUpClaims(desired, stores) : NOT_LOOKED_UP;
  const after = computeRecord(desired, found, conditions);
  const isDue = force || before === undefined || !isUpToDate(before.record, after);
  return { status: desired.status, change: isDue ? { path: desired.path, before, after, found } : undefined };
}

function isUpToDate(before: ArticleRecord, after: ArticleRecord): boolean {
  return before.underWay === undefined && isSame(before, after);
}

/** Whether two records of one article lead to the same keys and the same documents. */
export function isSame(before: ArticleRecord, after: ArticleRecord): boolean {
  return before.fingerprint === after.fingerprint && before.keys.join("\n") === after.keys.join("\n");
}

async function lookUpClaims(desired: DesiredPlacement, { content, state }: Stores): Promise<ClaimLookup> {
  const [slugTaken, idTaken, media] = await Promise.all([
    isTaken(state, desired.claims.slug, desired.path),
    isTaken(state, desired.claims.id, desired.path),
    mediaInfo(content, desired.article),
  ]);
  return { slugTaken, idTaken, media };
}

/** Whether another article comes before this one among the claimants of a slug or an id. */
async function isTaken(state: Store, prefix: string, path: string): Promise<boolean> {
  const [first] = (await state.list({ prefix, limit: 1 })).entries;
  return first !== undefined && sortsBefore(first.key, claimKey(prefix, path));
}

async function mediaInfo(content: Store, article: Article): Promise<MediaInfo> {
  const info: Record<string, MediaInfo[string]> = {};
  for (const media of mediaOf(article)) {
    const parsed = parseKey(media);
    if (!("key" in parsed) || !isMedia(media) || isHidden(media)) continue;
    const entry = await orRefusal(content.stat(parsed.key));
    if (entry !== undefined && !(entry instanceof StoreRefusedError))
      info[media] = { size: entry.size, type: mediaTypeOf(media), version: entry.version };
  }
  return info;
}

/** Step 1 of publishing a path: read what is remembered and what is there now, and say what would have to change. Changes nothing. */
import type { Article, Problem } from "../../article/article.ts";
import { parseKey } from "../../store/key.ts";
import { orRefusal, type Store, StoreRefusedError } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { isHidden, isMedia } from "../content-path.ts";
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

export type Change = {
  readonly path: string;
  readonly before?: StoredRecord;
  /** None: the article is gone. */
  readonly after?: ArticleRecord;
  readonly found: ClaimLookup;
};

export type ChangeDetection = {
  readonly path: string;
  readonly outcome: Status | "rejected" | "gone";
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
  /** None: documents and records are what they should be. */
  readonly change?: Change;
  /** Without a change: a record that does not show that its content was looked at. Written once more as it is, it will. */
  readonly stale?: StoredRecord;
};

const NO_LOOKUPS: ClaimLookup = { slugTaken: false, idTaken: false, media: {} };

export async function detectChange(
  path: string,
  context: BatchContext,
  moment: PublishConditions,
  force: boolean,
): Promise<ChangeDetection> {
  const before = await readRecord(context.state, path);
  const reading = await context.executor.read(path);
  if (reading === undefined) return gone(path, before);
  if (reading.kind === "article") {
    const found = await compareWithRecord(
      desiredPlacement(path, reading.article, reading.source, moment),
      context,
      moment,
      before,
      force,
    );
    const stale = staleRecord(before, reading.source.modified, moment);
    return { path, outcome: found.status, problems: [], notes: reading.notes, change: found.change, stale };
  }
  // A bad article counts as its last good version, which may have to move all the same: its time has come, the settings changed.
  const last = before?.record;
  const kept =
    last &&
    (await compareWithRecord(
      desiredPlacement(path, last.article, last.source, moment),
      context,
      moment,
      before,
      force,
    ));
  const stale = staleRecord(before, reading.modified, moment);
  return { path, outcome: "rejected", problems: reading.problems, notes: [], change: kept?.change, stale };
}

/** How far apart the clocks of two stores, and a publisher's reading and writing, may be: milliseconds. */
const MARGIN = 5 * 60_000;

/** Whether whoever published then has surely seen what changed then. */
export function wasPublishedSince(published: number, changed: number): boolean {
  return changed < published - MARGIN;
}

/** Only if it helps: what has just changed may change again within the margin. */
function staleRecord(
  before: StoredRecord | undefined,
  changed: number | undefined,
  { now }: PublishConditions,
): StoredRecord | undefined {
  if (before === undefined || changed === undefined) return undefined;
  return wasPublishedSince(now, changed) && !wasPublishedSince(before.modified, changed) ? before : undefined;
}

function gone(path: string, before: StoredRecord | undefined): ChangeDetection {
  const change = before && { path, before, found: NO_LOOKUPS };
  return { path, outcome: "gone", problems: [], notes: [], change };
}

async function compareWithRecord(
  wished: DesiredPlacement,
  stores: Stores,
  moment: PublishConditions,
  before: StoredRecord | undefined,
  force: boolean,
): Promise<{ readonly status: Status; readonly change?: Change }> {
  const found = wished.status === "live" ? await lookUpClaims(wished, stores) : NO_LOOKUPS;
  const after = computeRecord(wished, found, moment);
  const due = force || before === undefined || !isSettled(before.record, after);
  return { status: wished.status, change: due ? { path: wished.path, before, after, found } : undefined };
}

function isSettled(before: ArticleRecord, after: ArticleRecord): boolean {
  return before.underWay === undefined && isSame(before, after);
}

/** Whether two records of one article would put the same keys and render the same documents. */
export function isSame(before: ArticleRecord, after: ArticleRecord): boolean {
  return before.fingerprint === after.fingerprint && before.keys.join("\n") === after.keys.join("\n");
}

async function lookUpClaims(wished: DesiredPlacement, { content, state }: Stores): Promise<ClaimLookup> {
  const [slugTaken, idTaken, media] = await Promise.all([
    isTaken(state, wished.claims.slug, wished.path),
    isTaken(state, wished.claims.id, wished.path),
    mediaFacts(content, wished.article),
  ]);
  return { slugTaken, idTaken, media };
}

/** Whether another article stands before this one among those who claim a slug or an id. */
async function isTaken(state: Store, prefix: string, path: string): Promise<boolean> {
  const [first] = (await state.list({ prefix, limit: 1 })).entries;
  return first !== undefined && sortsBefore(first.key, claimKey(prefix, path));
}

async function mediaFacts(content: Store, article: Article): Promise<MediaInfo> {
  const facts: Record<string, MediaInfo[string]> = {};
  for (const media of mediaOf(article)) {
    const parsed = parseKey(media);
    if (!("key" in parsed) || !isMedia(media) || isHidden(media)) continue;
    const entry = await orRefusal(content.stat(parsed.key));
    if (entry !== undefined && !(entry instanceof StoreRefusedError))
      facts[media] = { size: entry.size, type: mediaTypeOf(media), version: entry.version };
  }
  return facts;
}

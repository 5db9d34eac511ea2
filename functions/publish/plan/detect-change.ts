/** Step 1 of publishing a path: compares its record with its current content and returns the change to make. Writes nothing. */
import type { Problem } from "../../article/article.ts";
import { key } from "../../store/key.ts";
import { orRefusal, StoreRefusedError } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { kindOfPath } from "../content-path.ts";
import type { ContentReading } from "../read-content.ts";
import { readRecord, type Status, type StoredRecord } from "../state/record.ts";
import { type Change, compareWithRecord, type DetectOptions, NOT_LOOKED_UP } from "./compare-with-record.ts";
import { desiredPlacement, type PublishConditions } from "./compute-record.ts";
import { whyListOfFolder } from "./index-files.ts";

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

export async function detectChange(
  path: string,
  context: BatchContext,
  conditions: PublishConditions,
  options: DetectOptions,
): Promise<ChangeDetection> {
  const before = await readRecord(context.state, path);
  const detected = await compareWithContent(path, before, { context, conditions, options });
  const isKept = before !== undefined && before.record.underWay === undefined && !ENDS.has(detected.outcome);
  return { ...detected, comesOrGoes: !isKept };
}

type Detected = Omit<ChangeDetection, "comesOrGoes">;
type Detecting = {
  readonly context: BatchContext;
  readonly conditions: PublishConditions;
  readonly options: DetectOptions;
};

/** Outcomes after which an article has no record. */
const ENDS: ReadonlySet<ChangeDetection["outcome"]> = new Set(["gone", "skipped", "unread", "ignored"]);

async function compareWithContent(
  path: string,
  before: StoredRecord | undefined,
  { context, conditions, options }: Detecting,
): Promise<Detected> {
  const kind = kindOfPath(path);
  if (kind === "unread" || kind === "ignored") return { ...gone(path, before), outcome: kind };
  const known = options.again && before !== undefined ? await readingIn(before, path, context) : undefined;
  const reading = known ?? (await context.executor.read(path));
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
      options,
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
  // A bad article counts as its last good version, even an index beside which an article has appeared since: what it is now, nobody
  // knows. It can still need an update: its scheduled time came, or settings changed.
  const lastGood = before?.record;
  const kept =
    lastGood &&
    (await compareWithRecord(
      desiredPlacement(path, lastGood.article, lastGood.source, conditions),
      context,
      conditions,
      before,
      options,
    ));
  const stale = staleRecord(before, reading.modified, conditions);
  return { path, outcome: "rejected", problems: reading.problems, notes: [], change: kept?.change, stale };
}

/** What the record says of the content, if the content is still at that version; spares reading and parsing it a second time. */
async function readingIn(
  { record: { article, source } }: StoredRecord,
  path: string,
  { content }: BatchContext,
): Promise<ContentReading | undefined> {
  const entry = await orRefusal(content.stat(key(path)));
  if (entry === undefined || entry instanceof StoreRefusedError) return undefined;
  const isSame = entry.version === source.version && entry.modified === source.modified;
  return isSame ? { kind: "article", article, source, notes: [] } : undefined;
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

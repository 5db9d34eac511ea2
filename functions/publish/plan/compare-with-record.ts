/** Compares an article, as it is now, with its record: looks up what the index says of it, and returns the change to make, if any. Writes nothing. */
import type { Store, Version } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import type { ArticleRecord, MediaInfo, Status, StoredRecord } from "../state/record.ts";
import { claimKey, sortsBefore } from "../state/state-keys.ts";
import {
  computeRecord,
  type DesiredPlacement,
  type PlacementLookup,
  type PublishConditions,
  slugOfDesired,
} from "./compute-record.ts";
import { findReferences } from "./find-references.ts";
import { NOTHING_FOUND } from "./wanted-references.ts";

export type Change = {
  readonly path: string;
  readonly before?: StoredRecord;
  /** Undefined if the article is gone. */
  readonly after?: ArticleRecord;
  readonly found: PlacementLookup;
};

export type DetectOptions = {
  /** An update is due even if nothing changed. */
  readonly force: boolean;
  /** This batch has looked at the path before. The version of the record that it has written then, if any. */
  readonly again?: { readonly version?: Version };
};

export const NOT_LOOKED_UP: PlacementLookup = { slugTaken: false, idTaken: false, ...NOTHING_FOUND };

export async function compareWithRecord(
  desired: DesiredPlacement,
  context: BatchContext,
  conditions: PublishConditions,
  before: StoredRecord | undefined,
  options: DetectOptions,
): Promise<{ readonly status: Status; readonly change?: Change }> {
  const found = desired.status === "live" ? await lookUp(desired, context, before?.record.media) : NOT_LOOKED_UP;
  const after = computeRecord(desired, found, conditions);
  const isDue = options.force || before === undefined || !isUpToDate(before, after, options);
  return { status: desired.status, change: isDue ? { path: desired.path, before, after, found } : undefined };
}

/** An update that is under way by this batch itself will be finished. */
function isUpToDate({ record, version }: StoredRecord, after: ArticleRecord, { again }: DetectOptions): boolean {
  return (record.underWay === undefined || version === again?.version) && isSame(record, after);
}

/** Whether two records of one article lead to the same keys and the same documents. */
export function isSame(before: ArticleRecord, after: ArticleRecord): boolean {
  return before.fingerprint === after.fingerprint && before.keys.join("\n") === after.keys.join("\n");
}

async function lookUp(
  desired: DesiredPlacement,
  { state, files, records }: BatchContext,
  known: MediaInfo | undefined,
): Promise<PlacementLookup> {
  const [slugTaken, idTaken] = await Promise.all([
    isTaken(state, desired.claims.slug, desired.path),
    isTaken(state, desired.claims.id, desired.path),
  ]);
  const found = await findReferences(desired, slugOfDesired(desired, { slugTaken }), {
    state,
    files,
    records,
    known,
  });
  return { slugTaken, idTaken, ...found };
}

/** Whether another article comes before this one among the claimants of a slug or an id. */
async function isTaken(state: Store, prefix: string, path: string): Promise<boolean> {
  const [first] = (await state.list({ prefix, limit: 1 })).entries;
  return first !== undefined && sortsBefore(first.key, claimKey(prefix, path));
}

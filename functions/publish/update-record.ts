/** Steps 2, 3 and 5 of publishing a path: marks its record as under way, adds and removes its index keys, and finally marks it as done. */
import { key } from "../store/key.ts";
import type { ListOptions, Store, Version } from "../store/store.ts";
import { type Change, isSame } from "./plan/compare-with-record.ts";
import type { Publisher } from "./publisher.ts";
import { markUnderWay, removeRecord, type SerializedRecord, serializeRecord, writeRecord } from "./state/record.ts";
import { type IndexKey, nameOfKey, PAGES, parseIndexKey, pathOf } from "./state/state-keys.ts";

/** An update of a path whose index keys are already correct, but whose documents are not written yet. */
export type Update = {
  readonly path: string;
  /** The final record, kept in serialized form to save memory; undefined if the article is gone. */
  readonly record?: SerializedRecord;
  readonly keys: readonly IndexKey[];
  readonly added: ReadonlySet<IndexKey>;
  readonly removed: readonly IndexKey[];
  /** An earlier update was interrupted. Which keys it added or removed is unknown, so all keys count as added. */
  readonly wasInterrupted: boolean;
  /** The record's version after step 2; undefined if step 5 is not needed, for example if only documents are rendered again. */
  readonly version?: Version;
  /** Articles that must be published again because their right to a slug or id may have changed. */
  readonly affected: readonly string[];
  /** Names that links know the article by, if what they lead to may have changed. */
  readonly changedNames: readonly string[];
  /** Files that the article refers to since this update, or no longer, and that are published only for such a reason. */
  readonly changedFiles: readonly string[];
};

export type UpdateOptions = {
  /** The version of the record that this batch has written before: then the update under way is its own, and its keys are there. */
  readonly ownVersion?: Version;
};

export async function beginUpdate(
  publisher: Pick<Publisher, "state" | "ephemeral">,
  change: Change,
  { ownVersion }: UpdateOptions = {},
): Promise<Update> {
  const { state, ephemeral = false } = publisher;
  const { path, before, after } = change;
  const wasInterrupted = before?.record.underWay !== undefined;
  const keys = after?.keys ?? [];
  if (before && after && !wasInterrupted && isSame(before.record, after)) {
    return {
      path,
      keys,
      added: new Set(),
      removed: [],
      wasInterrupted,
      affected: [],
      changedNames: [],
      changedFiles: [],
    };
  }
  const had = new Set(before?.record.keys);
  const old = new Set([...had, ...(before?.record.underWay?.leaving ?? [])]);
  const has = new Set(keys);
  const removed = [...old].filter((key) => !has.has(key));
  const added = new Set(wasInterrupted ? keys : keys.filter((key) => !old.has(key)));
  const record = after && serializeRecord(after);
  const isGone = record === undefined;
  const isOwn = ownVersion !== undefined && before?.version === ownVersion;
  const changedFiles = filesChangedBy(change, isOwn);
  const underWay = { leaving: removed, files: changedFiles, gone: isGone };
  const stored = ephemeral ? record : markUnderWay(record ?? goneRecord(change), underWay);
  const version = await replaceRecord(state, change, stored);
  const missing = isOwn ? keys.filter((name) => !had.has(name)) : [...added];
  await Promise.all(missing.filter(isStored).map((name) => state.write(key(name), "", "anything")));
  await Promise.all(removed.filter(isStored).map((name) => state.remove(key(name), "anything")));
  const affected = await affectedBy(state, change, added, removed);
  const changedNames = namesChangedBy(change, isOwn);
  const finishing = ephemeral ? {} : { record, version };
  return { path, keys, added, removed, wasInterrupted, affected, changedNames, changedFiles, ...finishing };
}

/**
 * Names that came or went, and all names of an article whose page moved. After an interruption it is unknown what has been told, so
 * everything counts; what this batch itself has begun, it tells itself.
 */
function namesChangedBy({ before, after }: Change, isOwn: boolean): string[] {
  const { underWay } = before?.record ?? {};
  const [had, has] = [new Set(before?.record.keys), new Set(after?.keys)];
  const all = [...had, ...has, ...(isOwn ? [] : (underWay?.leaving ?? []))];
  const isMoved = (underWay !== undefined && !isOwn) || before?.record.slug !== after?.slug;
  const changed = isMoved ? all : all.filter((name) => had.has(name) !== has.has(name));
  return [...new Set(changed.map(nameOfKey).filter((name) => name !== undefined))];
}

function filesChangedBy({ before, after }: Change, isOwn: boolean): string[] {
  const [had, has] = [before?.record.files ?? [], after?.files ?? []];
  const { underWay } = before?.record ?? {};
  const told = underWay?.files ?? [];
  const all = [...new Set([...had, ...has, ...told])];
  if (underWay !== undefined && !isOwn) return all;
  return all.filter((file) => had.includes(file) !== has.includes(file) || told.includes(file));
}

/** @throws SecondPublisherError if another publisher changed the record since `beginUpdate` */
export async function finishUpdate(state: Store, { path, record, version }: Update): Promise<void> {
  if (version === undefined) return;
  if (record === undefined) await removeRecord(state, path, version);
  else await writeRecord(state, path, record, version);
}

async function replaceRecord(state: Store, { path, before }: Change, record: SerializedRecord | undefined) {
  if (record !== undefined) return writeRecord(state, path, record, before?.version ?? "absent");
  if (before !== undefined) await removeRecord(state, path, before.version);
  return undefined;
}

function goneRecord({ path, before }: Change): SerializedRecord {
  if (before === undefined) throw new Error(`${path}: a change needs a record before or after it`);
  return serializeRecord({ ...before.record, keys: [], underWay: undefined });
}

/** Page keys exist only in records; every other key is also an object in the state store. */
const isStored = (name: IndexKey) => !name.startsWith(PAGES);

/**
 * Returns the articles that must be published again because claims were added or removed.
 *
 * Only the first claimant gets the slug or id without a suffix. So these articles are affected:
 * - After a removed claim: the first remaining claimant.
 * - After an added claim: the next claimant behind it. If several are added at once, the last of them is directly before the
 *   claimant that they displaced.
 * - The article itself, if it was wrong about being first, as two new articles in one batch can be.
 *
 * Every article checks after its own claim is written, so of any two at least one sees both claims. All other claimants have
 * unique suffixes and are not affected.
 */
async function affectedBy(state: Store, change: Change, added: ReadonlySet<IndexKey>, removed: readonly IndexKey[]) {
  const affected = new Set<string>();
  for (const name of [...added, ...removed]) {
    const parsed = parseIndexKey(name);
    if (parsed.kind !== "claim") continue;
    const [first, second] = await claimants(state, { prefix: parsed.claim, limit: 2 });
    const isFirst = first === change.path;
    if (!added.has(name)) {
      add(affected, first);
      continue;
    }
    const [next] = isFirst ? [second] : await claimants(state, { prefix: parsed.claim, after: name, limit: 1 });
    add(affected, next);
    if (isWrong(change, parsed.claim, isFirst)) affected.add(change.path);
  }
  return [...affected];
}

async function claimants(state: Store, options: ListOptions): Promise<string[]> {
  return (await state.list(options)).entries.map((entry) => pathOf(entry.key));
}

function isWrong({ found }: Change, claim: string, isFirst: boolean): boolean {
  const taken = claim.startsWith("claims/slug/") ? found.slugTaken : found.idTaken;
  return taken === isFirst;
}

function add(paths: Set<string>, path: string | undefined) {
  if (path !== undefined) paths.add(path);
}

/** Steps 2, 3 and 5 of publishing a path: say in its record that an update is under way, move its keys, and at last say that it is done. */
import { key } from "../store/key.ts";
import type { ListOptions, Store, Version } from "../store/store.ts";
import { type Change, isSame } from "./plan/detect-change.ts";
import type { Publisher } from "./publisher.ts";
import { type IndexKey, PAGES, parseIndexKey, pathOf } from "./state/index-key.ts";
import { markUnderWay, removeRecord, type SerializedRecord, serializeRecord, writeRecord } from "./state/record.ts";

/** A path whose keys are where they belong, and whose documents are not yet. */
export type Update = {
  readonly path: string;
  /** The record as it will be when all is done, in no more room than it needs until then; none if the article is gone. */
  readonly record?: SerializedRecord;
  readonly keys: readonly IndexKey[];
  readonly come: ReadonlySet<IndexKey>;
  readonly left: readonly IndexKey[];
  /** Found under way: what came and went in the interrupted update is not known, so all of it counts. */
  readonly unsure: boolean;
  /** The record's version of step 2; none if it needs no step 5, as where only its documents are rendered again. */
  readonly version?: Version;
  /** Articles that must look again at who they may be. */
  readonly affected: readonly string[];
};

export async function beginUpdate(publisher: Pick<Publisher, "state" | "ephemeral">, change: Change): Promise<Update> {
  const { state, ephemeral = false } = publisher;
  const { path, before, after } = change;
  const unsure = before?.record.underWay !== undefined;
  const keys = after?.keys ?? [];
  if (before && after && !unsure && isSame(before.record, after)) {
    return { path, keys, come: new Set(), left: [], unsure, affected: [] };
  }
  const old = [...(before?.record.keys ?? []), ...(before?.record.underWay?.leaving ?? [])];
  const left = old.filter((key) => !keys.includes(key));
  const come = new Set(unsure ? keys : keys.filter((key) => !old.includes(key)));
  const record = after && serializeRecord(after);
  const isGone = record === undefined;
  const first = ephemeral ? record : markUnderWay(record ?? goneRecord(change), { leaving: left, gone: isGone });
  const version = await replaceRecord(state, change, first);
  await Promise.all([...come].filter(isStored).map((name) => state.write(key(name), "", "anything")));
  await Promise.all(left.filter(isStored).map((name) => state.remove(key(name), "anything")));
  const affected = await affectedBy(state, change, come, left);
  const finishing = ephemeral ? {} : { record, version };
  return { path, keys, come, left, unsure, affected, ...finishing };
}

/** @throws SecondPublisherError if somebody else changed the record since `beginUpdate` */
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

function goneRecord({ before }: Change): SerializedRecord {
  if (before === undefined) throw new Error("a change has a record before or after it");
  return serializeRecord({ ...before.record, keys: [], underWay: undefined });
}

/** A page's name is kept in the record alone; every other key is an object. */
const isStored = (name: IndexKey) => !name.startsWith(PAGES);

/**
 * Who has to look again because claims came or went.
 *
 * Only the first claimant has the bare slug or id. So when one goes, the first of those who stay must look; when one comes, the
 * next behind it, for of all that come at once the last one stands right before the one they displaced; and whoever was wrong about
 * being first, as two newcomers in one batch may be, must look itself. Each looks after its own claim is put, so of any two at
 * least one sees both. All others have suffixes of their own and need not know.
 */
async function affectedBy(state: Store, change: Change, come: ReadonlySet<IndexKey>, left: readonly IndexKey[]) {
  const affected = new Set<string>();
  for (const name of [...come, ...left]) {
    const parsed = parseIndexKey(name);
    if (parsed.kind !== "claim") continue;
    const [first, second] = await claimants(state, { prefix: parsed.claim, limit: 2 });
    const isFirst = first === change.path;
    if (!come.has(name)) {
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

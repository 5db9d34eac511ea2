/** Finds the paths that must be looked at because of updates of other paths: claimants, articles that link here, users of media, files. */
import { listAll, type Store } from "../store/store.ts";
import { inParallel } from "./in-parallel.ts";
import { linksPrefix, pathOf } from "./state/state-keys.ts";
import type { Update } from "./update-record.ts";

export type Affected = {
  /** Articles whose right to a slug or id may have changed. */
  readonly claimants: ReadonlySet<string>;
  /** Articles that refer to what has changed. */
  readonly referrers: ReadonlySet<string>;
  /** Files that are published only if an article refers to them. */
  readonly files: ReadonlySet<string>;
  /** Claimants and referrers. */
  readonly all: ReadonlySet<string>;
};

type Pass = readonly {
  readonly affected: readonly string[];
  readonly users?: readonly string[];
  readonly update?: Pick<Update, "changedNames" | "changedFiles">;
}[];

/** Call it when all keys of the pass are written: then of an article and one that links to it, one sees the other. */
export async function affectedBy(pass: Pass, state: Store): Promise<Affected> {
  const claimants = new Set(pass.flatMap((each) => each.affected));
  const names = new Set(pass.flatMap(({ update }) => update?.changedNames ?? []));
  const linkers = await inParallel([...names], (name) => linkersOf(name, state));
  const referrers = new Set([...pass.flatMap(({ users = [] }) => users), ...linkers.flat()]);
  const files = new Set(pass.flatMap(({ update }) => update?.changedFiles ?? []));
  return { claimants, referrers, files, all: new Set([...claimants, ...referrers]) };
}

async function linkersOf(name: string, state: Store): Promise<string[]> {
  const linkers: string[] = [];
  for await (const { entries } of listAll(state, { prefix: linksPrefix(name) }))
    linkers.push(...entries.map((entry) => pathOf(entry.key)));
  return linkers;
}

/**
 * The paths that need a message, given a batch of `paths`, of which `again` were looked at twice. Their second look saw what the first
 * pass changed, and so did the batch's files, which come after its articles. Claimants get a message in any case: two that look at the
 * same time can both be wrong.
 */
export function stillAffected(
  first: Affected,
  second: Affected,
  paths: ReadonlySet<string>,
  again: ReadonlySet<string>,
): string[] {
  const referrers = [...first.referrers].filter((path) => !again.has(path));
  const files = [...first.files].filter((path) => !paths.has(path));
  return [...first.claimants, ...referrers, ...files, ...second.all, ...second.files];
}

/** Takes the reports of paths and counts what was found and not published, in words for a summary or a log. */
import { extensionOf, ignoredAs } from "./content-path.ts";
import type { PathReport } from "./publish.ts";

export type LeftOut = {
  /** Files in formats of other tools, by extension (`.rst`). */
  readonly unread: Readonly<Record<string, number>>;
  /** Files that are no articles, although their names could be articles'. */
  readonly skipped: readonly string[];
  /** Files that are never published, or that nothing refers to, by what they are (`backups`). */
  readonly ignored: Readonly<Record<string, number>>;
  /** Articles that are published with their file's time. */
  readonly undated: number;
};

export function leftOutOf(paths: readonly PathReport[]): LeftOut {
  const of = (outcome: PathReport["outcome"]) => paths.filter((each) => each.outcome === outcome);
  return {
    unread: countBy(of("unread").map(({ path }) => `.${extensionOf(path)}`)),
    skipped: of("skipped").map(({ path }) => path),
    ignored: countBy([
      ...of("ignored").map(({ path }) => ignoredAs(path) ?? "others"),
      ...of("unused").map(() => "that no article refers to"),
    ]),
    undated: paths.filter(({ isUndated }) => isUndated).length,
  };
}

/** The most frequent first. */
function countBy(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

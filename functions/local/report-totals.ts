/** Combines several publish reports into totals, with the final outcome of each path and document. */

import type { Outcome, PathReport, Report } from "../publish/publish.ts";
import type { OwnedStore } from "./folders/owned-store.ts";

export type ReportTotals = {
  /** The last report of each path that was checked. */
  readonly paths: readonly PathReport[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Names of documents; each name is in exactly one of the three lists. */
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: string[];
};

export function totalReports(reports: readonly Report[]): ReportTotals {
  const paths = new Map<string, PathReport>();
  const documents = new Map<string, "written" | "unchanged" | "removed">();
  for (const report of reports) {
    for (const path of report.paths) paths.set(path.path, path);
    // A document that was written first and unchanged later counts as written.
    for (const name of report.documents.unchanged)
      if (documents.get(name) !== "written") documents.set(name, "unchanged");
    for (const name of report.documents.written) documents.set(name, "written");
    for (const name of report.documents.removed) documents.set(name, "removed");
  }
  const namesWith = (change: string) => [...documents].filter(([, each]) => each === change).map(([name]) => name);
  return {
    paths: [...paths.values()],
    outcomes: count([...paths.values()]),
    written: namesWith("written"),
    unchanged: namesWith("unchanged"),
    removed: namesWith("removed"),
  };
}

/** Removes the documents of earlier builds that `result` does not contain. Call it only after publishing everything. */
export async function removeStale(site: OwnedStore, result: ReportTotals): Promise<void> {
  const current = new Set([...result.written, ...result.unchanged]);
  for (const name of site.owned) {
    if (current.has(name)) continue;
    await site.remove(name, "anything");
    result.removed.push(name);
  }
}

function count(paths: readonly PathReport[]): Record<Outcome, number> {
  const counts = {
    live: 0,
    draft: 0,
    scheduled: 0,
    expired: 0,
    rejected: 0,
    gone: 0,
    skipped: 0,
    media: 0,
    unused: 0,
    unread: 0,
    ignored: 0,
  };
  for (const { outcome } of paths) counts[outcome]++;
  return counts;
}

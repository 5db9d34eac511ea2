/** Adds up what several reports say: the last word on each path, and on each document. */

import type { Outcome, PathReport, Report } from "../publish/publish.ts";
import type { OwnedStore } from "./folders/owned-store.ts";

export type ReportTotals = {
  /** The last report of each path that was looked at. */
  readonly paths: readonly PathReport[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Names of documents; each in one of the lists. */
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: string[];
};

export function totalReports(reports: readonly Report[]): ReportTotals {
  const paths = new Map<string, PathReport>();
  const documents = new Map<string, "written" | "unchanged" | "removed">();
  for (const report of reports) {
    for (const path of report.paths) paths.set(path.path, path);
    // A document that was written and then found unchanged was written.
    for (const name of report.documents.unchanged)
      if (documents.get(name) !== "written") documents.set(name, "unchanged");
    for (const name of report.documents.written) documents.set(name, "written");
    for (const name of report.documents.removed) documents.set(name, "removed");
  }
  const named = (what: string) => [...documents].filter(([, each]) => each === what).map(([name]) => name);
  return {
    paths: [...paths.values()],
    outcomes: count([...paths.values()]),
    written: named("written"),
    unchanged: named("unchanged"),
    removed: named("removed"),
  };
}

/** A publish of everything has met all that is due: what was written earlier and was not met, goes. */
export async function removeStale(site: OwnedStore, result: ReportTotals): Promise<void> {
  const due = new Set([...result.written, ...result.unchanged]);
  for (const name of site.owned) {
    if (due.has(name)) continue;
    await site.remove(name, "anything");
    result.removed.push(name);
  }
}

function count(paths: readonly PathReport[]): Record<Outcome, number> {
  const counts = { live: 0, draft: 0, scheduled: 0, expired: 0, rejected: 0, gone: 0, media: 0 };
  for (const { outcome } of paths) counts[outcome]++;
  return counts;
}

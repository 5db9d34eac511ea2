/** Opens the writer's content folder as a store, and reports the files that it cannot read. */
import { isHidden, isNeverPublished } from "../../publish/content-path.ts";
import type { PathReport, Report } from "../../publish/publish.ts";
import { folderStore } from "../../store/folder/folder.ts";
import { type Store, StoreRefusedError } from "../../store/store.ts";
import { StoreError } from "../../store/store-error.ts";

export type ContentFolder = {
  readonly content: Store;
  /** A report of the files that are never published or cannot be, as far as listings have found them. */
  readonly skippedFiles: () => Report;
};

export function openContent(folder: string): ContentFolder {
  const reasons = new Map<string, string>();
  const store = folderStore(folder, {
    skipped(path, reason) {
      if (isHidden(path)) leftOut.add(path);
      else reasons.set(path, reason);
    },
  });
  // A build that finds nothing changed publishes no path, but lists them all.
  const leftOut = new Set<string>();
  const list: Store["list"] = async (options) => {
    const page = await store.list(options);
    for (const { key } of page.entries) if (isNeverPublished(key)) leftOut.add(key);
    return page;
  };
  const skippedFiles = () => ({
    paths: [...[...leftOut].map(leftOutReport), ...[...reasons].map(([path, reason]) => skippedReport(path, reason))],
    documents: { written: [], unchanged: [], removed: [] },
    failed: [],
  });
  return { content: { ...store, list, read: (key) => readOrRefuse(() => store.read(key)) }, skippedFiles };
}

function leftOutReport(path: string): PathReport {
  return { path, outcome: isHidden(path) ? "ignored" : "unread", problems: [], notes: [] };
}

function skippedReport(path: string, reason: string): PathReport {
  return { path, outcome: "rejected", problems: [{ reason: `was skipped: ${reason}` }], notes: [] };
}

/** If a file cannot be read, for example without permission, the others are still published. */
async function readOrRefuse<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreError) throw new StoreRefusedError(error.path, error.reason, { cause: error });
    throw error;
  }
}

/**
 * Opens the writer's content folder as a store, and reports the files that it cannot read.
 *
 * A file that is not found counts as removed by the writer only while its folder is what it was. If the whole folder was moved,
 * unmounted or replaced, or a file that a listing had found is gone when it is read, the store throws: what is missing then is
 * not what the writer took away.
 */
import { closeSync, openSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isHidden, isNeverPublished } from "../../publish/content-path.ts";
import type { PathReport, Report } from "../../publish/publish.ts";
import { folderStore } from "../../store/folder/folder.ts";
import { type Store, StoreRefusedError } from "../../store/store.ts";
import { errorCode, StoreError } from "../../store/store-error.ts";
import { FolderError } from "./check-folders.ts";

export type ContentFolder = {
  readonly content: Store;
  /** @throws StoreError if the folder is not the one that was opened */
  readonly confirm: () => void;
  /** A report of the files that are never published or cannot be, as far as listings have found them. */
  readonly skippedFiles: () => Report;
};

export type ContentOptions = {
  /** Files may be removed between a listing and a read: each removal is reported, as while the folder is watched. */
  readonly isWatched?: boolean;
};

/** @throws FolderError if there is no such folder */
export function openContent(folder: string, { isWatched = false }: ContentOptions = {}): ContentFolder {
  const reasons = new Map<string, string>();
  const listed = new Set<string>();
  const opened = identityOf(folder);
  if (opened === undefined) throw new FolderError(`${folder}: there is no such folder`);
  const confirm = () => {
    if (identityOf(folder) !== opened) throw new StoreError(folder, `was moved or replaced while it was read; ${KEPT}`);
  };
  const vanished = (path: string) => {
    confirm();
    if (!isWatched && !isHidden(path))
      throw new StoreError(join(folder, path), `disappeared while it was read; ${KEPT}`);
  };
  const found = <T>(key: string, result: T | undefined): T | undefined => {
    if (result === undefined && listed.has(key)) vanished(key);
    if (result === undefined) confirm();
    return result;
  };
  const store = folderStore(folder, {
    vanished,
    skipped(path, reason) {
      if (isHidden(path)) leftOut.add(path);
      else reasons.set(path, reason);
    },
  });
  // A build that finds nothing changed publishes no path, but lists them all.
  const leftOut = new Set<string>();
  const content: Store = {
    ...store,
    read: async (key) => found(key, await readOrRefuse(() => store.read(key))),
    readRange: async (key, ...range) => found(key, await readOrRefuse(async () => store.readRange?.(key, ...range))),
    stat: async (key) => found(key, await store.stat(key)),
    async list(options) {
      const listing = await store.list(options);
      for (const { key } of listing.entries) {
        if (!isWatched) listed.add(key);
        if (isNeverPublished(key)) leftOut.add(key);
      }
      return listing;
    },
  };
  const skippedFiles = () => ({
    paths: [...[...leftOut].map(leftOutReport), ...[...reasons].map(([path, reason]) => skippedReport(path, reason))],
    documents: { written: [], unchanged: [], removed: [] },
    failed: [],
  });
  return { content, confirm, skippedFiles };
}

const KEPT = "no document was removed; run the command again when the folder is complete";

/** Tells apart the folders that exist at one time; undefined if there is none. */
function identityOf(folder: string): string | undefined {
  try {
    const { dev, ino } = statSync(folder);
    return `${dev} ${ino}`;
  } catch (error) {
    if (errorCode(error) !== undefined) return undefined;
    throw error;
  }
}

function leftOutReport(path: string): PathReport {
  return { path, outcome: isHidden(path) ? "ignored" : "unread", problems: [], notes: [] };
}

function skippedReport(path: string, reason: string): PathReport {
  return { path, outcome: "rejected", problems: [{ reason: `was skipped: ${reason}` }], notes: [] };
}

/** If a file cannot be read, for example without permission, the others are still published. @throws StoreError for a whole folder */
async function readOrRefuse<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (!isReadable(dirname(error.path))) throw new StoreError(dirname(error.path), `${error.reason}; ${KEPT}`);
    throw new StoreRefusedError(error.path, error.reason, { cause: error });
  }
}

/** Whether the folder can be listed, and files in it be opened. */
function isReadable(folder: string): boolean {
  try {
    readdirSync(folder);
    closeSync(openSync(join(folder, "."), "r"));
    return true;
  } catch {
    return false;
  }
}

/** Lists the keys of the files below a folder, in key order, and reads only the folders that the listing needs. */
import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { parseKey } from "../key.ts";
import { compareKeys, firstPosition, startOf } from "../key-order.ts";
import type { ListOptions } from "../store.ts";
import { describeStoreError, ignoreError } from "../store-error.ts";
import { pathIn, type RealFolders } from "./real-folders.ts";
import { isReservedName } from "./reserved-names.ts";

/** Called for each file that a listing skips, with its path below the root and the reason; again for each listing. */
export type Skipped = (path: string, reason: string) => void;

type Notices = { readonly skipped: Skipped; readonly vanished: (path: string) => void };

/** The keys and common prefixes that match the options of `list`. */
export type FolderWalk = (options: Omit<ListOptions, "limit">) => Iterable<string>;

export function folderWalk(root: string, folders: RealFolders, notices: Notices): FolderWalk {
  const namesIn = cacheLarge(root, (folder) => readNames(root, folder, folders, notices));

  /** Folder names end with a slash, as they do inside keys, so names and keys sort the same way. */
  function* walk(folder: string, start: string, decide: (name: string) => Action): Generator<string> {
    const names = namesIn(folder);
    for (let i = positionOf(start, folder, names); i < names.length; i++) {
      const name = folder + names[i];
      const action = decide(name);
      if (action === "stop") return;
      if (action === "yield") yield name;
      if (action === "enter") yield* walk(name, start, decide);
    }
  }
  const holdsFiles = (folder: string) => {
    for (const _ of walk(folder, "", enterAll)) return true;
    return false;
  };

  return ({ prefix = "", delimiter, after }) => {
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    if (!isFolder(folder) || !folders.has(folder)) return noFolder(root, folders, notices);
    return walk(folder, startOf(prefix, after), (name) => {
      if (!name.startsWith(prefix)) return compareKeys(name, prefix) < 0 ? "skip" : "stop";
      if (!name.endsWith("/")) return "yield";
      if (delimiter === undefined) return "enter";
      const isWanted = after === undefined || compareKeys(name, after) > 0;
      return isWanted && holdsFiles(name) ? "yield" : "skip";
    });
  };
}

/** @throws StoreError if the root is not a folder */
function noFolder(root: string, folders: RealFolders, { vanished }: Notices): string[] {
  if (folders.has("")) return [];
  describeStoreError(root, () => ignoreError(["ENOENT"], () => readdirSync(root)));
  vanished("");
  return [];
}

type Action = "yield" | "enter" | "skip" | "stop";

function enterAll(name: string): Action {
  return name.endsWith("/") ? "enter" : "yield";
}

/** Whether a prefix up to its last slash is a valid folder path; one with `..` is not. */
function isFolder(folder: string): boolean {
  return folder === "" || "key" in parseKey(folder.slice(0, -1));
}

/** The position of the first name that a listing from `start` needs: at or after `start`, or a folder that contains it. */
function positionOf(start: string, folder: string, names: readonly string[]): number {
  const position = firstPosition(names.length, (i) => compareKeys(folder + names[i], start) >= 0);
  const before = names[position - 1];
  return before?.endsWith("/") && start.startsWith(folder + before) ? position - 1 : position;
}

function readNames(root: string, folder: string, folders: RealFolders, { skipped, vanished }: Notices): string[] {
  const path = pathIn(root, folder);
  const entries = ignoreError(["ENOENT"], () =>
    describeStoreError(path, () => folders.within(folder, (real) => readdirSync(real, { withFileTypes: true }))),
  );
  if (entries === undefined) vanished(folder);
  const names: string[] = [];
  for (const entry of entries ?? []) {
    const { name } = entry;
    if (isReservedName(name)) continue;
    const reason = skipReason(pathIn(root, folder + name), folder + name, entry, folders);
    if (reason === undefined) names.push(entry.isDirectory() ? `${name}/` : name);
    else skipped(folder + name, reason);
  }
  return names.sort(compareKeys);
}

function skipReason(path: string, key: string, entry: Dirent, folders: RealFolders): string | undefined {
  const parsed = parseKey(key);
  if ("reason" in parsed) return `its name ${parsed.reason}`;
  // If a name is not UTF-8, no file has the name that Node returns.
  if (key.includes("\ufffd") && ignoreError(["ENOENT"], () => lstatSync(path)) === undefined)
    return "its name is not UTF-8";
  if (entry.isFile() || entry.isDirectory()) return undefined;
  if (!entry.isSymbolicLink()) return "it is not a regular file";
  const target = folders.target(path);
  // The target may vanish after it was found.
  const stats = target === undefined ? undefined : ignoreError(["ENOENT", "ENOTDIR"], () => lstatSync(target));
  if (stats === undefined) return "it is a link whose target is missing or outside this folder";
  return stats.isFile() ? undefined : "it is a link to a folder";
}

const MIN_CACHED_NAMES = 1000;
const MAX_CACHED = 8;
/** A folder that changed less than this many milliseconds ago may change again without getting a new modification time. */
const MIN_AGE = 100;

/**
 * Caches the sorted names of large folders until their modification time changes: a folder of 100,000 files is listed in a
 * hundred pages.
 */
function cacheLarge(root: string, read: (folder: string) => string[]): (folder: string) => readonly string[] {
  const cache = new Map<string, { readonly changed: number; readonly names: readonly string[] }>();
  const changedAt = (folder: string) =>
    ignoreError(["ENOENT", "ENOTDIR"], () => lstatSync(pathIn(root, folder)).mtimeMs) ?? 0;
  return (folder) => {
    const cached = cache.get(folder);
    const changed = cached && changedAt(folder);
    if (cached !== undefined && cached.changed === changed) return cached.names;
    cache.delete(folder);
    const modified = changed ?? changedAt(folder);
    const names = read(folder);
    if (names.length >= MIN_CACHED_NAMES && Date.now() - modified > MIN_AGE) {
      if (cache.size >= MAX_CACHED) cache.clear();
      cache.set(folder, { changed: modified, names });
    }
    return names;
  };
}

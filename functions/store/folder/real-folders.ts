/**
 * Checks, creates and opens folders below a root whose paths contain no symbolic link, so that nothing outside the root is read or
 * written through them, not even if somebody swaps a folder for a link while it is used.
 */
import { fstatSync, lstatSync, mkdirSync, realpathSync, type Stats } from "node:fs";
import { resolve, sep } from "node:path";
import { ignoreError, StoreError } from "../store-error.ts";
import { makeFolders } from "./make-folders.ts";
import { canPin, ABSENT as NOWHERE, openedPath, pinnedPath } from "./open-folders.ts";

export type RealFolders = {
  /** Whether the folder exists and is not reached by a link. `folder` is relative: empty for the root, else ends with a slash. */
  readonly has: (folder: string) => boolean;
  /** Creates the folder and its parents. @throws StoreError if the path contains a symbolic link or a file */
  readonly make: (folder: string) => void;
  /** Runs `action` with a path that leads to this folder only; undefined if the folder is missing or reached by a link. */
  readonly within: <T>(folder: string, action: (path: string) => T) => T | undefined;
  /** Whether an open file is the one at this real path below the root. */
  readonly isOpenAt: (file: number, target: string) => boolean;
  /** The real path of a link's target, if it is below the root. */
  readonly target: (path: string) => string | undefined;
};

const ABSENT = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP"];
const REMOVED = " (deleted)";

export function realFolders(root: string): RealFolders {
  let found: string | undefined;
  // The root itself may be reached by links. It is resolved once: a link that replaces it later is not followed.
  const realRoot = () => {
    found ??= realPath(root);
    return found;
  };
  const pathOf = (folder: string) => pathIn(realRoot() ?? root, folder.slice(0, -1));
  const has = (folder: string): boolean => isFolder(pathOf(folder)) && (folder === "" || has(parentOf(folder)));

  const within = <T>(folder: string, action: (path: string) => T): T | undefined => {
    if (canPin()) {
      const pinned = pinnedPath(pathOf(folder));
      if (pinned === NOWHERE) return undefined;
      if (pinned !== undefined) return action(pinned);
    }
    // Reached if the system cannot pin, and if it knows the folder by another name: in another case, say.
    if (!has(folder)) return undefined;
    const before = mark(lstat(pathOf(folder)));
    const result = action(pathOf(folder));
    if (!has(folder) || mark(lstat(pathOf(folder))) !== before) throw swapped(pathIn(root, folder));
    return result;
  };
  const make = (folder: string) => {
    if (within(folder, () => true)) return;
    const path = pathIn(root, folder.slice(0, -1));
    if (folder === "") {
      makeFolders(resolve(path));
      if (!has("")) throw new StoreError(path, notRealReason(path));
      return;
    }
    make(parentOf(folder));
    const name = folder.slice(parentOf(folder).length, -1);
    const created = within(
      parentOf(folder),
      (base) => ignoreError(["EEXIST"], () => mkdirSync(`${base}/${name}`)) ?? 1,
    );
    if (created === undefined || !within(folder, () => true)) throw new StoreError(path, notRealReason(path));
  };
  return {
    has,
    make,
    within,
    isOpenAt(file, target) {
      const path = openedPath(file);
      // A file that was replaced after it was opened is read as it was.
      if (path === target || path === target + REMOVED) return true;
      return realPath(target) === target && mark(fstatSync(file)) === mark(lstat(target));
    },
    target(path) {
      const real = realPath(path);
      return real?.startsWith(withSeparator(realRoot() ?? resolve(root))) ? real : undefined;
    },
  };
}

/** The path of a key or folder below a root. Keys need no normalizing, and `join` takes as long as a file call. */
export function pathIn(root: string, key: string): string {
  return key === "" ? root : withSeparator(root) + key;
}

/** `a/b/` → `a/`, `a/` and `a.md` → `` */
export function parentOf(folderOrKey: string): string {
  return folderOrKey.slice(0, folderOrKey.lastIndexOf("/", folderOrKey.length - 2) + 1);
}

/** The name of a key in its folder. */
export function nameOf(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

/** `path` must not end with a slash: the system would follow a link then. */
function isFolder(path: string): boolean {
  return lstat(path)?.isDirectory() ?? false;
}

function lstat(path: string): Stats | undefined {
  return ignoreError(ABSENT, () => lstatSync(path, { throwIfNoEntry: false }));
}

/** Identifies a file or folder among those that exist at one time. */
function mark(stats: Stats | undefined): string | undefined {
  return stats && `${stats.dev} ${stats.ino}`;
}

function realPath(path: string): string | undefined {
  return ignoreError(ABSENT, () => realpathSync.native(path));
}

function withSeparator(path: string): string {
  return path.endsWith(sep) ? path : path + sep;
}

function swapped(path: string): StoreError {
  return new StoreError(path, "was replaced by another program while it was used");
}

function notRealReason(path: string): string {
  const stats = lstat(path);
  if (stats === undefined || stats.isDirectory()) return "was removed or replaced by another program while it was used";
  return stats.isSymbolicLink()
    ? "is a symbolic link, which is not followed; use a real folder"
    : "a file exists where a folder is needed";
}

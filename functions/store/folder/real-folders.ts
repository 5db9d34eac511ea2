/**
 * Checks and creates folders below a root whose paths contain no symbolic link, so that nothing outside the root is read or
 * written through them.
 */
import { lstatSync, mkdirSync, realpathSync } from "node:fs";
import { resolve, sep } from "node:path";
import { ignoreError, StoreError } from "../store-error.ts";

export type RealFolders = {
  /** Whether the folder exists and is not reached by a link. `folder` is relative: empty for the root, else ends with a slash. */
  readonly has: (folder: string) => boolean;
  /** Creates the folder and its parents. @throws StoreError if the path contains a symbolic link or a file */
  readonly make: (folder: string) => void;
  /** Clears the cache; call it after a folder was removed. */
  readonly forget: () => void;
  /** The real path of a link's target, if it is below the root. */
  readonly target: (path: string) => string | undefined;
};

/** Checking a folder takes as long as reading a small file, so results are cached for this long (milliseconds). */
const CACHED_FOR = 1000;
const ABSENT = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP"];

export function realFolders(root: string): RealFolders {
  const cached = new Set<string>();
  let cachedSince = 0;

  const pathOf = (folder: string) => pathIn(root, folder);
  const has = (folder: string): boolean => {
    if (performance.now() - cachedSince > CACHED_FOR) {
      cached.clear();
      cachedSince = performance.now();
    }
    if (cached.has(folder)) return true;
    // The root itself may be reached by links. Below it, a folder is real if its parent is real and it is not a link.
    const isReal =
      folder === "" ? realPath(root) !== undefined : has(parentOf(folder)) && isFolder(pathOf(folder.slice(0, -1)));
    if (isReal) cached.add(folder);
    return isReal;
  };
  const make = (folder: string) => {
    if (cached.has(folder) && has(folder)) return;
    const path = pathOf(folder);
    if (folder === "") {
      mkdirSync(path, { recursive: true });
      return;
    }
    make(parentOf(folder));
    // A folder that we created in a real folder is real.
    if (ignoreError(["EEXIST"], () => mkdirSync(path) ?? "created") === "created") cached.add(folder);
    else if (!has(folder)) throw new StoreError(path, notRealReason(path));
  };
  return {
    has,
    make,
    forget: () => cached.clear(),
    target(path) {
      const real = realPath(path);
      return real?.startsWith(withSeparator(realPath(root) ?? resolve(root))) ? real : undefined;
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

/** `path` must not end with a slash: the system would follow a link then. */
function isFolder(path: string): boolean {
  return ignoreError(ABSENT, () => lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) ?? false;
}

function realPath(path: string): string | undefined {
  return ignoreError(ABSENT, () => realpathSync.native(path));
}

function withSeparator(path: string): string {
  return path.endsWith(sep) ? path : path + sep;
}

function notRealReason(path: string): string {
  return realPath(path) === undefined
    ? "a file exists where a folder is needed"
    : "is a symbolic link, which is not followed; use a real folder";
}

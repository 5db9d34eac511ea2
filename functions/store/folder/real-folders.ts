/**
 * Folders below a root that are truly there: no part of the way to them is a symbolic link, so nothing that is read or
 * written in them lies outside of the root.
 */
import { lstatSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { ignoreError, StoreError } from "../store-error.ts";

export type RealFolders = {
  /** `folder` is relative: empty for the root, else with a slash at its end. */
  readonly has: (folder: string) => boolean;
  /** Makes the folder and those above it. @throws StoreError where a link leads away, or a file stands in the way */
  readonly make: (folder: string) => void;
  /** To be told when a folder is gone. */
  readonly forget: () => void;
  /** The real path behind a link, if it is below the root. */
  readonly target: (path: string) => string | undefined;
};

/** Asking the system takes as long as reading a small file, so what it said counts for this long (milliseconds). */
const TRUSTED_FOR = 1000;
const ABSENT = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP"];

export function realFolders(root: string): RealFolders {
  const trusted = new Set<string>();
  let since = 0;

  const pathOf = (folder: string) => pathIn(root, folder);
  const has = (folder: string): boolean => {
    if (performance.now() - since > TRUSTED_FOR) {
      trusted.clear();
      since = performance.now();
    }
    if (trusted.has(folder)) return true;
    // The root may be behind links; what lies in a real folder is one if it is a folder itself.
    const isReal =
      folder === "" ? realPath(root) !== undefined : has(parentOf(folder)) && isFolder(pathOf(folder.slice(0, -1)));
    if (isReal) trusted.add(folder);
    return isReal;
  };
  const make = (folder: string) => {
    if (trusted.has(folder) && has(folder)) return;
    const path = pathOf(folder);
    if (folder === "") {
      mkdirSync(path, { recursive: true });
      return;
    }
    make(parentOf(folder));
    // What we made ourselves in a real folder is one.
    if (ignoreError(["EEXIST"], () => mkdirSync(path) ?? "made") === "made") trusted.add(folder);
    else if (!has(folder)) throw new StoreError(path, whyNotReal(path));
  };
  return {
    has,
    make,
    forget: () => trusted.clear(),
    target(path) {
      const real = realPath(path);
      return real?.startsWith(withSeparator(realPath(root) ?? resolve(root))) ? real : undefined;
    },
  };
}

/** The path of a key, or of a folder, below a root. There is nothing to normalize in keys, and `join` takes as long as a file call. */
export function pathIn(root: string, key: string): string {
  return key === "" ? root : withSeparator(root) + key;
}

/** `a/b/` → `a/`, `a/` and `a.md` → `` */
export function parentOf(folderOrKey: string): string {
  return folderOrKey.slice(0, folderOrKey.lastIndexOf("/", folderOrKey.length - 2) + 1);
}

/** `path` has no slash at its end: with one, a link would be followed. */
function isFolder(path: string): boolean {
  return ignoreError(ABSENT, () => lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) ?? false;
}

function realPath(path: string): string | undefined {
  return ignoreError(ABSENT, () => realpathSync.native(path));
}

function withSeparator(path: string): string {
  return path.endsWith(sep) ? path : path + sep;
}

function whyNotReal(path: string): string {
  return realPath(path) === undefined
    ? "a file stands where a folder is needed"
    : `a link in ${dirname(path)} leads away`;
}

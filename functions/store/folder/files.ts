/** Reads, writes and removes single files of a folder store; a write replaces a file completely or not at all. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { type Body, bytesForNow } from "../body.ts";
import type { Key } from "../key.ts";
import type { Entry, StoredObject, Version } from "../store.ts";
import { describeStoreError, errorCode, ignoreError, StoreError } from "../store-error.ts";
import { parentOf, pathIn, type RealFolders } from "./real-folders.ts";
import { isReservedName, temporaryName } from "./reserved-names.ts";

export type FolderFiles = {
  readonly read: (key: Key) => StoredObject | undefined;
  readonly stat: (key: Key) => Entry | undefined;
  /** @throws StoreError if the file cannot be written; then the old file is unchanged */
  readonly put: (key: Key, body: Body) => void;
  /** Also removes the parent folders that become empty. */
  readonly remove: (key: Key) => void;
};

const ABSENT = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ENXIO"];
/** Reports a symbolic link instead of following it, and opens a pipe without waiting for a writer. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export function folderFiles(root: string, folders: RealFolders): FolderFiles {
  const isReachable = (key: Key) => !isReservedName(key) && folders.has(parentOf(key));

  return {
    read(key) {
      const path = pathIn(root, key);
      return describeStoreError(path, () => {
        if (!isReachable(key)) return undefined;
        const file = openFile(path, folders);
        if (file === undefined) return undefined;
        try {
          return readOpen(key, file);
        } finally {
          closeSync(file);
        }
      });
    },
    stat(key) {
      const path = pathIn(root, key);
      return describeStoreError(path, () => (isReachable(key) ? statFile(key, path, folders) : undefined));
    },
    put(key, body) {
      const path = pathIn(root, key);
      if (isReservedName(key)) throw new StoreError(path, "the name is reserved for the store's own files");
      describeStoreError(path, () => {
        const temporary = writeTemporary(root, key, body, folders);
        try {
          renameSync(temporary, path);
        } catch (error) {
          rmSync(temporary, { force: true });
          throw error;
        }
      });
    },
    remove(key) {
      const path = pathIn(root, key);
      describeStoreError(path, () => ignoreError(ABSENT, () => unlinkSync(path)));
      for (let folder = parentOf(key); folder !== ""; folder = parentOf(folder)) {
        if (!removeIfEmpty(pathIn(root, folder))) return;
        folders.forget();
      }
    },
  };
}

function openFile(path: string, folders: RealFolders): number | undefined {
  try {
    return openSync(path, OPEN_FLAGS);
  } catch (error) {
    const code = errorCode(error) ?? "";
    if (ABSENT.includes(code)) return undefined;
    if (code !== "ELOOP" && code !== "EMLINK") throw error;
    const target = folders.target(path);
    return target === undefined ? undefined : openSync(target, OPEN_FLAGS);
  }
}

/**
 * Determines the version before it reads: if the file changes meanwhile, the returned version is outdated, and the next
 * `stat` returns a different one.
 */
function readOpen(key: Key, file: number): StoredObject | undefined {
  const stats = fstatSync(file);
  if (!stats.isFile()) return undefined;
  const bytes = Buffer.allocUnsafe(stats.size);
  let bytesRead = 0;
  for (let count = -1; count !== 0 && bytesRead < bytes.length; bytesRead += count) {
    count = readSync(file, bytes, bytesRead, bytes.length - bytesRead, null);
  }
  return { ...entryOf(key, stats), size: bytesRead, body: bytes.subarray(0, bytesRead), meta: {} };
}

function statFile(key: Key, path: string, folders: RealFolders): Entry | undefined {
  let stats = lstat(path);
  if (stats?.isSymbolicLink()) {
    const target = folders.target(path);
    stats = target === undefined ? undefined : lstat(target);
  }
  return stats?.isFile() ? entryOf(key, stats) : undefined;
}

function lstat(path: string): Stats | undefined {
  return ignoreError(ABSENT, () => lstatSync(path, { throwIfNoEntry: false }));
}

function entryOf(key: Key, { mtimeMs, ctimeMs, size, ino }: Stats): Entry {
  const version = `${mtimeMs}-${ctimeMs}-${size}-${ino}` as Version;
  return { key, version, size, modified: Math.floor(mtimeMs) };
}

/** Writes the body to a temporary file in the object's folder and returns its path. */
function writeTemporary(root: string, key: Key, body: Body, folders: RealFolders): string {
  const folder = parentOf(key);
  const path = pathIn(root, folder + temporaryName());
  const write = () => {
    folders.make(folder);
    writeFileSync(path, bytesForNow(body), { flag: "wx" });
    return path;
  };
  try {
    // Another process may have removed the folder since the last check.
    const written = ignoreError(["ENOENT"], write);
    if (written !== undefined) return written;
    folders.forget();
    return write();
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Whether the folder was empty and has been removed. */
function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "ENOENT", "EACCES", "EPERM", "EROFS", "EBUSY"].includes(errorCode(error) ?? ""))
      return false;
    throw error;
  }
}

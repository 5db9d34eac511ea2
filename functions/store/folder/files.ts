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
import { describeStoreError, errorCode, ignoreError, StoreError, tidyUp } from "../store-error.ts";
import { nameOf, parentOf, pathIn, type RealFolders } from "./real-folders.ts";
import { isReservedName, temporaryName } from "./reserved-names.ts";

export type FolderFiles = {
  readonly read: (key: Key) => StoredObject | undefined;
  readonly stat: (key: Key) => Entry | undefined;
  /** A part of the file, of fewer bytes where it ends. */
  readonly readRange: (key: Key, start: number, length: number) => Uint8Array | undefined;
  /** The file in parts, each of which is valid until the next. @throws StoreError if there is none */
  readonly parts: (key: Key) => Generator<Uint8Array>;
  /** @throws StoreError if the file cannot be written; then the old file is unchanged */
  readonly put: (key: Key, body: FileBody) => void;
  /** Also removes the parent folders that become empty. */
  readonly remove: (key: Key) => void;
};

/** A body, or what writes it into an open file, in parts. */
export type FileBody = Body | ((file: number) => void);

const ABSENT = ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ENXIO"];
/** Reports a symbolic link instead of following it, and opens a pipe without waiting for a writer. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export function folderFiles(root: string, folders: RealFolders): FolderFiles {
  /** Runs `action` with a path of the key's file; undefined if its folder is missing or reached by a link. */
  const at = <T>(key: string, action: (path: string) => T): T | undefined =>
    folders.within(parentOf(key), (folder) => action(`${folder}/${nameOf(key)}`));
  const targetOf = (key: Key) => folders.target(pathIn(root, key));
  const open = (key: Key): number | undefined => {
    const opened = isReservedName(key) ? undefined : at(key, openFile);
    return opened === "link" ? openTarget(targetOf(key), folders) : opened;
  };
  const withOpen = <T>(key: Key, action: (file: number) => T): T | undefined =>
    describeStoreError(pathIn(root, key), () => {
      const file = open(key);
      if (file === undefined) return undefined;
      try {
        return action(file);
      } finally {
        closeSync(file);
      }
    });

  return {
    read: (key) => withOpen(key, (file) => readOpen(key, file)),
    *parts(key) {
      const file = describeStoreError(pathIn(root, key), () => open(key));
      if (file === undefined) throw new StoreError(pathIn(root, key), "disappeared while it was read");
      try {
        const bytes = Buffer.allocUnsafe(PART_BYTES);
        for (;;) {
          const count = describeStoreError(pathIn(root, key), () => readSync(file, bytes, 0, bytes.length, null));
          if (count === 0) return;
          yield bytes.subarray(0, count);
        }
      } finally {
        closeSync(file);
      }
    },
    readRange: (key, start, length) => withOpen(key, (file) => readPart(file, start, length)),
    stat(key) {
      return describeStoreError(pathIn(root, key), () => {
        if (isReservedName(key)) return undefined;
        const stats = at(key, lstat);
        const target = stats?.isSymbolicLink() ? targetOf(key) : undefined;
        const file = target === undefined ? stats : lstat(target);
        return file?.isFile() ? entryOf(key, file) : undefined;
      });
    },
    put(key, body) {
      const path = pathIn(root, key);
      if (isReservedName(key)) throw new StoreError(path, "the name is reserved for the store's own files");
      describeStoreError(path, () => {
        // Another process may have removed the folder, at any step.
        const write = () => ignoreError(["ENOENT"], () => at(key, (file) => replaceFile(file, body)) ?? "unreachable");
        for (let tries = 0; tries < 3; tries++) {
          if (write() === "written") return;
          folders.make(parentOf(key));
        }
        throw new StoreError(path, "its folder was removed or replaced while it was written");
      });
    },
    remove(key) {
      describeStoreError(pathIn(root, key), () => at(key, (path) => ignoreError(ABSENT, () => unlinkSync(path))));
      for (let folder = parentOf(key); folder !== ""; folder = parentOf(folder)) {
        if (!at(folder.slice(0, -1), removeIfEmpty)) return;
      }
    },
  };
}

const PART_BYTES = 1024 * 1024;

function openFile(path: string): number | "link" | undefined {
  try {
    return openSync(path, OPEN_FLAGS);
  } catch (error) {
    const code = errorCode(error) ?? "";
    if (ABSENT.includes(code)) return undefined;
    if (code !== "ELOOP" && code !== "EMLINK") throw error;
    return "link";
  }
}

/** Opens the real target of a link, and makes sure that it is still below the root. */
function openTarget(target: string | undefined, folders: RealFolders): number | undefined {
  const file = target === undefined ? undefined : openFile(target);
  if (file === undefined || file === "link") return undefined;
  if (folders.isOpenAt(file, target ?? "")) return file;
  closeSync(file);
  return undefined;
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

function readPart(file: number, start: number, length: number): Uint8Array | undefined {
  const stats = fstatSync(file);
  if (!stats.isFile()) return undefined;
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, stats.size - start)));
  let bytesRead = 0;
  for (let count = -1; count !== 0 && bytesRead < bytes.length; bytesRead += count)
    count = readSync(file, bytes, bytesRead, bytes.length - bytesRead, start + bytesRead);
  return bytes.subarray(0, bytesRead);
}

function lstat(path: string): Stats | undefined {
  return ignoreError(ABSENT, () => lstatSync(path, { throwIfNoEntry: false }));
}

function entryOf(key: Key, { mtimeMs, ctimeMs, size, ino }: Stats): Entry {
  const version = `${mtimeMs}-${ctimeMs}-${size}-${ino}` as Version;
  return { key, version, size, modified: Math.floor(mtimeMs) };
}

/** Writes the body to a temporary file beside `path`, and renames it. */
function replaceFile(path: string, body: FileBody): "written" {
  const temporary = path.slice(0, path.lastIndexOf("/") + 1) + temporaryName();
  try {
    if (typeof body === "function") writeParts(temporary, body);
    else writeFileSync(temporary, bytesForNow(body), { flag: "wx" });
    renameSync(temporary, path);
    return "written";
  } catch (error) {
    tidyUp(() => rmSync(temporary, { force: true }));
    throw error;
  }
}

function writeParts(path: string, write: (file: number) => void) {
  const file = openSync(path, "wx");
  try {
    write(file);
  } finally {
    closeSync(file);
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

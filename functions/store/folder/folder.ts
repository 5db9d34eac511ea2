/**
 * A store in a folder: each object is an ordinary file, and its key is the path of the file below the root.
 *
 * An object is written to a temporary file that is then renamed, so that a killed process or a full disk leaves the old
 * object intact. Conditions hold within one process: the check and the write are one synchronous step, but another process
 * can intervene. Nothing is flushed to the disk (no fsync); after a power cut, the next build restores what was lost.
 *
 * A version consists of the file's times, size and inode number. Two changes within one tick of the file system's clock
 * (some milliseconds) that keep size and inode number get the same version.
 *
 * Nothing outside the root is read or written. A symbolic link to a file inside the root counts as a file, and writing
 * replaces the link; all other links are ignored. A StoreError rejects what a folder cannot hold: a name of more than 255
 * bytes, a key below another key, and the stores' own names.
 *
 * File calls are synchronous: for small files they take a quarter of the time of the promise-based calls.
 */
import { resolve } from "node:path";
import type { Key } from "../key.ts";
import { takePage } from "../listing.ts";
import { type Expected, matchesExpected, type Store, type Version } from "../store.ts";
import { StoreError } from "../store-error.ts";
import { copyFile, type FolderLocation, isFolder } from "./copy-file.ts";
import { folderFiles } from "./files.ts";
import { realFolders } from "./real-folders.ts";
import { folderWalk, type Skipped } from "./walk.ts";

export type FolderStoreOptions = {
  /** Called for each file in the folder that is not a valid object. */
  readonly skipped?: Skipped;
  /** Called for each file or folder that a listing found and then could not find any more; empty for the root. It may throw. */
  readonly vanished?: (path: string) => void;
};

/** The first write creates the root. */
export function folderStore(root: string, { skipped = () => {}, vanished = () => {} }: FolderStoreOptions = {}): Store {
  const path = resolve(root);
  const folders = realFolders(path);
  const files = folderFiles(path, folders);
  const walk = folderWalk(path, folders, { skipped, vanished });
  const isExpected = (key: Key, expected: Expected) =>
    expected === "anything" || matchesExpected(expected, files.stat(key)?.version);

  return {
    location: { files } satisfies FolderLocation,
    async readRange(key, start, length) {
      return files.readRange(key, start, length);
    },
    async copyFrom(key, source) {
      if (!isFolder(source.store.location)) return undefined;
      const isCopied = copyFile(source.store.location.files, source.entry, (body) => files.put(key, body));
      return isCopied ? { kind: "written", version: versionOf(key) } : { kind: "conflict" };
    },
    async read(key) {
      return files.read(key);
    },
    async stat(key) {
      return files.stat(key);
    },
    async write(key, body, expected) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      files.put(key, body);
      // Asked for only where somebody wants to know it: a site has thousands of documents, and nobody asks for their versions.
      return {
        kind: "written",
        get version() {
          return versionOf(key);
        },
      };
    },
    async remove(key, expected) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      if (files.stat(key) !== undefined) files.remove(key);
      return { kind: "removed" };
    },
    async list(options) {
      return takePage(walk(options), options.limit, (key) => {
        const entry = files.stat(key);
        if (entry === undefined) vanished(key);
        return entry;
      });
    },
  };

  function versionOf(key: Key): Version {
    const entry = files.stat(key);
    if (entry === undefined) throw new StoreError(path, `${key} was removed by another process while it was written`);
    return entry.version;
  }
}

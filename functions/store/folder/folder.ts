/**
 * A store that is a folder: keys are the paths of its files, as other programs see them.
 *
 * An object is written beside and then put in place by a rename, so that a process that is killed, or a disk that is full,
 * leaves the old object whole. Conditions hold within one process: a check and what follows it are one synchronous step here,
 * but another process can come between. Nothing is forced to the disk; after a power cut the next build mends what is lost.
 *
 * A version is made of what the file system says of a file: its times, size and number. Two changes within one tick of its
 * clock (some milliseconds) that keep size and number are not told apart.
 *
 * Nothing outside of the root is read or written. A link to a file inside counts as a file, and writing replaces the link;
 * any other link counts as nothing. What a folder cannot hold is refused with a StoreError: a name of more than 255 bytes, a
 * key below another key, the stores' own names.
 *
 * File calls are synchronous: for small files they take a quarter of the time of those that give promises.
 */
import { resolve } from "node:path";
import type { Key } from "../key.ts";
import { takePage } from "../listing.ts";
import { type Expected, matchesExpected, type Store, type Version } from "../store.ts";
import { StoreError } from "../store-error.ts";
import { folderFiles } from "./files.ts";
import { realFolders } from "./real-folders.ts";
import { folderWalk, type Skipped } from "./walk.ts";

/** `skipped` is told of what stands in the folder and is no object; the root is made by the first write. */
export function folderStore(root: string, { skipped = () => {} }: { readonly skipped?: Skipped } = {}): Store {
  const path = resolve(root);
  const folders = realFolders(path);
  const files = folderFiles(path, folders);
  const walk = folderWalk(path, folders, skipped);
  const isExpected = (key: Key, expected: Expected) =>
    expected === "anything" || matchesExpected(expected, files.stat(key)?.version);

  return {
    async read(key) {
      return files.read(key);
    },
    async stat(key) {
      return files.stat(key);
    },
    async write(key, body, expected) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      files.put(key, body);
      return { kind: "written", version: versionOf(key) };
    },
    async remove(key, expected) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      if (files.stat(key) !== undefined) files.remove(key);
      return { kind: "removed" };
    },
    async list(options) {
      return takePage(walk(options), options.limit, files.stat);
    },
  };

  function versionOf(key: Key): Version {
    const entry = files.stat(key);
    if (entry === undefined) throw new StoreError(path, `${key} was removed by another process while it was written`);
    return entry.version;
  }
}

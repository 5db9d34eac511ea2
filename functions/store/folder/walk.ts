/** Keys of the files below a folder, in key order, reading no more folders than the listing needs. */
import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { parseKey } from "../key.ts";
import { compareKeys, firstPosition, startOf } from "../key-order.ts";
import type { ListOptions } from "../store.ts";
import { describeStoreError, ignoreError } from "../store-error.ts";
import { pathIn, type RealFolders } from "./real-folders.ts";
import { isReservedName } from "./reserved-names.ts";

/** Told of what a listing passes over, by its path below the root, and why; at each listing that meets it. */
export type Skipped = (path: string, reason: string) => void;

/** Keys and shared parts as `list` names them. */
export type FolderWalk = (options: Omit<ListOptions, "limit">) => Iterable<string>;

export function folderWalk(root: string, folders: RealFolders, skipped: Skipped): FolderWalk {
  const namesIn = rememberLarge(root, (folder) => readNames(root, folder, folders, skipped));

  /** A folder's name ends with a slash here, as in the keys of what it holds, so one order serves for names and keys. */
  function* walk(folder: string, start: string, found: (name: string) => Found): Generator<string> {
    const names = namesIn(folder);
    for (let i = positionOf(start, folder, names); i < names.length; i++) {
      const name = folder + names[i];
      const action = found(name);
      if (action === "stop") return;
      if (action === "yield") yield name;
      if (action === "enter") yield* walk(name, start, found);
    }
  }
  const holdsFiles = (folder: string) => {
    for (const _ of walk(folder, "", enterAll)) return true;
    return false;
  };

  return ({ prefix = "", delimiter, after }) => {
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    if (!isFolder(folder) || !folders.has(folder)) return [];
    return walk(folder, startOf(prefix, after), (name) => {
      if (!name.startsWith(prefix)) return compareKeys(name, prefix) < 0 ? "pass" : "stop";
      if (!name.endsWith("/")) return "yield";
      if (delimiter === undefined) return "enter";
      const isWanted = after === undefined || compareKeys(name, after) > 0;
      return isWanted && holdsFiles(name) ? "yield" : "pass";
    });
  };
}

type Found = "yield" | "enter" | "pass" | "stop";

function enterAll(name: string): Found {
  return name.endsWith("/") ? "enter" : "yield";
}

/** Whether a prefix up to its last slash is the way to a folder: none leads out by `..` */
function isFolder(folder: string): boolean {
  return folder === "" || "key" in parseKey(folder.slice(0, -1));
}

/** The first of the names that a listing from `start` can need: behind it, or a folder that it lies in. */
function positionOf(start: string, folder: string, names: readonly string[]): number {
  const position = firstPosition(names.length, (i) => compareKeys(folder + names[i], start) >= 0);
  const before = names[position - 1];
  return before?.endsWith("/") && start.startsWith(folder + before) ? position - 1 : position;
}

function readNames(root: string, folder: string, folders: RealFolders, skipped: Skipped): string[] {
  const path = pathIn(root, folder);
  const inside = ignoreError(["ENOENT"], () =>
    describeStoreError(path, () => readdirSync(path, { withFileTypes: true })),
  );
  const names: string[] = [];
  for (const found of inside ?? []) {
    const { name } = found;
    if (isReservedName(name)) continue;
    const reason = whyNotListed(pathIn(root, folder + name), folder + name, found, folders);
    if (reason === undefined) names.push(found.isDirectory() ? `${name}/` : name);
    else skipped(folder + name, reason);
  }
  return names.sort(compareKeys);
}

function whyNotListed(path: string, key: string, found: Dirent, folders: RealFolders): string | undefined {
  const parsed = parseKey(key);
  if ("reason" in parsed) return `its name ${parsed.reason}`;
  // Where a name is not UTF-8, what Node shows of it names nothing.
  if (key.includes("\ufffd") && ignoreError(["ENOENT"], () => lstatSync(path)) === undefined)
    return "its name is not UTF-8";
  if (found.isFile() || found.isDirectory()) return undefined;
  if (!found.isSymbolicLink()) return "it is no file";
  const target = folders.target(path);
  if (target === undefined) return "it is a link that leads nowhere, or out of the folder";
  return lstatSync(target).isFile() ? undefined : "it is a link to a folder";
}

const LARGE = 1000;
const REMEMBERED = 8;
/** A folder that changed this recently (milliseconds) may change again without its time moving on. */
const SETTLED = 100;

/** A folder of 100,000 files is listed in a hundred pages: its names are read and sorted once, until its time changes. */
function rememberLarge(root: string, read: (folder: string) => string[]): (folder: string) => readonly string[] {
  const remembered = new Map<string, { readonly changed: number; readonly names: readonly string[] }>();
  const changedAt = (folder: string) =>
    ignoreError(["ENOENT", "ENOTDIR"], () => lstatSync(pathIn(root, folder)).mtimeMs) ?? 0;
  return (folder) => {
    const known = remembered.get(folder);
    const changed = known && changedAt(folder);
    if (known !== undefined && known.changed === changed) return known.names;
    remembered.delete(folder);
    const before = changed ?? changedAt(folder);
    const names = read(folder);
    if (names.length >= LARGE && Date.now() - before > SETTLED) {
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(folder, { changed: before, names });
    }
    return names;
  };
}

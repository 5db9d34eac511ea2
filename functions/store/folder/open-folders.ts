/**
 * Opens folders and gives out paths that keep leading to these very folders, even if somebody swaps them for links meanwhile.
 *
 * Node has no `openat`. On Linux, `/proc/self/fd/N/name` does the same: it names a file in the folder that is open as N, and
 * reading the link `/proc/self/fd/N` tells that folder's real path. Elsewhere, and where `/proc` is not mounted, there is
 * nothing to pin, and callers compare device and inode before and after.
 */
import { closeSync, constants, lstatSync, openSync, readlinkSync } from "node:fs";
import { ignoreError } from "../store-error.ts";

const OPEN_FILES = "/proc/self/fd/";
/** Opens a folder only to name files in it, for which no permission to list it is needed. Node has no constant for it. */
const O_PATH = 0o10000000;
const FOLDER = O_PATH | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);
const NO_FOLDER = ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"];

/** Open folders by their real path, the one used last at the end. Shared by all stores, so that the number of files is bounded. */
const pins = new Map<string, number>();
const MAX_PINS = 32;

let isSupported: boolean | undefined;

/** Whether this system can name files relative to an open folder. */
export function canPin(): boolean {
  isSupported ??= process.platform === "linux" && probe();
  return isSupported;
}

function probe(): boolean {
  try {
    const file = openSync("/", FOLDER);
    try {
      return readlinkSync(OPEN_FILES + file) === "/";
    } finally {
      closeSync(file);
    }
  } catch {
    return false; // whatever is missing: the other way works everywhere
  }
}

/** The real path of an open file; undefined if the system does not tell. A file removed meanwhile ends with ` (deleted)`. */
export function openedPath(file: number): string | undefined {
  return ignoreError(["ENOENT", "EACCES"], () => readlinkSync(OPEN_FILES + file));
}

/** Nothing has this name. */
export const ABSENT = Symbol("absent");

/** A path of the open folder, valid until the next call; undefined if `path` is no folder, or is reached through a link. */
export function pinnedPath(path: string): string | typeof ABSENT | undefined {
  const known = pins.get(path);
  if (known !== undefined) {
    pins.delete(path);
    if (openedPath(known) === path) {
      pins.set(path, known);
      return OPEN_FILES + known;
    }
    closeSync(known);
  }
  // Asked first, since an error takes ten times as long, and a folder that does not exist yet is frequent.
  const kind = kindOf(path);
  if (kind !== "folder") return kind === "absent" ? ABSENT : undefined;
  const opened = ignoreError(NO_FOLDER, () => openSync(path, FOLDER));
  if (opened === undefined) return undefined;
  if (openedPath(opened) !== path) {
    closeSync(opened);
    return undefined;
  }
  makeRoom();
  pins.set(path, opened);
  return OPEN_FILES + opened;
}

function kindOf(path: string): "folder" | "absent" | "other" {
  return (
    ignoreError(NO_FOLDER, () => {
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (stats === undefined) return "absent";
      return stats.isDirectory() ? "folder" : "other";
    }) ?? "other"
  );
}

function makeRoom(): void {
  const [oldest] = pins;
  if (pins.size < MAX_PINS || oldest === undefined) return;
  pins.delete(oldest[0]);
  closeSync(oldest[1]);
}

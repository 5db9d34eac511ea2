/**
 * Locks a folder for one process at a time, with a lock file that names the process (law 3 on a local machine).
 *
 * A killed process leaves its lock file behind; the next process sees that the owner no longer runs and takes the lock over.
 * Owners are identified by process ID, so the lock works only among processes that see each other: not between machines or
 * containers that share a folder.
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { describeStoreError, ignoreError, StoreError, tidyUp } from "../store-error.ts";
import { makeFolders } from "./make-folders.ts";
import { isAlive, LOCK_NAME } from "./reserved-names.ts";

export type Lock = {
  readonly release: () => void;
  /** Whether the previous owner was killed; its work may be incomplete. */
  readonly tookOver: boolean;
};

/** For this long (milliseconds), a lock file without a process ID counts as one that is just being written. */
const GRACE = 2000;
const TRIES = 20;

/** Creates the folder if necessary. @throws StoreError if another process holds the lock, or the folder cannot be written */
export function lockFolder(folder: string): Lock {
  const path = join(folder, LOCK_NAME);
  const mark = `${process.pid} ${process.hrtime.bigint()}`;
  describeStoreError(folder, () => makeFolders(resolve(folder)));
  const release = () => releaseIfOurs(path, mark);
  for (let tries = 0; tries < TRIES; tries++) {
    if (create(path, mark)) return { release, tookOver: false };
    const found = markIn(path);
    if (found === undefined) continue;
    const owner = Number.parseInt(found, 10);
    if (isHeld(path, found)) throw new StoreError(folder, heldBy(owner, path));
    if (takeOver(path, found, mark)) return { release, tookOver: true };
  }
  throw new StoreError(folder, `could not be locked; if no other dropfeed is running, remove ${path}`);
}

function heldBy(owner: number, path: string): string {
  const who = Number.isNaN(owner) ? "" : ` (process ${owner})`;
  return `another dropfeed${who} is using this folder; if it is not running, remove ${path}`;
}

/** The marks of the locks that this process holds. */
const held = new Set<string>();

/** Creates the lock file. Whether it did: false if there was one. */
function create(path: string, mark: string): boolean {
  const file = describeStoreError(path, () => ignoreError(["EEXIST"], () => openSync(path, "wx")));
  if (file === undefined) return false;
  try {
    describeStoreError(path, () => writeSync(file, mark));
  } catch (error) {
    tidyUp(() => unlinkSync(path));
    throw error;
  } finally {
    closeSync(file);
  }
  held.add(mark);
  return true;
}

function markIn(path: string): string | undefined {
  return ignoreError(["ENOENT"], () => readFileSync(path, "utf8"));
}

function isHeld(path: string, mark: string): boolean {
  const owner = Number.parseInt(mark, 10);
  if (Number.isNaN(owner)) {
    const made = ignoreError(["ENOENT"], () => statSync(path).mtimeMs);
    return made !== undefined && Date.now() - made < GRACE;
  }
  // A lock with our own process ID that we do not hold is from an earlier process: in a container, the first process is always 1.
  return owner === process.pid ? held.has(mark) : isAlive(owner);
}

/**
 * Replaces the lock of a dead process by ours. Whether it did.
 *
 * Two processes may try this at once, and the slower one must not replace the new lock of the faster one. So only the process
 * that creates the claim file may replace the lock, and only while the lock still contains the dead process's mark.
 */
function takeOver(path: string, dead: string, mark: string): boolean {
  const claim = `${path}-${dead.replace(/\D+/g, "-")}`;
  if (!create(claim, mark)) {
    pause();
    return false;
  }
  if (markIn(path) === dead) {
    describeStoreError(path, () => renameSync(claim, path));
    return true;
  }
  releaseIfOurs(claim, mark);
  return false;
}

/** Blocks for 10 ms: another process is taking over the same lock. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}

/** A lock that cannot be removed does no harm: who finds it next sees that nobody holds it. */
function releaseIfOurs(path: string, mark: string): void {
  if (!held.delete(mark)) return;
  tidyUp(() => {
    if (markIn(path) === mark) rmSync(path, { force: true });
  });
}

/**
 * One process at a time in a folder (law 3 on a laptop): a file that names the process at work.
 *
 * A process that was killed leaves its file behind; the next one sees that its owner is gone and takes over. Processes are
 * known by their number, so this holds among processes that see each other: not between machines or containers that share
 * a folder.
 */
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describeStoreError, ignoreError, StoreError } from "../store-error.ts";
import { isAlive, LOCK_NAME } from "./reserved-names.ts";

export type Lock = {
  readonly release: () => void;
  /** The process that had it before was killed: what it was doing may be half done. */
  readonly tookOver: boolean;
};

/** A lock file without a number is one that is just being written, for as long as this (milliseconds). */
const GRACE = 2000;
const TRIES = 20;

/** Makes the folder if need be. @throws StoreError where another process is at work, or the folder cannot be written */
export function lockFolder(folder: string): Lock {
  const path = join(folder, LOCK_NAME);
  const mark = `${process.pid} ${process.hrtime.bigint()}`;
  describeStoreError(folder, () => mkdirSync(folder, { recursive: true }));
  const release = () => releaseIfOurs(path, mark);
  for (let tries = 0; tries < TRIES; tries++) {
    if (create(path, mark)) return { release, tookOver: false };
    const found = markIn(path);
    if (found === undefined) continue;
    const owner = Number.parseInt(found, 10);
    if (isHeld(path, found)) throw new StoreError(folder, atWork(owner, path));
    if (takeOver(path, found, mark)) return { release, tookOver: true };
  }
  throw new StoreError(folder, `could not be locked; if no other dropfeed is at work, remove ${path}`);
}

function atWork(owner: number, path: string): string {
  const who = Number.isNaN(owner) ? "" : ` (process ${owner})`;
  return `another dropfeed${who} is at work here; if it is not, remove ${path}`;
}

const held = new Set<string>();

/** Whether the lock was made, where there was none. */
function create(path: string, mark: string): boolean {
  const file = describeStoreError(path, () => ignoreError(["EEXIST"], () => openSync(path, "wx")));
  if (file === undefined) return false;
  try {
    describeStoreError(path, () => writeSync(file, mark));
  } catch (error) {
    unlinkSync(path);
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
  // Our own number in a lock that we do not hold is from an earlier life: in a container every first process is number 1.
  return owner === process.pid ? held.has(mark) : isAlive(owner);
}

/**
 * Whether our lock now stands in the place of a dead process's. Two may come for it at once, and the slower must not replace the
 * lock that the faster has put there by then: so only the one that creates the claim may, and only what still bears the dead
 * one's mark.
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

/** Blocks for a moment: another process is taking the same dead lock over. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}

function releaseIfOurs(path: string, mark: string): void {
  if (!held.delete(mark)) return;
  if (markIn(path) === mark) rmSync(path, { force: true });
}

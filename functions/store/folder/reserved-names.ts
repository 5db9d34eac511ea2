/** The names of files that the stores create for themselves (locks, temporary files); they are never objects. */
import { threadId } from "node:worker_threads";

const OWN_PREFIX = ".dropfeed-";

/** The lock file, which names the process that uses a folder. */
export const LOCK_NAME = `${OWN_PREFIX}lock`;

/** Whether a segment of this key is one of the stores' own names. */
export function isReservedName(key: string): boolean {
  return key.startsWith(OWN_PREFIX) || key.includes(`/${OWN_PREFIX}`);
}

let created = 0;

/** A file name that is unique among all threads and running processes; it contains the process ID of its owner. */
export function temporaryName(): string {
  created++;
  return `${OWN_PREFIX}${process.pid}-${threadId}-${created}`;
}

/** The process ID in the name of a temporary file; undefined for other names. */
export function temporaryOwner(name: string): number | undefined {
  const pid = /^\.dropfeed-(\d+)-[\d-]+$/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process runs, but belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

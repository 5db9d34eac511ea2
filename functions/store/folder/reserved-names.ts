/** Names of files that the stores themselves put into a folder; they are never objects. */
import { threadId } from "node:worker_threads";

const OWN = ".dropfeed-";

/** The file that says which process is at work in a folder. */
export const LOCK_NAME = `${OWN}lock`;

/** Whether a part of this key is one of the stores' own names. */
export function isReservedName(key: string): boolean {
  return key.startsWith(OWN) || key.includes(`/${OWN}`);
}

let made = 0;

/** A name that no other file of any thread of any process at work has; it tells whose it is. */
export function temporaryName(): string {
  made++;
  return `${OWN}${process.pid}-${threadId}-${made}`;
}

/** Whose temporary this is, if it is one: the number of a process. */
export function temporaryOwner(name: string): number | undefined {
  const pid = /^\.dropfeed-(\d+)-[\d-]+$/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is someone else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

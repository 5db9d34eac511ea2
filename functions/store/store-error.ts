/** Turns errors of the file system into messages that tell a user what to do. */

/** The file system refused a request, and nothing was changed. `path` is the file or folder concerned. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path}: ${reason}`, options);
    this.path = path;
    this.reason = reason;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "too large for this file system",
  EIO: "the disk failed",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  ENOTDIR: "a file exists where a folder is needed",
  EEXIST: "something else exists there",
  EISDIR: "a folder exists where a file is needed",
  ENAMETOOLONG: "the name is too long for a file (255 bytes between two slashes)",
  ELOOP: "is a symbolic link, which is not followed",
  ESTALE: "the network drive no longer knows it",
  ENOTCONN: "the drive is not connected",
  EHOSTDOWN: "the network drive does not answer",
  ETIMEDOUT: "the network drive does not answer",
  ENODEV: "the drive is gone",
  ENXIO: "the drive is gone",
  EBUSY: "another program is using it",
};

/** Runs `action`. @throws StoreError about `path` if the file system refuses; any other error unchanged */
export function describeStoreError<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const reason = reasonOf(error);
    throw reason === undefined ? error : new StoreError(path, reason, { cause: error });
  }
}

/** A missing file is expected at many places, so ENOENT is passed on to them. Undefined for errors that are not the system's. */
function reasonOf(error: unknown): string | undefined {
  const code = errorCode(error) ?? "";
  const isOfSystem = error instanceof Error && "syscall" in error && code !== "ENOENT";
  return REASONS[code] ?? (isOfSystem ? `the system refused it (${code})` : undefined);
}

/** The system's code of an error, such as ENOENT, if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** The result of `action`, or undefined if it fails with one of these codes. */
export function ignoreError<T>(codes: readonly string[], action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (codes.includes(errorCode(error) ?? "")) return undefined;
    throw error;
  }
}

/**
 * Runs an action that tidies up, such as removing a temporary file, and ignores that the system refuses it: what made tidying up
 * necessary is reported instead, and the next run tidies up again.
 */
export function tidyUp(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** An error of the file system that no store expected, such as for a file that vanished between two calls, as a StoreError. */
export function asStoreError(error: unknown, folder: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error) || !("syscall" in error)) return error;
  const path = "path" in error && typeof error.path === "string" ? error.path : folder;
  const code = errorCode(error) ?? "";
  const reason = code === "ENOENT" ? "disappeared while it was used; run the command again" : reasonOf(error);
  return new StoreError(path, reason ?? `the system refused it (${code})`, { cause: error });
}

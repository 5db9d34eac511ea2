/** What a disk says no to, in words that a user can act on. */

/** The store's place cannot hold or give what was asked; nothing changed. `path` is the file or folder that it is about. */
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
  ENOTDIR: "a file stands where a folder is needed",
  EEXIST: "something else stands there",
  EISDIR: "a folder stands where a file is needed",
  ENAMETOOLONG: "the name is too long for a file (255 bytes between two slashes)",
};

/** Runs `act`; what the file system refuses becomes a StoreError about `path`, any other error stays as it is. */
export function describeStoreError<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const reason = REASONS[errorCode(error) ?? ""];
    throw reason === undefined ? error : new StoreError(path, reason, { cause: error });
  }
}

/** The system's name of an error, such as ENOENT, where it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** What `act` gives, or undefined where it fails with one of these codes. */
export function ignoreError<T>(codes: readonly string[], act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (codes.includes(errorCode(error) ?? "")) return undefined;
    throw error;
  }
}

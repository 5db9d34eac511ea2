/** A file to which data is only appended; the next append overwrites an incomplete one. */
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { describeStoreError, StoreError } from "../store-error.ts";

/** Tells the user what to do about an unreadable journal. */
export const REPAIR_HINT = "remove its folder to rebuild everything";

export type AppendOnlyFile = {
  readonly path: string;
  /** The size in bytes. */
  readonly size: () => number;
  /**
   * Returns the offset of the appended bytes. They have been passed to the operating system: they survive the end of the
   * process, but not a power cut.
   */
  readonly append: (bytes: Uint8Array) => number;
  /** @throws DamagedFileError if the file is shorter than `offset + length` */
  readonly read: (offset: number, length: number) => Uint8Array;
  /** Truncates the file to this size in bytes. */
  readonly cut: (size: number) => void;
  readonly close: () => void;
};

/** A file of the state does not hold what was written to it. Nothing of it was used; without it, everything is read again. */
export class DamagedFileError extends StoreError {
  /** What is wrong with it. */
  readonly damage: string;

  constructor(path: string, damage: string, options?: ErrorOptions) {
    super(path, `${damage}; ${REPAIR_HINT}`, options);
    this.damage = damage;
  }
}

/** Opens the file, or creates an empty one. */
export function appendOnlyFile(path: string): AppendOnlyFile {
  const file = describeStoreError(path, () => openSync(path, constants.O_RDWR | constants.O_CREAT));
  let end = fstatSync(file).size;
  return {
    path,
    size: () => end,
    append(bytes) {
      const offset = end;
      let written = 0;
      while (written < bytes.length) {
        written += describeStoreError(path, () =>
          writeSync(file, bytes, written, bytes.length - written, offset + written),
        );
      }
      end = offset + written;
      return offset;
    },
    read(offset, length) {
      const bytes = Buffer.allocUnsafeSlow(length);
      let bytesRead = 0;
      while (bytesRead < length) {
        const count = describeStoreError(path, () =>
          readSync(file, bytes, bytesRead, length - bytesRead, offset + bytesRead),
        );
        if (count === 0) throw new DamagedFileError(path, "is damaged: it is too short");
        bytesRead += count;
      }
      return bytes;
    },
    cut(size) {
      describeStoreError(path, () => ftruncateSync(file, size));
      end = size;
    },
    close: () => closeSync(file),
  };
}

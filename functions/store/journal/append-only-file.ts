/** A file that only grows, and never by half: what an append could not write whole is written over by the next. */
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { describeStoreError, StoreError } from "../store-error.ts";

/** What a user can do about a journal that cannot be read. */
export const REPAIR_HINT = "remove its folder to build anew";

export type AppendOnlyFile = {
  readonly path: string;
  /** Bytes. */
  readonly size: () => number;
  /** Where it begins. Once this returns, the bytes are the operating system's: they outlive the process, not a power cut. */
  readonly append: (bytes: Uint8Array) => number;
  /** @throws StoreError where the file ends before that */
  readonly read: (offset: number, length: number) => Uint8Array;
  /** Cuts off what lies behind. */
  readonly cut: (size: number) => void;
  readonly close: () => void;
};

/** Opens the file, or makes an empty one. */
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
      let filled = 0;
      while (filled < length) {
        const count = describeStoreError(path, () => readSync(file, bytes, filled, length - filled, offset + filled));
        if (count === 0) throw new StoreError(path, `is damaged: it ends too early; ${REPAIR_HINT}`);
        filled += count;
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

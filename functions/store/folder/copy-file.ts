/** Copies a file from one folder store into another: takes the source's files and the version to copy, and writes it in parts. */
import { writeSync } from "node:fs";
import { type Entry, StoreRefusedError } from "../store.ts";
import { StoreError } from "../store-error.ts";
import type { FileBody, FolderFiles } from "./files.ts";

/** How folder stores know each other. */
export type FolderLocation = { readonly files: FolderFiles };

export function isFolder(location: unknown): location is FolderLocation {
  return typeof location === "object" && location !== null && "files" in location;
}

/** False if the file is not at that version any more. @throws StoreRefusedError if it cannot be read */
export function copyFile(from: FolderFiles, { key, version }: Entry, put: (body: FileBody) => void): boolean {
  if (from.stat(key)?.version !== version) return false;
  put((file) => {
    for (const part of partsOf(from, key)) writeAll(file, part);
  });
  return true;
}

/** What cannot be read concerns this file alone; what cannot be written concerns the whole site. */
function* partsOf(from: FolderFiles, key: Entry["key"]): Generator<Uint8Array> {
  const parts = from.parts(key);
  for (;;) {
    const next = orRefuse(() => parts.next());
    if (next.done) return;
    yield next.value;
  }
}

function orRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof StoreError) throw new StoreRefusedError(error.path, error.reason, { cause: error });
    throw error;
  }
}

function writeAll(file: number, bytes: Uint8Array) {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

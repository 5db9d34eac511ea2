/**
 * A store in two files, for publishing state that is kept between builds: a journal of writes and removals, and a file of bodies.
 *
 * A site of 10,000 articles has about 90,000 keys of state, most of them with empty bodies. As separate files, they would take
 * seconds to create and list. Here, a write appends a line to the journal, and a process starts by reading one file of a few
 * megabytes. Bodies are read only on request.
 *
 * Every line and every body has a checksum, so that nothing is used that was not written here.
 *
 * When a write returns, the operating system has the data, so it survives the end of the process; it is not flushed to the
 * disk (no fsync). An incomplete last line, left by a killed process, is cut off: its write never returned. When the store
 * is closed and more than half of its content is outdated, it is compacted: a new pair of files is written, and renaming the
 * new journal, which names its file of bodies, activates both.
 */
import { bytesOf } from "../body.ts";
import { lockFolder } from "../folder/process-lock.ts";
import type { Key } from "../key.ts";
import { findIn, takePage } from "../listing.ts";
import { type Entry, type Expected, matchesExpected, type Store, type Version } from "../store.ts";
import { checksum } from "./checksum.ts";
import { closeJournal } from "./compaction.ts";
import { type JournalFiles, logLine, openJournal, readBody } from "./files.ts";
import { type BodyLocation, readBodyLocation, writeBodyLocation, writeLine } from "./line.ts";

export type JournalStore = Store & {
  /** Compacts and closes the files, which then stay unchanged until the next process. Do not use the store afterwards. */
  readonly closeFiles: () => void;
  /** Closes the files, if they are open, and releases the folder for the next process. */
  readonly close: () => void;
};

/**
 * Locks the folder for this process, and creates it if necessary. `now` returns milliseconds since 1970.
 * @throws DamagedFileError if its files are not what was written, and by `read`, if a body is not; see `removeJournal`
 * @throws StoreError if another process uses the folder, or it contains something that is not ours
 */
export function journalStore(folder: string, { now = Date.now }: { readonly now?: () => number } = {}): JournalStore {
  const lock = lockFolder(folder);
  try {
    const files = openJournal(folder);
    let isClosed = false;
    const closeFiles = () => {
      if (isClosed) return;
      isClosed = true;
      closeJournal(files);
    };
    const close = () => {
      try {
        closeFiles();
      } finally {
        lock.release();
      }
    };
    return { ...storeOn(files, now), closeFiles, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function storeOn(files: JournalFiles, now: () => number): Store {
  const { locations, keys, bodies } = files;
  const locationOf = (key: Key) => {
    const text = locations.get(key);
    return text === undefined ? undefined : readBodyLocation(text);
  };
  const isExpected = (key: Key, expected: Expected) =>
    expected === "anything" || matchesExpected(expected, locationOf(key)?.version);
  const stat = (key: Key) => {
    const location = locationOf(key);
    return location && entryOf(key, location);
  };
  const log = (key: Key, location: string | undefined) => logLine(files, writeLine(key, location));

  return {
    async read(key) {
      const location = locationOf(key);
      return (
        location && {
          ...entryOf(key, location),
          body: readBody(bodies, location),
          meta: location.meta,
        }
      );
    },
    async stat(key) {
      return stat(key);
    },
    async write(key, body, expected, meta = {}) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      const bytes = bytesOf(body);
      const version = String(files.written) as Version;
      const offset = bytes.length === 0 ? 0 : bodies.append(bytes);
      const sum = checksum(bytes);
      const location = writeBodyLocation({ version, modified: now(), offset, size: bytes.length, sum, meta });
      log(key, location);
      if (!locations.has(key)) keys.add(key);
      locations.set(key, location);
      return { kind: "written", version };
    },
    async remove(key, expected) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      if (locations.has(key)) {
        log(key, undefined);
        locations.delete(key);
        keys.delete(key);
      }
      return { kind: "removed" };
    },
    async list(options) {
      return takePage(findIn(keys, options), options.limit, stat);
    },
  };
}

function entryOf(key: Key, { version, size, modified }: BodyLocation): Entry {
  return { key, version, size, modified };
}

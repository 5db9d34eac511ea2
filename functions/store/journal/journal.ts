/**
 * A store for a state that outlives the process: a folder with a journal of what happened and a file of bodies.
 *
 * A site of 10,000 articles has a state of some 90,000 keys, most of them empty. As a file each they would take seconds to make
 * and to list; here a write is a line at the journal's end, and a process starts by reading one file of a few megabytes.
 * Bodies stay in their own file until somebody reads them.
 *
 * A write is safe from the end of the process once it is answered, since it is with the operating system by then; it is not
 * forced to the disk. A line that a killed process left unfinished is cut off: its write was never answered. What is no longer
 * true goes when the store is closed, once it is as much as what is: a new pair of files is written beside, and a rename of the
 * journal, which names its file of bodies, puts both in place.
 */
import { bytesOf } from "../body.ts";
import { lockFolder } from "../folder/process-lock.ts";
import type { Key } from "../key.ts";
import { findIn, takePage } from "../listing.ts";
import { type Entry, type Expected, matchesExpected, type Store, type Version } from "../store.ts";
import { closeJournal, type JournalFiles, openJournal } from "./files.ts";
import { type BodyLocation, readBodyLocation, writeBodyLocation, writeLine } from "./line.ts";

export type JournalStore = Store & {
  /** Closes the files, as they stay until the next process. The store must not be used any more. */
  readonly settle: () => void;
  /** Settles it, if it is not yet, and gives the folder free for the next process. */
  readonly close: () => void;
};

/**
 * Takes the folder for this process, making it if need be. `now` gives milliseconds since 1970.
 * @throws StoreError where another process is at work in it, or it holds something that this release cannot read
 */
export function journalStore(folder: string, { now = Date.now }: { readonly now?: () => number } = {}): JournalStore {
  const lock = lockFolder(folder);
  try {
    const files = openJournal(folder);
    let isSettled = false;
    const settle = () => {
      if (isSettled) return;
      isSettled = true;
      closeJournal(files);
    };
    const close = () => {
      try {
        settle();
      } finally {
        lock.release();
      }
    };
    return { ...storeOn(files, now), settle, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function storeOn(files: JournalFiles, now: () => number): Store {
  const { places, keys, bodies, journal } = files;
  const placeOf = (key: Key) => {
    const text = places.get(key);
    return text === undefined ? undefined : readBodyLocation(text);
  };
  const isExpected = (key: Key, expected: Expected) =>
    expected === "anything" || matchesExpected(expected, placeOf(key)?.version);
  const stat = (key: Key) => {
    const place = placeOf(key);
    return place && entryOf(key, place);
  };
  const log = (key: Key, place: string | undefined) => {
    journal.append(Buffer.from(writeLine(key, place)));
    files.written++;
  };

  return {
    async read(key) {
      const place = placeOf(key);
      return place && { ...entryOf(key, place), body: bodies.read(place.offset, place.size), meta: place.meta };
    },
    async stat(key) {
      return stat(key);
    },
    async write(key, body, expected, meta = {}) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      const bytes = bytesOf(body);
      const version = String(files.written) as Version;
      const offset = bytes.length === 0 ? 0 : bodies.append(bytes);
      const place = writeBodyLocation({ version, modified: now(), offset, size: bytes.length, meta });
      log(key, place);
      if (!places.has(key)) keys.add(key);
      places.set(key, place);
      return { kind: "written", version };
    },
    async remove(key, expected) {
      if (!isExpected(key, expected)) return { kind: "conflict" };
      if (places.has(key)) {
        log(key, undefined);
        places.delete(key);
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

/** Opens the files of a journal store, reads and writes their lines and bodies, and finds damage. */
import { lstatSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Key } from "../key.ts";
import { type SortedKeys, sortedKeys } from "../sorted-keys.ts";
import { describeStoreError, StoreError } from "../store-error.ts";
import { type AppendOnlyFile, appendOnlyFile, DamagedFileError, REPAIR_HINT } from "./append-only-file.ts";
import { checksum } from "./checksum.ts";
import {
  type BodyLocation,
  type Head,
  isHeadBegun,
  isJournal,
  provenSum,
  readHead,
  readLines,
  seal,
  writeHead,
} from "./line.ts";

export type JournalFiles = {
  readonly folder: string;
  readonly head: Head;
  readonly journal: AppendOnlyFile;
  readonly bodies: AppendOnlyFile;
  /** The location of each existing key's body, as written in the journal. */
  readonly locations: Map<Key, string>;
  readonly keys: SortedKeys;
  /** The number of lines written since the store was created. */
  written: number;
  /** The checksum of the journal's bytes. */
  sum: number;
};

export const JOURNAL = "journal";
export const NEXT_JOURNAL = "journal-next";
const DAMAGED = "is damaged: a checksum is wrong";
const isBodies = (name: string) => /^bodies-\d+$/.test(name);
export const bodiesName = (generation: number) => `bodies-${generation}`;

/** A mark of the journal's state that changes with every write; undefined if there is no journal. */
export function journalMark(folder: string): string | undefined {
  const stats = lstatSync(join(folder, JOURNAL), { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs}-${stats.size}-${stats.ino}`;
}

/** Appends a line to the journal. */
export function logLine(files: JournalFiles, line: string): void {
  const { bytes, sum } = seal(line, files.sum);
  files.journal.append(bytes);
  files.sum = sum;
  files.written++;
}

/** @throws DamagedFileError if a body is not what was written */
export function readBody(bodies: AppendOnlyFile, { offset, size, sum }: BodyLocation): Uint8Array {
  const body = bodies.read(offset, size);
  if (checksum(body) !== sum) throw new DamagedFileError(bodies.path, DAMAGED);
  return body;
}

/** Removes the files of a journal, so that the next one starts empty. */
export function removeJournal(folder: string): void {
  for (const name of readdirSync(folder))
    if (name === JOURNAL || name === NEXT_JOURNAL || isBodies(name))
      describeStoreError(join(folder, name), () => rmSync(join(folder, name)));
}

/**
 * @throws DamagedFileError if the files are not what was written, or are those of another release
 * @throws StoreError if the folder contains a file that is not our journal, or cannot be used
 */
export function openJournal(folder: string): JournalFiles {
  const path = join(folder, JOURNAL);
  const journal = appendOnlyFile(path);
  const content = describeStoreError(path, () => readFileSync(path));
  const complete = content.lastIndexOf("\n") + 1;
  const text = content.toString("utf8", 0, complete);
  const headEnd = text.indexOf("\n");
  try {
    const begun =
      complete > 0 ? provenHead(content.subarray(0, complete), text) : startJournal(journal, content.toString());
    if (begun === undefined) throw notOurs(folder, path, content.toString("utf8", 0, 100));
    if (complete > 0 && complete < content.length) journal.cut(complete);
    const { locations, count } = readLines(text, headEnd + 1);
    removeLeftovers(folder, begun.head);
    const bodies = appendOnlyFile(join(folder, bodiesName(begun.head.generation)));
    const keys = sortedKeys(locations.keys());
    return { folder, ...begun, journal, bodies, locations, keys, written: begun.head.written + count };
  } catch (error) {
    journal.close();
    throw error;
  }
}

/** The head of a journal whose checksums are right, else undefined. */
function provenHead(bytes: Uint8Array, text: string): Begun | undefined {
  const sum = provenSum(bytes);
  const head = sum === undefined ? undefined : readHead(text.slice(0, text.indexOf("\n")));
  return sum === undefined || head === undefined ? undefined : { head, sum };
}

/** A file is taken for a journal of ours, and removed with it, if it begins like one or stands beside our bodies. */
function notOurs(folder: string, path: string, begin: string): StoreError {
  if (isJournal(begin)) return new DamagedFileError(path, isHeadBegun(begin) ? DAMAGED : "is that of another release");
  if (readdirSync(folder).some(isBodies)) return new DamagedFileError(path, DAMAGED);
  return new StoreError(path, `is not a journal that this release can read; ${REPAIR_HINT}`);
}

type Begun = { readonly head: Head; readonly sum: number };

/** Writes the head of a new journal, if the file is empty or contains only the beginning of a head; else undefined. */
function startJournal(journal: AppendOnlyFile, content: string): Begun | undefined {
  if (!isHeadBegun(content)) return undefined;
  const head = { generation: 1, written: 0, bodies: 0 };
  journal.cut(0);
  const { bytes, sum } = seal(writeHead(head), 0);
  journal.append(bytes);
  return { head, sum };
}

/** Removes the files that a killed compaction left behind, before or after its rename. */
function removeLeftovers(folder: string, head: Head): void {
  for (const name of readdirSync(folder)) {
    const isOld = isBodies(name) && name !== bodiesName(head.generation);
    if (isOld || name === NEXT_JOURNAL) describeStoreError(join(folder, name), () => rmSync(join(folder, name)));
  }
}

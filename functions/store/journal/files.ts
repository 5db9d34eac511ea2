/** Opens and closes the files of a journal store, and compacts them: rewrites them without outdated entries. */
import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Key } from "../key.ts";
import { type SortedKeys, sortedKeys } from "../sorted-keys.ts";
import { describeStoreError, StoreError } from "../store-error.ts";
import { type AppendOnlyFile, appendOnlyFile, REPAIR_HINT } from "./append-only-file.ts";
import {
  type Head,
  isHeadBegun,
  readBodyLocation,
  readHead,
  readLines,
  writeBodyLocation,
  writeHead,
  writeLine,
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
};

const JOURNAL = "journal";
const NEXT_JOURNAL = "journal-next";
const bodiesName = (generation: number) => `bodies-${generation}`;

/** A mark of the journal's state that changes with every write; undefined if there is no journal. */
export function journalMark(folder: string): string | undefined {
  const stats = lstatSync(join(folder, JOURNAL), { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs}-${stats.size}-${stats.ino}`;
}

/** @throws StoreError if the folder contains a file that is not our journal, or cannot be used */
export function openJournal(folder: string): JournalFiles {
  const path = join(folder, JOURNAL);
  const journal = appendOnlyFile(path);
  const content = describeStoreError(path, () => readFileSync(path));
  const complete = content.lastIndexOf("\n") + 1;
  const text = content.toString("utf8", 0, complete);
  const headEnd = text.indexOf("\n");
  const head = complete > 0 ? readHead(text.slice(0, headEnd)) : startJournal(journal, content.toString());
  if (head === undefined) {
    journal.close();
    throw new StoreError(path, `is not a journal that this release can read; ${REPAIR_HINT}`);
  }
  if (complete > 0 && complete < content.length) journal.cut(complete);
  const { locations, count } = readLines(text, headEnd + 1);
  removeLeftovers(folder, head);
  const bodies = appendOnlyFile(join(folder, bodiesName(head.generation)));
  return {
    folder,
    head,
    journal,
    bodies,
    locations,
    keys: sortedKeys(locations.keys()),
    written: head.written + count,
  };
}

/** Writes the head of a new journal, if the file is empty or contains only the beginning of a head; else undefined. */
function startJournal(journal: AppendOnlyFile, content: string): Head | undefined {
  if (!isHeadBegun(content)) return undefined;
  const head = { generation: 1, written: 0, bodies: 0 };
  journal.cut(0);
  journal.append(Buffer.from(writeHead(head)));
  return head;
}

/** Removes the files that a killed compaction left behind, before or after its rename. */
function removeLeftovers(folder: string, head: Head): void {
  for (const name of readdirSync(folder)) {
    const isOld = /^bodies-\d+$/.test(name) && name !== bodiesName(head.generation);
    if (isOld || name === NEXT_JOURNAL) describeStoreError(join(folder, name), () => rmSync(join(folder, name)));
  }
}

const SPARE_LINES = 1000;
const SPARE_BYTES = 16 * 1024 * 1024;

/** Closes the files, and compacts them first if more than half of their content is outdated. */
export function closeJournal(files: JournalFiles): void {
  const { head, journal, bodies, locations, written } = files;
  try {
    const hasOldLines = written - head.written > 2 * locations.size + SPARE_LINES;
    if (hasOldLines || bodies.size() > 2 * head.bodies + SPARE_BYTES) compact(files);
  } finally {
    journal.close();
    bodies.close();
  }
}

/** Keeps the old files if the disk has no space for the new ones. */
function compact(files: JournalFiles): void {
  const { folder, head, written } = files;
  const generation = head.generation + 1;
  const bodies = appendOnlyFile(join(folder, bodiesName(generation)));
  const next = join(folder, NEXT_JOURNAL);
  try {
    const lines = copyCurrent(files, bodies);
    const newHead = writeHead({ generation, written, bodies: bodies.size() });
    describeStoreError(next, () => writeFileSync(next, newHead + lines.join("")));
    describeStoreError(next, () => renameSync(next, join(folder, JOURNAL)));
  } catch (error) {
    rmSync(next, { force: true });
    rmSync(bodies.path, { force: true });
    if (!(error instanceof StoreError)) throw error;
    return;
  } finally {
    bodies.close();
  }
  rmSync(files.bodies.path, { force: true });
}

/**
 * Copies the bodies of existing keys to `bodies` and returns their journal lines, in key order so that the next process need
 * not sort.
 */
function copyCurrent({ keys, locations, bodies: old }: JournalFiles, bodies: AppendOnlyFile): string[] {
  const lines: string[] = [];
  for (const key of keys.from("")) {
    const location = readBodyLocation(locations.get(key) ?? "");
    const offset = location.size === 0 ? 0 : bodies.append(old.read(location.offset, location.size));
    lines.push(writeLine(key, writeBodyLocation({ ...location, offset })));
  }
  return lines;
}

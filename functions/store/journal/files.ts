/** The files of a journal store: opening them, and replacing them by new ones without what is no longer true. */
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
  /** What the journal says of each key that is there. */
  readonly places: Map<Key, string>;
  readonly keys: SortedKeys;
  /** Lines written, ever. */
  written: number;
};

const JOURNAL = "journal";
const BESIDE = "journal-next";
const bodiesName = (generation: number) => `bodies-${generation}`;

/** Differs once anything was written; undefined where there is no journal. */
export function journalMark(folder: string): string | undefined {
  const stats = lstatSync(join(folder, JOURNAL), { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs}-${stats.size}-${stats.ino}`;
}

/** @throws StoreError where the folder holds something else, or cannot be used */
export function openJournal(folder: string): JournalFiles {
  const path = join(folder, JOURNAL);
  const journal = appendOnlyFile(path);
  const content = describeStoreError(path, () => readFileSync(path));
  const whole = content.lastIndexOf("\n") + 1;
  const text = content.toString("utf8", 0, whole);
  const headEnd = text.indexOf("\n");
  const head = whole > 0 ? readHead(text.slice(0, headEnd)) : begin(journal, content.toString());
  if (head === undefined) {
    journal.close();
    throw new StoreError(path, `is no journal of this release; ${REPAIR_HINT}`);
  }
  if (whole > 0 && whole < content.length) journal.cut(whole);
  const { places, count } = readLines(text, headEnd + 1);
  removeOthers(folder, head);
  const bodies = appendOnlyFile(join(folder, bodiesName(head.generation)));
  return { folder, head, journal, bodies, places, keys: sortedKeys(places.keys()), written: head.written + count };
}

/** A new journal's head, where there is nothing yet but perhaps the beginning of one. */
function begin(journal: AppendOnlyFile, content: string): Head | undefined {
  if (!isHeadBegun(content)) return undefined;
  const head = { generation: 1, written: 0, bodies: 0 };
  journal.cut(0);
  journal.append(Buffer.from(writeHead(head)));
  return head;
}

/** What a compaction left behind that was killed before or after its rename. */
function removeOthers(folder: string, head: Head): void {
  for (const name of readdirSync(folder)) {
    const isOld = /^bodies-\d+$/.test(name) && name !== bodiesName(head.generation);
    if (isOld || name === BESIDE) describeStoreError(join(folder, name), () => rmSync(join(folder, name)));
  }
}

const SPARE_LINES = 1000;
const SPARE_BYTES = 16 * 1024 * 1024;

/** Closes the files, and compacts them first if more than half of them is no longer true. */
export function closeJournal(files: JournalFiles): void {
  const { head, journal, bodies, places, written } = files;
  try {
    const hasOldLines = written - head.written > 2 * places.size + SPARE_LINES;
    if (hasOldLines || bodies.size() > 2 * head.bodies + SPARE_BYTES) compact(files);
  } finally {
    journal.close();
    bodies.close();
  }
}

/** Where the disk has no room for the new files, the old ones stay. */
function compact(files: JournalFiles): void {
  const { folder, head, written } = files;
  const generation = head.generation + 1;
  const bodies = appendOnlyFile(join(folder, bodiesName(generation)));
  const beside = join(folder, BESIDE);
  try {
    const lines = copyTrue(files, bodies);
    const newHead = writeHead({ generation, written, bodies: bodies.size() });
    describeStoreError(beside, () => writeFileSync(beside, newHead + lines.join("")));
    describeStoreError(beside, () => renameSync(beside, join(folder, JOURNAL)));
  } catch (error) {
    rmSync(beside, { force: true });
    rmSync(bodies.path, { force: true });
    if (!(error instanceof StoreError)) throw error;
    return;
  } finally {
    bodies.close();
  }
  rmSync(files.bodies.path, { force: true });
}

/** Lines and bodies of what is there, in key order: then the next process need not sort. */
function copyTrue({ keys, places, bodies: old }: JournalFiles, bodies: AppendOnlyFile): string[] {
  const lines: string[] = [];
  for (const key of keys.from("")) {
    const place = readBodyLocation(places.get(key) ?? "");
    const offset = place.size === 0 ? 0 : bodies.append(old.read(place.offset, place.size));
    lines.push(writeLine(key, writeBodyLocation({ ...place, offset })));
  }
  return lines;
}

/** Closes the files of a journal store, and compacts them: rewrites them without outdated entries. */
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeStoreError, StoreError, tidyUp } from "../store-error.ts";
import { type AppendOnlyFile, appendOnlyFile } from "./append-only-file.ts";
import { bodiesName, JOURNAL, type JournalFiles, NEXT_JOURNAL, readBody } from "./files.ts";
import { readBodyLocation, seal, writeBodyLocation, writeHead, writeLine } from "./line.ts";

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
    let sum = 0;
    const sealed = [newHead, ...lines].map((line) => {
      const done = seal(line, sum);
      sum = done.sum;
      return done.bytes;
    });
    describeStoreError(next, () => writeFileSync(next, Buffer.concat(sealed)));
    describeStoreError(next, () => renameSync(next, join(folder, JOURNAL)));
  } catch (error) {
    tidyUp(() => rmSync(next, { force: true }));
    tidyUp(() => rmSync(bodies.path, { force: true }));
    if (!(error instanceof StoreError)) throw error;
    return;
  } finally {
    bodies.close();
  }
  tidyUp(() => rmSync(files.bodies.path, { force: true }));
}

/**
 * Copies the bodies of existing keys to `bodies` and returns their journal lines, in key order so that the next process need
 * not sort.
 */
function copyCurrent({ keys, locations, bodies: old }: JournalFiles, bodies: AppendOnlyFile): string[] {
  const lines: string[] = [];
  for (const key of keys.from("")) {
    const location = readBodyLocation(locations.get(key) ?? "");
    const offset = location.size === 0 ? 0 : bodies.append(readBody(old, location));
    lines.push(writeLine(key, writeBodyLocation({ ...location, offset })));
  }
  return lines;
}

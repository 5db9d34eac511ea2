/** What `check --fix-dates` does: offers the date of its first commit for each article without a date, and writes it if asked to. */
import { accessSync, chmodSync, constants, lstatSync } from "node:fs";
import { join } from "node:path";
import { addDate } from "../../article/add-date.ts";
import { folderStore } from "../../store/folder/folder.ts";
import { key } from "../../store/key.ts";
import type { Store } from "../../store/store.ts";
import { asStoreError, StoreError } from "../../store/store-error.ts";
import { commitDates } from "./commit-dates.ts";

/** A line for each of the undated articles, by path. `write`: also into the files. */
export async function fixDates(folder: string, undated: readonly string[], write: boolean): Promise<string[]> {
  if (undated.length === 0) return ["every article has a date"];
  const found = await commitDates(folder);
  if (found.kind === "unknown") return [`no date to offer: ${found.reason}`];
  const store = folderStore(folder);
  const lines: string[] = [];
  for (const path of undated) {
    const date = found.dates.get(path);
    if (date === undefined) lines.push(`${path}: not committed yet, so there is no date to offer`);
    else lines.push(`${path}: date: ${date}${write ? outcome(await writeDate(store, folder, path, date)) : ""}`);
  }
  return write || found.dates.size === 0 ? lines : [...lines, "with --write, these dates are put into the files"];
}

const outcome = (reason: string | undefined) => (reason === undefined ? " (written)" : ` (not written: ${reason})`);

/** Undefined if the date was written. The file is replaced completely or not at all, and keeps its permissions. */
async function writeDate(store: Store, folder: string, path: string, date: string): Promise<string | undefined> {
  const file = join(folder, path);
  try {
    const stats = lstatSync(file);
    if (!stats.isFile()) return "it is a link";
    accessSync(file, constants.W_OK);
    const object = await store.read(key(path));
    if (object === undefined) return "it is gone";
    const addition = addDate(path, object.body, date);
    if (addition.kind === "refused") return addition.reason;
    const { kind } = await store.write(key(path), addition.bytes, object.version);
    if (kind === "conflict") return "it was changed meanwhile";
    chmodSync(file, stats.mode);
    return undefined;
  } catch (error) {
    const described = asStoreError(error, file);
    if (described instanceof StoreError) return described.reason;
    throw error;
  }
}

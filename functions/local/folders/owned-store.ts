/**
 * A folder store for a site whose folder may also contain files of others: it reads, writes and removes only its own files.
 *
 * The names of its files are listed in `.dropfeed/documents` in that folder. A name is added before its file is first
 * written, so that a crash leaves no unlisted file behind. Files that others created are never overwritten.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathIn } from "../../store/folder/real-folders.ts";
import { type Key, parseKey } from "../../store/key.ts";
import type { Store } from "../../store/store.ts";
import { describeStoreError, ignoreError, StoreError } from "../../store/store-error.ts";

export type OwnedStore = Store & {
  /** Keys that could not be written because a file of others exists there. */
  readonly refused: ReadonlySet<string>;
  /** Keys that this or an earlier run wrote and did not remove. */
  readonly owned: ReadonlySet<Key>;
  /** Adds a key to `owned` if no file exists there. Whether the key is owned. */
  readonly claim: (key: Key) => Promise<boolean>;
  /** Removes the keys without a file from `owned`: a failed build claimed them, and others may create these files later. */
  readonly disownMissing: () => void;
  /** Rewrites the list of names without the removed ones. */
  readonly saveNames: () => void;
};

/** `store` must keep its objects in `folder`. */
export function ownedStore(store: Store, folder: string): OwnedStore {
  const list = join(folder, ".dropfeed", "documents");
  const owned = new Set(readList(list));
  let isListClean = false;
  let isSaved = false;
  const addName = (key: Key) => {
    // Removes a name that a crash left incomplete; else the next name would be appended to it.
    if (!isListClean) writeList(list, owned);
    isListClean = true;
    describeStoreError(list, () => {
      const append = () => appendFileSync(list, `${key}\n`) ?? "appended";
      if (ignoreError(["ENOENT"], append) !== undefined) return;
      mkdirSync(dirname(list), { recursive: true });
      append();
    });
    owned.add(key);
    isSaved = false;
  };
  const refused = new Set<string>();
  const claim = async (key: Key) => {
    if (owned.has(key)) return true;
    if ((await store.stat(key)) === undefined) addName(key);
    else refused.add(key);
    return owned.has(key);
  };
  const saveNames = () => {
    if (!isSaved) writeList(list, owned);
    isSaved = true;
  };
  return {
    ...store,
    owned,
    refused,
    read: async (key) => (owned.has(key) ? store.read(key) : undefined),
    stat: async (key) => (owned.has(key) ? store.stat(key) : undefined),
    claim,
    async write(key, body, expected, meta) {
      return (await claim(key)) ? store.write(key, body, expected, meta) : { kind: "conflict" };
    },
    async remove(key, expected) {
      if (!owned.has(key)) return { kind: "removed" };
      const result = await store.remove(key, expected);
      if (result.kind === "removed") owned.delete(key);
      isSaved = false;
      return result;
    },
    async list(options) {
      const listing = await store.list(options);
      return { ...listing, entries: listing.entries.filter(({ key }) => owned.has(key)) };
    },
    disownMissing() {
      for (const key of owned) if (!existsSync(pathIn(folder, key))) owned.delete(key);
      isSaved = false;
      try {
        saveNames();
      } catch (error) {
        // The error that made the build fail, such as a full disk, is reported instead; the outdated list does no harm.
        if (!(error instanceof StoreError)) throw error;
      }
    },
    saveNames,
  };
}

function readList(file: string): Key[] {
  const text = describeStoreError(file, () => (existsSync(file) ? readFileSync(file, "utf8") : ""));
  const keys = text.split("\n").slice(0, -1).map(parseKey);
  return keys.flatMap((parsed) => ("key" in parsed ? [parsed.key] : []));
}

/** Replaces the list by renaming a new file; does nothing if the list has not changed. */
function writeList(file: string, keys: ReadonlySet<Key>) {
  const text = [...keys]
    .sort()
    .map((key) => `${key}\n`)
    .join("");
  if (existsSync(file) ? readFileSync(file, "utf8") === text : text === "") return;
  describeStoreError(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  });
}

/**
 * A folder store for a site whose folder may also contain files of others: it reads, writes and removes only its own files.
 *
 * The names of its files are listed in `.dropfeed/documents` in that folder. A name is added before its file is first
 * written, so that a crash leaves no unlisted file behind. Files that others created are never overwritten.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type PrivateFiles, privateFiles } from "../../store/folder/private-files.ts";
import { nameOf, parentOf, realFolders } from "../../store/folder/real-folders.ts";
import { type Key, parseKey } from "../../store/key.ts";
import type { Store } from "../../store/store.ts";
import { StoreError } from "../../store/store-error.ts";
import { PRIVATE_FOLDER } from "./check-folders.ts";

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

/** `store` must keep its objects in `folder`; `files` are those of the private folder in it. */
export function ownedStore(store: Store, folder: string, files = privateFiles(folder, PRIVATE_FOLDER)): OwnedStore {
  const owned = new Set(readList(files));
  const givenUp = missingNames(folder, owned);
  let isListClean = false;
  let isSaved = false;
  const addNames = (keys: Iterable<Key>) => {
    // Removes a name that a crash left incomplete; else the next name would be appended to it.
    if (!isListClean) writeList(files, owned);
    isListClean = true;
    files.append(LIST, listOf(keys));
    for (const key of keys) owned.add(key);
    isSaved = false;
  };
  // Names that are claimed at the same time are written together: opening the list takes as long as writing a document.
  const adding = together(addNames);
  const refused = new Set<string>();
  const claim = async (key: Key) => {
    if (owned.has(key)) return true;
    if ((await store.stat(key)) === undefined) await adding(key);
    else refused.add(key);
    return owned.has(key);
  };
  const saveNames = () => {
    if (!isSaved) writeList(files, owned);
    isSaved = true;
  };
  return {
    ...store,
    owned,
    refused,
    read: async (key) => (owned.has(key) ? store.read(key) : undefined),
    stat: async (key) => (owned.has(key) ? store.stat(key) : undefined),
    readRange:
      store.readRange && (async (key, ...range) => (owned.has(key) ? store.readRange?.(key, ...range) : undefined)),
    copyFrom:
      store.copyFrom &&
      (async (key, ...rest) => ((await claim(key)) ? store.copyFrom?.(key, ...rest) : { kind: "conflict" })),
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
      for (const key of [...owned]) if (givenUp(key)) owned.delete(key);
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

/**
 * Whether a name has no file, and never had one as far as we know. A file whose folder was there before, and now is not, or is a
 * link, may be somewhere else for a moment.
 */
function missingNames(root: string, owned: Iterable<Key>): (key: Key) => boolean {
  const folders = realFolders(resolve(root));
  const before = new Set<string>();
  for (const key of owned)
    for (let folder = parentOf(key); folder !== "" && !before.has(folder); folder = parentOf(folder))
      before.add(folder);
  return (key) => {
    for (let folder = parentOf(key); ; folder = parentOf(folder)) {
      const inFolder = folder === parentOf(key) ? nameOf(key) : "";
      const isThere = folders.within(folder, (path) => existsSync(`${path}/${inFolder}`));
      if (isThere !== undefined) return inFolder === "" || !isThere;
      if (before.has(folder) || folder === "") return false;
    }
  };
}

const LIST = "documents";

function readList(files: PrivateFiles): Key[] {
  const keys = (files.read(LIST) ?? "").split("\n").slice(0, -1).map(parseKey);
  return keys.flatMap((parsed) => ("key" in parsed ? [parsed.key] : []));
}

function listOf(keys: Iterable<Key>): string {
  return [...keys].map((key) => `${key}\n`).join("");
}

/** Passes on all inputs of one tick in one call; each promise settles when that call has returned. */
function together<T>(perform: (inputs: ReadonlySet<T>) => void): (input: T) => Promise<void> {
  let waiting: { readonly inputs: Set<T>; readonly done: Promise<void> } | undefined;
  return (input) => {
    if (waiting === undefined) {
      const inputs = new Set<T>();
      const done = Promise.resolve().then(() => {
        waiting = undefined;
        perform(inputs);
      });
      waiting = { inputs, done };
    }
    waiting.inputs.add(input);
    return waiting.done;
  };
}

/** Replaces the list; does nothing if it has not changed. */
function writeList(files: PrivateFiles, keys: ReadonlySet<Key>) {
  const text = listOf([...keys].sort());
  if (text !== "") files.make();
  if (text !== (files.read(LIST) ?? "")) files.replace(LIST, text);
}

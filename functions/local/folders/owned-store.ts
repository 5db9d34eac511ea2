/**
 * A folder store for a site that shares its folder with others: it touches only files that it wrote itself.
 *
 * Their names stand in `.dropfeed/documents` in that folder. A name is added before its file is first written, so that no crash
 * leaves a file behind that nobody knows; it is never written over a file that somebody else put there.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathIn } from "../../store/folder/real-folders.ts";
import { type Key, parseKey } from "../../store/key.ts";
import type { Store } from "../../store/store.ts";
import { describeStoreError, ignoreError, StoreError } from "../../store/store-error.ts";

export type OwnedStore = Store & {
  /** The names of files that were in the way, and stay as they are. */
  readonly refused: ReadonlySet<string>;
  /** The keys that were written here and not removed, in this run or an earlier one. */
  readonly owned: ReadonlySet<Key>;
  /** Makes a key ours if nothing stands there: whether it is. */
  readonly claim: (key: Key) => Promise<boolean>;
  /** Gives up the keys under which nothing stands: a build that could not end had claimed them, and they may be another's one day. */
  readonly disclaim: () => void;
  /** Writes the list of names anew, without those that were removed. */
  readonly settle: () => void;
};

/** `store` keeps its objects in `folder`. */
export function ownedStore(store: Store, folder: string): OwnedStore {
  const list = join(folder, ".dropfeed", "documents");
  const owned = new Set(readList(list));
  let isTold = false;
  let isSettled = false;
  const tell = (key: Key) => {
    // What a crash cut off goes first, or the next name would be written behind it.
    if (!isTold) writeList(list, owned);
    isTold = true;
    describeStoreError(list, () => {
      const append = () => appendFileSync(list, `${key}\n`) ?? "appended";
      if (ignoreError(["ENOENT"], append) !== undefined) return;
      mkdirSync(dirname(list), { recursive: true });
      append();
    });
    owned.add(key);
    isSettled = false;
  };
  const refused = new Set<string>();
  const claim = async (key: Key) => {
    if (owned.has(key)) return true;
    if ((await store.stat(key)) === undefined) tell(key);
    else refused.add(key);
    return owned.has(key);
  };
  const settle = () => {
    if (!isSettled) writeList(list, owned);
    isSettled = true;
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
      isSettled = false;
      return result;
    },
    async list(options) {
      const listing = await store.list(options);
      return { ...listing, entries: listing.entries.filter(({ key }) => owned.has(key)) };
    },
    disclaim() {
      for (const key of owned) if (!existsSync(pathIn(folder, key))) owned.delete(key);
      isSettled = false;
      try {
        settle();
      } catch (error) {
        // What made the build fail, such as a full disk, is what is to be told; the longer list does no harm now.
        if (!(error instanceof StoreError)) throw error;
      }
    },
    settle,
  };
}

function readList(file: string): Key[] {
  const text = describeStoreError(file, () => (existsSync(file) ? readFileSync(file, "utf8") : ""));
  const keys = text.split("\n").slice(0, -1).map(parseKey);
  return keys.flatMap((parsed) => ("key" in parsed ? [parsed.key] : []));
}

/** Beside, then renamed; not at all if nothing changes. */
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

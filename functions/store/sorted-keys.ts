/**
 * A sorted set of keys that supports adding, deleting and iterating from any start.
 *
 * Keys are sorted only when somebody iterates over them, and only those that begin with the same character: a build adds hundreds of
 * thousands of keys to the lists of feeds and of the archive before it reads any of these lists.
 */
import type { Key } from "./key.ts";
import { compareKeys, firstPosition } from "./key-order.ts";

export type SortedKeys = {
  /** The key must not be in the set yet. */
  readonly add: (key: Key) => void;
  readonly delete: (key: Key) => void;
  /** All keys from `start` on, including `start` itself. Do not change the set during the iteration. */
  readonly from: (start: string) => Iterable<Key>;
};

export function sortedKeys(initial: Iterable<Key> = []): SortedKeys {
  const sections = new Map<string, Section>();
  let names: string[] | undefined;
  const add = (key: Key) => {
    const name = sectionOf(key);
    let found = sections.get(name);
    if (found === undefined) {
      found = section();
      sections.set(name, found);
      names = undefined;
    }
    found.add(key);
  };
  for (const key of initial) add(key);
  return {
    add,
    delete: (key) => sections.get(sectionOf(key))?.delete(key),
    *from(start) {
      names ??= [...sections.keys()].sort(compareKeys);
      const first = sectionOf(start);
      const sorted = names;
      for (
        let at = firstPosition(sorted.length, (i) => compareKeys(sorted[i] ?? "", first) >= 0);
        at < sorted.length;
        at++
      )
        yield* sections.get(sorted[at] ?? "")?.from(start) ?? [];
    },
  };
}

/** Keys of one section are neighbors in the order of all keys, and one character tells `feeds/` from `claims/`. */
const sectionOf = (key: string) => key.charAt(0);

type Section = SortedKeys;

/** Up to this many new keys are inserted one by one; more are sorted together with all others. */
const FEW = 64;
const MAX_CHUNK = 256;

/**
 * A list of short sorted arrays. Finding a position takes two binary searches, and an insertion moves at most some hundred keys. A
 * tree would be as fast but need more code.
 */
function section(): Section {
  let chunks: Key[][] = [];
  let added: Key[] = [];
  let compare = compareUnits;

  function chunkAt(key: string): number {
    return Math.max(0, firstPosition(chunks.length, (i) => compare(chunks[i]?.[0] ?? "", key) > 0) - 1);
  }
  function positionIn(chunk: readonly Key[], key: string): number {
    return firstPosition(chunk.length, (i) => compare(chunk[i] ?? "", key) >= 0);
  }
  function insert(key: Key) {
    const at = chunkAt(key);
    const chunk = chunks[at] ?? [];
    if (chunks.length === 0) chunks.push(chunk);
    chunk.splice(positionIn(chunk, key), 0, key);
    if (chunk.length > MAX_CHUNK) chunks.splice(at + 1, 0, chunk.splice(MAX_CHUNK / 2));
  }
  function sort() {
    if (added.length > FEW) chunks = split([...chunks.flat(), ...added].sort(compare));
    else added.forEach(insert);
    added = [];
  }
  return {
    add(key) {
      // What is sorted stays sorted: of two keys, both must have such a character to be ordered in another way.
      if (compare === compareUnits && HIGH_UNIT.test(key)) {
        sort();
        compare = compareKeys;
      }
      added.push(key);
    },
    delete(key) {
      sort();
      const at = chunkAt(key);
      const chunk = chunks[at];
      const position = chunk === undefined ? -1 : positionIn(chunk, key);
      if (chunk?.[position] !== key) return;
      chunk.splice(position, 1);
      if (chunk.length === 0) chunks.splice(at, 1);
    },
    *from(start) {
      sort();
      for (let at = chunkAt(start); at < chunks.length; at++) {
        const chunk = chunks[at] ?? [];
        for (let i = positionIn(chunk, start); i < chunk.length; i++) yield chunk[i] as Key;
      }
    },
  };
}

function split(keys: readonly Key[]): Key[][] {
  const chunks: Key[][] = [];
  for (let i = 0; i < keys.length; i += MAX_CHUNK / 2) chunks.push(keys.slice(i, i + MAX_CHUNK / 2));
  return chunks;
}

/** Without such a code unit in one of two keys, the order of UTF-8 is the one of UTF-16, which takes a tenth of the time to compare. */
const HIGH_UNIT = /[\ud800-\uffff]/;

function compareUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

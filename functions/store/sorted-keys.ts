/**
 * A sorted set of keys that supports adding, deleting and iterating from any start: a list of short sorted arrays.
 *
 * Finding a position takes two binary searches, and an insertion moves at most a thousand keys, so each of a million
 * insertions with listings in between takes a few microseconds. A tree would be as fast but need more code.
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

const MAX_CHUNK = 1024;

export function sortedKeys(initial: Iterable<Key> = []): SortedKeys {
  const chunks = splitIntoChunks([...initial].sort(compareKeys));

  function chunkAt(key: string): number {
    return Math.max(0, firstPosition(chunks.length, (i) => compareKeys(chunks[i]?.[0] ?? "", key) > 0) - 1);
  }

  return {
    add(key) {
      const at = chunkAt(key);
      const chunk = chunks[at];
      if (chunk === undefined) {
        chunks.push([key]);
        return;
      }
      chunk.splice(positionIn(chunk, key), 0, key);
      if (chunk.length > MAX_CHUNK) chunks.splice(at + 1, 0, chunk.splice(MAX_CHUNK / 2));
    },
    delete(key) {
      const at = chunkAt(key);
      const chunk = chunks[at];
      const position = chunk === undefined ? -1 : positionIn(chunk, key);
      if (chunk?.[position] !== key) return;
      chunk.splice(position, 1);
      if (chunk.length === 0) chunks.splice(at, 1);
    },
    *from(start) {
      for (let at = chunkAt(start); at < chunks.length; at++) {
        const chunk = chunks[at] ?? [];
        for (let i = positionIn(chunk, start); i < chunk.length; i++) yield chunk[i] as Key;
      }
    },
  };
}

function positionIn(chunk: readonly Key[], key: string): number {
  return firstPosition(chunk.length, (i) => compareKeys(chunk[i] as Key, key) >= 0);
}

function splitIntoChunks(keys: readonly Key[]): Key[][] {
  const chunks: Key[][] = [];
  for (let i = 0; i < keys.length; i += MAX_CHUNK / 2) chunks.push(keys.slice(i, i + MAX_CHUNK / 2));
  return chunks;
}

/**
 * Keys kept in order while they come and go one by one: a list of short sorted lists.
 *
 * Finding a place takes two binary searches, and making room moves a thousand keys at the most, so a million insertions with
 * listings in between stay at a few microseconds each. A tree would promise the same in more code.
 */
import type { Key } from "./key.ts";
import { compareKeys, firstPosition } from "./key-order.ts";

export type SortedKeys = {
  /** The key must not be there yet. */
  readonly add: (key: Key) => void;
  readonly delete: (key: Key) => void;
  /** All keys that are `start` or sort behind it. What changes meanwhile spoils the walk. */
  readonly from: (start: string) => Iterable<Key>;
};

const FULL = 1024;

export function sortedKeys(initial: Iterable<Key> = []): SortedKeys {
  const chunks = cut([...initial].sort(compareKeys));

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
      if (chunk.length > FULL) chunks.splice(at + 1, 0, chunk.splice(FULL / 2));
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

function cut(keys: readonly Key[]): Key[][] {
  const chunks: Key[][] = [];
  for (let i = 0; i < keys.length; i += FULL / 2) chunks.push(keys.slice(i, i + FULL / 2));
  return chunks;
}

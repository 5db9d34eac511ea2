/** Splits items into chunks that fit a queue's limits on count and bytes, and groups items by name. Pure. */

export type Limits<T> = {
  readonly items: number;
  /** The maximum total size of a chunk. A larger item gets its own chunk. */
  readonly bytes: number;
  readonly sizeOf: (item: T) => number;
};

/** Keeps the order; no chunk is empty. */
export function* chunked<T>(all: Iterable<T>, { items, bytes, sizeOf }: Limits<T>): Generator<readonly T[]> {
  let chunk: T[] = [];
  let chunkBytes = 0;
  for (const item of all) {
    const size = sizeOf(item);
    if (chunk.length === items || (chunk.length > 0 && chunkBytes + size > bytes)) {
      yield chunk;
      chunk = [];
      chunkBytes = 0;
    }
    chunk.push(item);
    chunkBytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

export function grouped<T>(all: Iterable<T>, groupOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of all) {
    const name = groupOf(item);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
}

/** Cuts what is to be sent into pieces that a queue takes. Pure. */

export type Limits<T> = {
  readonly items: number;
  /** Of all items of a piece together; one that is larger by itself is a piece of its own. */
  readonly bytes: number;
  readonly sizeOf: (item: T) => number;
};

/** In order; no piece is empty. */
export function* chunked<T>(all: Iterable<T>, { items, bytes, sizeOf }: Limits<T>): Generator<readonly T[]> {
  let chunk: T[] = [];
  let held = 0;
  for (const item of all) {
    const size = sizeOf(item);
    if (chunk.length === items || (chunk.length > 0 && held + size > bytes)) {
      yield chunk;
      chunk = [];
      held = 0;
    }
    chunk.push(item);
    held += size;
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

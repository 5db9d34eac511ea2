/** A cache that keeps the most recently used values up to a limit, so that repeated work is done once and memory stays bounded. */

export type LruCache<Key, Value> = {
  /** Returns the cached value of the key, or else calls `make` and caches its result. */
  readonly get: (key: Key, make: () => Value) => Value;
  readonly set: (key: Key, value: Value) => void;
  readonly clear: () => void;
};

export function lruCache<Key, Value>(limit: number): LruCache<Key, Value> {
  const values = new Map<Key, Value>();
  const set = (key: Key, value: Value) => {
    values.delete(key);
    values.set(key, value);
    // A map iterates over its keys in insertion order, so the first key is the least recently used.
    if (values.size > limit) values.delete(values.keys().next().value as Key);
  };
  return {
    set,
    clear: () => values.clear(),
    get(key, make) {
      const value = values.has(key) ? (values.get(key) as Value) : make();
      set(key, value);
      return value;
    },
  };
}

/** What was made and used last, up to so many: what is made again and again is made once, and memory stays bounded. */

export type LruCache<Key, Value> = {
  /** What is remembered of the key, or else what `make` makes of it. */
  readonly get: (key: Key, make: () => Value) => Value;
  readonly set: (key: Key, value: Value) => void;
};

export function lruCache<Key, Value>(most: number): LruCache<Key, Value> {
  const values = new Map<Key, Value>();
  const set = (key: Key, value: Value) => {
    values.delete(key);
    values.set(key, value);
    // A map goes through its keys in the order in which they were set.
    if (values.size > most) values.delete(values.keys().next().value as Key);
  };
  return {
    set,
    get(key, make) {
      const value = values.has(key) ? (values.get(key) as Value) : make();
      set(key, value);
      return value;
    },
  };
}

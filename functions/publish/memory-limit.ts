/**
 * Bounds the memory of documents that are made at once: how many run together follows from how much content the largest of them
 * had so far. What a feed holds is known only after its articles were read, so the first few feel their way.
 */

export type MemoryLimit = {
  /** Runs `work` when there is room; it calls `weigh` with its UTF-16 units of content once it knows them. */
  readonly run: <T>(work: (weigh: (units: number) => void) => Promise<T>) => Promise<T>;
};

/** How many run together before the first is weighed. */
const FIRST = 8;

/** `maxUnits`: of all content at once. More than that runs alone. */
export function memoryLimit(maxUnits: number): MemoryLimit {
  let largest: number | undefined;
  let reserved = 0;
  const waiting: (() => void)[] = [];
  const need = () => Math.min(largest ?? maxUnits / FIRST, maxUnits);
  // Whoever is let in lets in the next one, after its own reservation.
  const admit = () => {
    if (reserved + need() <= maxUnits) waiting.shift()?.();
  };
  return { run };

  async function run<T>(work: (weigh: (units: number) => void) => Promise<T>): Promise<T> {
    while (reserved + need() > maxUnits) await new Promise<void>((admitted) => void waiting.push(admitted));
    let own = need();
    reserved += own;
    admit();
    try {
      return await work((units) => {
        largest = Math.max(largest ?? 0, units);
        reserved += units - own;
        own = units;
        admit();
      });
    } finally {
      reserved -= own;
      admit();
    }
  }
}

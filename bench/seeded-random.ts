/** A pseudo-random generator with a fixed seed, so that every run gets the same sequence. */

export type SeededRandom = {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  readonly fraction: () => number;
  /** An integer from 0 (inclusive) to `end` (exclusive). */
  readonly below: (end: number) => number;
  readonly pick: (values: readonly string[]) => string;
};

/** Uses mulberry32, which is small and good enough for choosing words. */
export function seededRandom(seed: number): SeededRandom {
  let state = (Math.imul(seed, 2_654_435_761) + 12_345) >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(fraction() * end);
  return { fraction, below, pick: (values) => values[below(values.length)] ?? "" };
}

/** Returns the numbers from 0 (inclusive) to `count` (exclusive) in random order. */
export function shuffled(count: number): number[] {
  const random = seededRandom(count);
  const numbers = Array.from({ length: count }, (_, number) => number);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
  return numbers;
}

/** Chance that is the same every time. */

export type SeededRandom = {
  /** From 0 up to, not with, 1. */
  readonly part: () => number;
  /** A whole number from 0 up to, not with, `end`. */
  readonly below: (end: number) => number;
  readonly pick: (words: readonly string[]) => string;
};

/** The generator mulberry32, which is small and good enough to choose words with. */
export function seededRandom(seed: number): SeededRandom {
  let state = (Math.imul(seed, 2_654_435_761) + 12_345) >>> 0;
  const part = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(part() * end);
  return { part, below, pick: (words) => words[below(words.length)] ?? "" };
}

/** The numbers from 0 up to, not with, `count` in an order that has nothing to do with their size. */
export function shuffled(count: number): number[] {
  const dice = seededRandom(count);
  const numbers = Array.from({ length: count }, (_, number) => number);
  for (let last = count - 1; last > 0; last--) {
    const other = dice.below(last + 1);
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
  return numbers;
}

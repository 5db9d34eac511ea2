/** Repeatable random test runs. The environment variable SEED sets the seed of the first run, RUNS the number of runs. */

export type Random = {
  /** An integer from 0 up to but not including `below`. */
  readonly number: (below: number) => number;
  /** True with a probability of 1 in `times`. */
  readonly once: (times: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** A random subset of the choices, in their order; can be empty. */
  readonly some: <T>(choices: readonly T[]) => T[];
};

/** The mulberry32 generator: small, and random enough for these tests. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (below: number) => Math.floor(next() * below);
  return {
    number,
    once: (times) => number(times) === 0,
    pick: (choices) => choices[number(choices.length)] as (typeof choices)[number],
    some: (choices) => choices.filter(() => number(2) === 0),
  };
}

/** An hour, for tests whose duration depends on RUNS. */
export const SLOW_TEST = { timeout: 3_600_000 };

/** Runs one history per seed; an error contains the seed that reproduces it. */
export async function forEachSeed(
  runs: number,
  runHistory: (random: Random, seed: number) => Promise<void>,
): Promise<void> {
  const givenSeed = process.env.SEED;
  // Every run uses new seeds, except on CI, where the result must not depend on chance.
  const first = Number(givenSeed ?? (process.env.CI ? 1 : Date.now() % 1_000_000_000));
  const count = Number(process.env.RUNS ?? (givenSeed === undefined ? runs : 1));
  console.log(`${count} histories from SEED=${first}`);
  for (let seed = first; seed < first + count; seed++) {
    try {
      await runHistory(randomOf(seed), seed);
    } catch (error) {
      throw new Error(`run with SEED=${seed} RUNS=1 to reproduce this failure`, { cause: error });
    }
  }
}

/** Chance that can be replayed: SEED names the first history of a run, RUNS how many there are. */

export type Random = {
  /** A whole number from 0 up to, and without, `below`. */
  readonly number: (below: number) => number;
  /** True once in so many times. */
  readonly once: (inSoMany: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** A few of the choices, in their order; perhaps none. */
  readonly some: <T>(choices: readonly T[]) => T[];
};

/** mulberry32: small, and good enough to shuffle a site. */
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
    once: (inSoMany) => number(inSoMany) === 0,
    pick: (choices) => choices[number(choices.length)] as (typeof choices)[number],
    some: (choices) => choices.filter(() => number(2) === 0),
  };
}

/** For tests that take as long as RUNS says: an hour. */
export const UNHURRIED = { timeout: 3_600_000 };

/** Lives one history for each seed; a failure names the seed to replay it by. */
export async function forEachSeed(runs: number, live: (random: Random, seed: number) => Promise<void>): Promise<void> {
  const replayed = process.env.SEED;
  // Other histories in every run, but where a run decides about somebody's change.
  const first = Number(replayed ?? (process.env.CI ? 1 : Date.now() % 1_000_000_000));
  const count = Number(process.env.RUNS ?? (replayed === undefined ? runs : 1));
  console.log(`${count} histories from SEED=${first}`);
  for (let seed = first; seed < first + count; seed++) {
    try {
      await live(randomOf(seed), seed);
    } catch (error) {
      throw new Error(`SEED=${seed} RUNS=1 shows it again`, { cause: error });
    }
  }
}

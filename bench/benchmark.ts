/** What a benchmark is: a name to call it by, and rows of the one table. */
import type { Contender } from "./contender.ts";

export type Row = {
  /** What was done, and to how many articles. */
  readonly what: string;
  /** What was measured of it. */
  readonly measure: string;
  /** What came out, by the name of who did it. */
  readonly cells: Readonly<Record<string, string>>;
};

export type Plan = {
  /** Numbers of articles: for whole builds and drops, and for a single publish, which can be tried on far larger sites. */
  readonly sizes: { readonly build: readonly number[]; readonly publish: readonly number[] };
  /** How many runs count, after one to warm up. */
  readonly runs: number;
  /** Ourselves, and the rivals that are installed. */
  readonly contenders: readonly Contender[];
  /** Tells whoever waits what is going on. */
  readonly say: (line: string) => void;
};

export type Benchmark = {
  readonly name: string;
  /** One line, for `--help`. */
  readonly about: string;
  readonly run: (plan: Plan) => Promise<readonly Row[]>;
};

export const US = "Dropfeed";

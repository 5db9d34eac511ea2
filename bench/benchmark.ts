/** The types of a benchmark: its plan as input, rows of the result table as output. */
import type { Contender } from "./contender.ts";

export type Row = {
  /** The work that was done, and the number of articles. */
  readonly task: string;
  /** The quantity that was measured. */
  readonly measure: string;
  /** The formatted results, keyed by the contender's name. */
  readonly cells: Readonly<Record<string, string>>;
};

export type Plan = {
  /**
   * Numbers of articles: `build` for complete builds and drops, `publish` for a single publish, which can be measured
   * on far larger sites.
   */
  readonly sizes: { readonly build: readonly number[]; readonly publish: readonly number[] };
  /** The number of runs, not counting the warm-up run. */
  readonly runs: number;
  /** Dropfeed and the installed rivals. */
  readonly contenders: readonly Contender[];
  /** Reports progress to the user. */
  readonly log: (line: string) => void;
};

export type Benchmark = {
  readonly name: string;
  /** One line for `--help`. */
  readonly description: string;
  readonly run: (plan: Plan) => Promise<readonly Row[]>;
};

export const DROPFEED = "Dropfeed";

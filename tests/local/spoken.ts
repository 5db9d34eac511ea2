/** A `Say` that remembers what was said. */
import type { Say } from "../../functions/local/say.ts";

export function spoken(): { readonly say: Say; readonly results: string[]; readonly problems: string[] } {
  const results: string[] = [];
  const problems: string[] = [];
  const say = {
    result: (line: string) => results.push(line),
    problem: (line: string) => problems.push(line),
    progress() {},
  };
  return { say, results, problems };
}

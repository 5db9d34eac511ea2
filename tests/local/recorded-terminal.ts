/** A terminal that records the lines printed to it. */
import type { Terminal } from "../../functions/local/terminal/terminal.ts";

export function recordedTerminal(): {
  readonly terminal: Terminal;
  readonly results: string[];
  readonly problems: string[];
} {
  const results: string[] = [];
  const problems: string[] = [];
  const terminal = {
    result: (line: string) => results.push(line),
    problem: (line: string) => problems.push(line),
    progress() {},
  };
  return { terminal, results, problems };
}

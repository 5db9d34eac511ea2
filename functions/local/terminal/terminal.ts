/** What a command tells its user: results on standard output, problems on standard error, progress where somebody watches. */
import { join } from "node:path";
import type { Problem } from "../../article/article.ts";

export type Terminal = {
  /** A line of the result. */
  readonly result: (line: string) => void;
  /** A line about something wrong. */
  readonly problem: (line: string) => void;
  /** Replaces the line before it; shown on a terminal only, and at most ten times a second. */
  readonly progress: (line: () => string) => void;
};

/** `path:line: reason`, as editors and terminals make a link of. */
export function problemLine(folder: string, path: string, { line, reason }: Problem): string {
  return `${join(folder, path)}:${line === undefined ? "" : `${line}:`} ${reason}`;
}

const INTERVAL = 100;

export function processTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  let shownAt = 0;
  // Who reads only the first lines, as `head` does, is no fault of the build.
  for (const stream of [out, err]) stream.on("error", (error) => ignoreClosed(error));
  const clear = () => {
    if (shownAt > 0) err.write("\r\u001b[K");
    shownAt = 0;
  };
  return {
    result(line) {
      clear();
      out.write(`${line}\n`);
    },
    problem(line) {
      clear();
      err.write(`${line}\n`);
    },
    progress(line) {
      const now = Date.now();
      if (!err.isTTY || now - shownAt < INTERVAL) return;
      err.write(`\r\u001b[K${line()}`);
      shownAt = now;
    },
  };
}

function ignoreClosed(error: Error) {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
}

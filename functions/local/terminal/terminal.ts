/** The output of a command: results on standard output, problems on standard error, progress only on a terminal. */
import { join } from "node:path";
import type { Problem } from "../../article/article.ts";
import { escapeControls } from "../../publish/escape-controls.ts";
import { asStoreError, errorCode, StoreError } from "../../store/store-error.ts";

/** Names of files, keys and values come from anywhere: every line is shown with its control characters escaped, line ends included. */
export type Terminal = {
  /** Prints a line of the result. */
  readonly result: (line: string) => void;
  /** Prints a line about a problem. */
  readonly problem: (line: string) => void;
  /** Replaces the previous progress line; shown only on a terminal and at most ten times per second. */
  readonly progress: (line: () => string) => void;
};

/** `path:line: reason`, a format that editors and terminals turn into a link. */
export function problemLine(folder: string, path: string, { line, reason }: Problem): string {
  return `${join(folder, path)}:${line === undefined ? "" : `${line}:`} ${reason}`;
}

const INTERVAL = 100;

export type ProcessTerminal = Terminal & {
  /** Call it at the end. @throws StoreError if not all results could be written, such as to a file on a full disk */
  readonly written: () => Promise<void>;
};

export function processTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): ProcessTerminal {
  let shownAt = 0;
  let failure: StoreError | undefined;
  // If a reader such as `head` closes the pipe early, the build must not fail.
  out.on("error", (error) => {
    if (errorCode(error) !== "EPIPE") failure ??= describeOutputError(error);
  });
  // There is nowhere left to say that nothing can be said.
  err.on("error", () => {});
  const clear = () => {
    if (shownAt > 0) err.write("\r\u001b[K");
    shownAt = 0;
  };
  return {
    result(line) {
      clear();
      out.write(`${escapeControls(line)}\n`);
    },
    problem(line) {
      clear();
      err.write(`${escapeControls(line)}\n`);
    },
    progress(line) {
      const now = Date.now();
      if (!err.isTTY || now - shownAt < INTERVAL) return;
      err.write(`\r\u001b[K${escapeControls(line())}`);
      shownAt = now;
    },
    async written() {
      // A stream tells its errors in the next tick.
      await new Promise((resolve) => setImmediate(resolve));
      if (failure !== undefined) throw failure;
    },
  };
}

function describeOutputError(error: Error): StoreError {
  const described = asStoreError(error, "standard output");
  return described instanceof StoreError ? described : new StoreError("standard output", error.message);
}

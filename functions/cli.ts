/** The entry point of the command line: runs the commands build, check and dev on local folders. */
import { parseArguments } from "./local/commands/parse-arguments.ts";
import { FolderError } from "./local/folders/check-folders.ts";
import { ListenError } from "./local/server/port-in-use.ts";
import { processTerminal, type Terminal } from "./local/terminal/terminal.ts";
import { asStoreError, StoreError } from "./store/store-error.ts";

declare const __RELEASE__: string;
declare const __VERSION__: string;

const DEFAULT_URL = "http://localhost:8080/";

/**
 * Runs a command; imports only the code that it needs. Returns the exit code: 0 success, 1 an article must be fixed, 2 the
 * command failed.
 */
async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const command = parseArguments(args);
  switch (command.kind) {
    case "help":
      for (const line of command.text.split("\n")) terminal.result(line);
      return 0;
    case "version":
      terminal.result(__VERSION__);
      return 0;
    case "wrong":
      terminal.problem(`dropfeed: ${command.reason} (see --help)`);
      return 2;
    case "build": {
      const { build } = await import("./local/commands/build.ts");
      return build({ ...command, ...defaults(command.now), worker: new URL("worker.mjs", import.meta.url) }, terminal);
    }
    case "check": {
      const { check } = await import("./local/commands/check.ts");
      return check({ ...command, ...defaults(command.now) }, terminal);
    }
    case "dev": {
      const { dev } = await import("./local/commands/dev.ts");
      return dev({ ...command, release: __RELEASE__ }, terminal);
    }
  }
}

function defaults(now = Date.now()) {
  return { now, defaultUrl: DEFAULT_URL, release: __RELEASE__ };
}

/** An error that the user can fix is one line. Any other error is a bug, and its stack trace helps to find it. */
function describe(thrown: unknown): string | undefined {
  const error = asStoreError(thrown, "the file system");
  const isExpected = error instanceof StoreError || error instanceof FolderError || error instanceof ListenError;
  if (isExpected) return error.message;
  return error instanceof Error ? error.stack : String(error);
}

const terminal = processTerminal(process.stdout, process.stderr);
try {
  process.exitCode = await run(process.argv.slice(2), terminal);
  await terminal.written();
} catch (error) {
  for (const [number, line] of (describe(error) ?? String(error)).split("\n").entries())
    terminal.problem(number === 0 ? `dropfeed: ${line}` : line);
  process.exitCode = 2;
}

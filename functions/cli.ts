/** The command line: build, check and dev on folders of this machine. */
import { parseArguments } from "./local/commands/parse-arguments.ts";
import { FolderError } from "./local/folders/check-folders.ts";
import { PortInUseError } from "./local/server/port-in-use.ts";
import { processTerminal, type Terminal } from "./local/terminal/terminal.ts";
import { StoreError } from "./store/store-error.ts";

declare const __RELEASE__: string;

const DEFAULT_URL = "http://localhost:8080/";

/** Loads no more than the command needs. The exit code: 0 all well, 1 an article has to be mended, 2 the command could not do its work. */
async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const command = parseArguments(args);
  switch (command.kind) {
    case "help":
      terminal.result(command.text);
      return 0;
    case "wrong":
      terminal.problem(`dropfeed: ${command.reason} (--help tells more)`);
      return 2;
    case "build": {
      const { build } = await import("./local/commands/build.ts");
      return build({ ...command, ...whole(command.now), worker: new URL("worker.mjs", import.meta.url) }, terminal);
    }
    case "check": {
      const { check } = await import("./local/commands/check.ts");
      return check({ ...command, ...whole(command.now) }, terminal);
    }
    case "dev": {
      const { dev } = await import("./local/commands/dev.ts");
      return dev({ ...command, release: __RELEASE__ }, terminal);
    }
  }
}

function whole(now = Date.now()) {
  return { now, defaultUrl: DEFAULT_URL, release: __RELEASE__ };
}

const terminal = processTerminal(process.stdout, process.stderr);
try {
  process.exitCode = await run(process.argv.slice(2), terminal);
} catch (error) {
  // What the user can mend is told in a line; anything else is a fault of ours, and its trace helps to find it.
  const isExpected = error instanceof StoreError || error instanceof FolderError || error instanceof PortInUseError;
  terminal.problem(`dropfeed: ${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = 2;
}

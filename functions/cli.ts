/** The command line: build, check and dev on folders of this machine. */
import { readArguments } from "./local/arguments.ts";
import { FolderError } from "./local/folders.ts";
import { PortInUseError } from "./local/port-in-use.ts";
import { type Say, terminal } from "./local/say.ts";
import { StoreError } from "./store/store-error.ts";

declare const __RELEASE__: string;

const DEFAULT_URL = "http://localhost:8080/";

/** Loads no more than the command needs. The exit code: 0 all well, 1 an article has to be mended, 2 the command could not do its work. */
async function run(args: readonly string[], say: Say): Promise<number> {
  const command = readArguments(args);
  switch (command.kind) {
    case "help":
      say.result(command.text);
      return 0;
    case "wrong":
      say.problem(`dropfeed: ${command.reason} (--help tells more)`);
      return 2;
    case "build": {
      const { build } = await import("./local/build.ts");
      return build({ ...command, ...whole(command.now), worker: new URL("worker.mjs", import.meta.url) }, say);
    }
    case "check": {
      const { check } = await import("./local/check.ts");
      return check({ ...command, ...whole(command.now) }, say);
    }
    case "dev": {
      const { dev } = await import("./local/dev.ts");
      return dev({ ...command, release: __RELEASE__ }, say);
    }
  }
}

function whole(now = Date.now()) {
  return { now, defaultUrl: DEFAULT_URL, release: __RELEASE__ };
}

const say = terminal(process.stdout, process.stderr);
try {
  process.exitCode = await run(process.argv.slice(2), say);
} catch (error) {
  // What the user can mend is told in a line; anything else is a fault of ours, and its trace helps to find it.
  const isExpected = error instanceof StoreError || error instanceof FolderError || error instanceof PortInUseError;
  say.problem(`dropfeed: ${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = 2;
}

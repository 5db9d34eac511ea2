/** Starts the child processes that tests need: dead, limited and killed ones. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { buildSync } from "esbuild";

/** The ID of a process that has ended. */
export const DEAD_PROCESS = spawnSync(process.execPath, ["-e", ""]).pid;

/** Bundles a TypeScript program, with imports relative to the project's root, so that a separate node process can run it. */
export function program(source: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** Runs a program with files limited to 64 KB, so that writes fail half-way as on a full disk, and returns its output. */
export function underFileLimit(source: string): string {
  const run = `trap "" XFSZ; ulimit -f 64; exec "$0" --input-type=module -`;
  return execFileSync("bash", ["-c", run, process.execPath], { input: program(source), encoding: "utf8" });
}

export type Running = {
  /** Resolves when the program has printed this text. */
  readonly printed: (text: string) => Promise<void>;
  /** Writes a line to its standard input. */
  readonly say: (line: string) => void;
  /** Closes its standard input, or kills it, and returns its entire output. */
  readonly end: (signal?: "SIGKILL") => Promise<string>;
};

/** Starts a program that `program` has bundled. */
export function start(source: string): Running {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const closed = new Promise((resolve) => child.on("close", resolve));
  let output = "";
  let checkOutput = () => {};
  child.stdout.on("data", (data) => {
    output += data;
    checkOutput();
  });
  return {
    printed: (text) =>
      new Promise((resolve) => {
        checkOutput = () => {
          if (output.includes(text)) resolve();
        };
        checkOutput();
      }),
    say: (line) => void child.stdin.write(`${line}\n`),
    async end(signal) {
      if (signal === undefined) child.stdin.end();
      else child.kill(signal);
      await closed;
      return output;
    },
  };
}

/** Other processes that tests need: dead ones, limited ones, killed ones. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { buildSync } from "esbuild";

/** The number of a process that has ended. */
export const DEAD_PROCESS = spawnSync(process.execPath, ["-e", ""]).pid;

/** A program in TypeScript, with imports from the project's root, as a node of its own can run it. */
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

/** What the program prints where no file may pass 64 KB: writes fail half-way, as on a full disk. */
export function underFileLimit(source: string): string {
  const run = `trap "" XFSZ; ulimit -f 64; exec "$0" --input-type=module -`;
  return execFileSync("bash", ["-c", run, process.execPath], { input: program(source), encoding: "utf8" });
}

export type Running = {
  /** Waits until the program has printed this. */
  readonly printed: (text: string) => Promise<void>;
  /** A line for its standard input. */
  readonly say: (line: string) => void;
  /** Ends its standard input, or kills it, and gives all that it printed. */
  readonly end: (signal?: "SIGKILL") => Promise<string>;
};

/** Starts a program made by `program`. */
export function start(source: string): Running {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const closed = new Promise((resolve) => child.on("close", resolve));
  let output = "";
  let tell = () => {};
  child.stdout.on("data", (data) => {
    output += data;
    tell();
  });
  return {
    printed: (text) =>
      new Promise((resolve) => {
        tell = () => {
          if (output.includes(text)) resolve();
        };
        tell();
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

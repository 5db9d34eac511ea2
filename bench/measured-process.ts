/**
 * Runs a program and tells what it took: time on the clock, time of all processors, and the most memory it held.
 *
 * A shell starts it, waits for it, and then asks the system for the processor time of its children with `times`, in steps of 10 ms;
 * that is exact also for what the program did last. The shell itself adds about 2 ms to the time on the clock. Memory is the
 * system's own high-water mark (VmHWM), read every 5 ms while the program runs: what grows in the last 5 ms before the end may
 * be missed, and the mark itself may lag behind by some 100 KB a thread. It is of one process with its threads: of a
 * program that starts others, only the first is seen. Without /proc (macOS) memory is not measured.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";

export type Program = {
  readonly command: readonly string[];
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

export type Measurement = {
  /** Milliseconds. */
  readonly wall: number;
  /** Milliseconds, user's and system's, of all threads. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory?: number;
  /** What it wrote to standard output. */
  readonly output: string;
};

/** @throws Error with what the program said, if it did not end well */
export async function measured({ command, folder, environment }: Program): Promise<Measurement> {
  const started = performance.now();
  const shell = spawn("sh", ["-c", SCRIPT, "sh", ...command], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const [, out, err, told] = shell.stdio;
  const ended = once(shell, "close");
  const [said, complaint, facts, memory] = await Promise.all([
    text(out as NodeJS.ReadableStream),
    text(err as NodeJS.ReadableStream),
    text(told as NodeJS.ReadableStream),
    peakOf(told as NodeJS.ReadableStream),
    ended,
  ]);
  const wall = performance.now() - started;
  if (shell.exitCode !== 0) throw new Error(`${command.join(" ")} ended with ${shell.exitCode}\n${said}${complaint}`);
  return { wall, cpu: childrensTime(facts), memory, output: said };
}

/** Tells, on descriptor 3, the program's id, and at last the times of the shell and of its children. */
const SCRIPT = '"$@" 3>&- & pid=$!; echo $pid >&3; wait $pid; code=$?; times >&3; exit $code';

const LOOK_EVERY = 5;

/** Watches the process whose id comes first, until the stream ends. */
async function peakOf(told: NodeJS.ReadableStream): Promise<number | undefined> {
  const [first] = (await once(told, "data")) as [Buffer | string];
  const status = `/proc/${Number.parseInt(String(first), 10)}/status`;
  let peak: number | undefined;
  const look = () => {
    peak = highWaterMark(status) ?? peak;
  };
  const looking = setInterval(look, LOOK_EVERY);
  look();
  await once(told, "end");
  clearInterval(looking);
  return peak;
}

function highWaterMark(status: string): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined; // the process has ended, or the system has no /proc
  }
}

/** The last line is `0m1.230s 0m0.450s`: the children's user and system time. */
function childrensTime(facts: string): number {
  const last = facts.trimEnd().split("\n").at(-1) ?? "";
  const times = [...last.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce((sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000, 0);
}

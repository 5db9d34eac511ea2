/**
 * Runs a program and measures its wall time, CPU time and peak memory.
 *
 * A shell starts the program, waits for it and then reads the CPU time of its children with `times`, in steps of 10 ms;
 * this includes everything up to the program's end. The shell adds about 2 ms to the wall time. Memory is the kernel's
 * peak (VmHWM), read every 5 ms while the program runs: growth in the last 5 ms may be missed, and the value may lag
 * behind by about 100 KB per thread. It covers one process with its threads: if the program starts other processes,
 * only the first is measured. Without /proc (macOS) memory is not measured.
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
  /** Milliseconds of user and system time, all threads together. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory?: number;
  /** Standard output. */
  readonly output: string;
};

/** @throws Error with the program's output, if its exit code is not 0 */
export async function measured({ command, folder, environment }: Program): Promise<Measurement> {
  const started = performance.now();
  const shell = spawn("sh", ["-c", SCRIPT, "sh", ...command], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const [, out, err, report] = shell.stdio;
  const ended = once(shell, "close");
  const [output, errors, reported, memory] = await Promise.all([
    text(out as NodeJS.ReadableStream),
    text(err as NodeJS.ReadableStream),
    text(report as NodeJS.ReadableStream),
    peakOf(report as NodeJS.ReadableStream),
    ended,
  ]);
  const wall = performance.now() - started;
  if (shell.exitCode !== 0)
    throw new Error(`${command.join(" ")} exited with code ${shell.exitCode}\n${output}${errors}`);
  return { wall, cpu: childCpuTime(reported), memory, output: output };
}

/**
 * Writes to file descriptor 3: first the program's process id, at the end the CPU times of the shell and of its
 * children.
 */
const SCRIPT = '"$@" 3>&- & pid=$!; echo $pid >&3; wait $pid; code=$?; times >&3; exit $code';

const CHECK_INTERVAL = 5;

/** Reads the process id from the stream, then watches that process until the stream ends. */
async function peakOf(report: NodeJS.ReadableStream): Promise<number | undefined> {
  const [first] = (await once(report, "data")) as [Buffer | string];
  const status = `/proc/${Number.parseInt(String(first), 10)}/status`;
  let peak: number | undefined;
  const check = () => {
    peak = readPeak(status) ?? peak;
  };
  const timer = setInterval(check, CHECK_INTERVAL);
  check();
  await once(report, "end");
  clearInterval(timer);
  return peak;
}

function readPeak(status: string): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined; // the process has ended, or the system has no /proc
  }
}

/** The last line is `0m1.230s 0m0.450s`: the children's user and system time. */
function childCpuTime(reported: string): number {
  const last = reported.trimEnd().split("\n").at(-1) ?? "";
  const times = [...last.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce((sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000, 0);
}

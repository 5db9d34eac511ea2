/**
 * Benchmark: the time from an edit of the newest article until the server of a running `dev` serves it in the main
 * feed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { alternatingRuns } from "./alternating-runs.ts";
import type { Benchmark, Row } from "./benchmark.ts";
import { type BuildSubject, cells, forEachSize, type Subject } from "./build-rows.ts";
import { duration, formatNumber } from "./format-number.ts";
import { edit } from "./rebuild.ts";

export const devRepublish: Benchmark = {
  name: "dev",
  description: "from the edit of an article to its new bytes served by `dev`",
  run: (plan) => forEachSize(plan, "dev", (building, articles) => republish(building, articles, plan.runs)),
};

/** Milliseconds between requests for the feed: the measured time may be too long by this and one response. */
const POLL_INTERVAL = 2;
/** Milliseconds allowed for the first build, and for each edit. */
const TIMEOUT = 300_000;

async function republish({ subjects, newest }: BuildSubject, articles: number, runs: number): Promise<Row[]> {
  const results = new Map<Subject, readonly number[]>();
  for (const subject of subjects) {
    const serving = await serve(subject);
    try {
      const ownResults = await alternatingRuns([subject], runs, async (_, round) => {
        await sleep(300); // Lets work left over from the previous edit finish.
        const mark = `${subject.contender.name} ${round}`;
        const started = performance.now();
        edit(newest, mark);
        await serving.waitFor(mark);
        return performance.now() - started;
      });
      for (const [, times] of ownResults) results.set(subject, times);
    } finally {
      await serving.end();
    }
  }
  const task = `dev, one edit, ${formatNumber(articles)}`;
  return [{ task, measure: "until served", cells: cells(results, duration) }];
}

async function serve({ contender, site }: Subject) {
  const port = await freePort();
  const { command, folder } = site.serve(port);
  const [program = "", ...rest] = command;
  const server = spawn(program, rest, { cwd: folder, stdio: "ignore" });
  const waitFor = async (text: string) => {
    const end = performance.now() + TIMEOUT;
    while (!(await feedOf(`http://127.0.0.1:${port}${site.feed}`)).includes(text)) {
      if (server.exitCode !== null) throw new Error(`${contender.name} exited before it served "${text}"`);
      if (performance.now() > end)
        throw new Error(`${contender.name} did not serve "${text}" within ${TIMEOUT / 1000} s`);
      await sleep(POLL_INTERVAL);
    }
  };
  await waitFor("</rss>");
  await sleep(1000); // The watcher may start after the server.
  return { waitFor, end: () => stop(server) };
}

/** The feed's text; empty if the server does not respond or does not have the feed yet. */
async function feedOf(url: string): Promise<string> {
  try {
    const response = await fetch(url);
    const text = await response.text();
    return response.ok ? text : "";
  } catch (error) {
    if (error instanceof TypeError) return "";
    throw error;
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** The time from an edit of the newest article until the server of a running `dev` shows it in the main feed. */
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
  about: "from the edit of an article to its new bytes served by `dev`",
  run: (plan) => forEachSize(plan, "dev", (building, articles) => republish(building, articles, plan.runs)),
};

/** The feed is asked for so often, in milliseconds: what is measured may be longer than it was by that and one answer. */
const ASK_EVERY = 2;
/** Milliseconds for a whole first build, and for a single edit. */
const PATIENCE = 300_000;

async function republish({ subjects, newest }: BuildSubject, articles: number, runs: number): Promise<Row[]> {
  const results = new Map<Subject, readonly number[]>();
  for (const subject of subjects) {
    const serving = await serve(subject);
    try {
      const mine = await alternatingRuns([subject], runs, async (_, round) => {
        await sleep(300); // What the edit before may have left to do is done by then.
        const mark = `${subject.contender.name} ${round}`;
        const started = performance.now();
        edit(newest, mark);
        await serving.shows(mark);
        return performance.now() - started;
      });
      for (const [, times] of mine) results.set(subject, times);
    } finally {
      await serving.end();
    }
  }
  const what = `dev, one edit, ${formatNumber(articles)}`;
  return [{ what, measure: "until served", cells: cells(results, duration) }];
}

async function serve({ contender, site }: Subject) {
  const port = await freePort();
  const { command, folder } = site.serve(port);
  const [program = "", ...rest] = command;
  const server = spawn(program, rest, { cwd: folder, stdio: "ignore" });
  const shows = async (text: string) => {
    const end = performance.now() + PATIENCE;
    while (!(await feedOf(`http://127.0.0.1:${port}${site.feed}`)).includes(text)) {
      if (server.exitCode !== null) throw new Error(`${contender.name} has stopped serving`);
      if (performance.now() > end) throw new Error(`${contender.name} has not served the edit in time`);
      await sleep(ASK_EVERY);
    }
  };
  await shows("</rss>");
  await sleep(1000); // Watching may begin after serving.
  return { shows, end: () => stop(server) };
}

/** Nothing where there is no answer, or not yet the feed. */
async function feedOf(url: string): Promise<string> {
  try {
    const answer = await fetch(url);
    const text = await answer.text();
    return answer.ok ? text : "";
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

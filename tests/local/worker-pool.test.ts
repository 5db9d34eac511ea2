import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { workerPool } from "../../functions/local/workers/worker-pool.ts";
import type { WorkerTask } from "../../functions/local/workers/worker-task.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const COUNT = 1000;
const read = (number: number): WorkerTask => ({ kind: "read", path: `${number}.md` });

/** A pool whose workers run this code for each message; tasks on this thread return their path. */
function poolOf(workers: number, onMessage: string) {
  const file = join(temporaryFolder(), "worker.mjs");
  const receive = `parentPort.on("message", (tasks) => { ${onMessage} });`;
  writeFileSync(file, `import { parentPort } from "node:worker_threads";\n${receive}\n`);
  const perform = async (task: WorkerTask) => (task.kind === "read" ? task.path : "");
  const pool = workerPool({ program: pathToFileURL(file), folders: { content: "", out: "" }, workers, perform });
  onTestFinished(pool.close);
  return pool;
}

const ECHO = 'parentPort.postMessage(tasks.map(({ path }) => ({ kind: "done", result: path })))';

describe("a worker pool", () => {
  it.each([0, 1, 3])("returns the right result for each task, with %i workers", async (workers) => {
    const pool = poolOf(workers, ECHO);
    const results = Array.from({ length: COUNT }, (_, number) => pool.ask(read(number)));
    expect(await Promise.all(results)).toEqual(Array.from({ length: COUNT }, (_, number) => `${number}.md`));
  });

  it("rejects a task with the StoreError that a worker reported", async () => {
    const pool = poolOf(1, 'parentPort.postMessage(tasks.map(() => ({ kind: "no", path: "/x", reason: "no space" })))');
    const results = await Promise.allSettled(Array.from({ length: COUNT }, (_, number) => pool.ask(read(number))));
    const errors = new Set(results.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : [])));
    expect([...errors]).toEqual(["StoreError: /x: no space"]);
  });

  it("continues without a worker that has ended, and leaves no task pending", async () => {
    const pool = poolOf(2, 'throw new Error("out of memory")');
    const results = await Promise.allSettled(Array.from({ length: COUNT }, (_, number) => pool.ask(read(number))));
    const errors = results.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : []));
    expect(new Set(errors)).toEqual(new Set(["Error: out of memory"]));
    expect(errors.length).toBeLessThan(COUNT / 10);
  });

  it("sends no more tasks to a worker that ended while it had few tasks", async () => {
    const pool = poolOf(1, `if (tasks.some(({ path }) => path === "${COUNT}.md")) throw new Error("odd"); ${ECHO}`);
    await Promise.all(Array.from({ length: COUNT }, (_, number) => pool.ask(read(number))));
    await expect(pool.ask(read(COUNT))).rejects.toThrow("odd");
    expect(await pool.ask(read(COUNT + 1))).toBe(`${COUNT + 1}.md`);
  });
});

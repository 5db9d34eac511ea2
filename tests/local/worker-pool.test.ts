import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { workerPool } from "../../functions/local/workers/worker-pool.ts";
import type { WorkerTask } from "../../functions/local/workers/worker-task.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const COUNT = 1000;
const read = (number: number): WorkerTask => ({ kind: "read", path: `${number}.md` });

/** A pool whose workers run this code for each message; this thread tells the path it was asked for. */
function poolOf(workers: number, onMessage: string) {
  const file = join(temporaryFolder(), "worker.mjs");
  const receive = `parentPort.on("message", (tasks) => { ${onMessage} });`;
  writeFileSync(file, `import { parentPort } from "node:worker_threads";\n${receive}\n`);
  const perform = async (task: WorkerTask) => (task.kind === "read" ? task.path : "");
  const pool = workerPool({ program: pathToFileURL(file), workplace: { content: "", out: "" }, workers, perform });
  onTestFinished(pool.close);
  return pool;
}

const ECHO = 'parentPort.postMessage(tasks.map(({ path }) => ({ kind: "done", result: path })))';

describe("a worker pool", () => {
  it.each([0, 1, 3])("gives each who asks the answer to what was asked, with %i workers", async (workers) => {
    const pool = poolOf(workers, ECHO);
    const asked = Array.from({ length: COUNT }, (_, number) => pool.ask(read(number)));
    expect(await Promise.all(asked)).toEqual(Array.from({ length: COUNT }, (_, number) => `${number}.md`));
  });

  it("tells of a fault that a worker tells of as it tells of its own", async () => {
    const pool = poolOf(1, 'parentPort.postMessage(tasks.map(() => ({ kind: "no", path: "/x", reason: "no space" })))');
    const asked = await Promise.allSettled(Array.from({ length: COUNT }, (_, number) => pool.ask(read(number))));
    const faults = new Set(asked.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : [])));
    expect([...faults]).toEqual(["StoreError: /x: no space"]);
  });

  it("goes on without a worker that has ended, and leaves nobody waiting", async () => {
    const pool = poolOf(2, 'throw new Error("out of memory")');
    const asked = await Promise.allSettled(Array.from({ length: COUNT }, (_, number) => pool.ask(read(number))));
    const faults = asked.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : []));
    expect(new Set(faults)).toEqual(new Set(["Error: out of memory"]));
    expect(faults.length).toBeLessThan(COUNT / 10);
  });

  it("asks nothing more of a worker that ended while it had little to do", async () => {
    const pool = poolOf(1, `if (tasks.some(({ path }) => path === "${COUNT}.md")) throw new Error("odd"); ${ECHO}`);
    await Promise.all(Array.from({ length: COUNT }, (_, number) => pool.ask(read(number))));
    await expect(pool.ask(read(COUNT))).rejects.toThrow("odd");
    expect(await pool.ask(read(COUNT + 1))).toBe(`${COUNT + 1}.md`);
  });
});

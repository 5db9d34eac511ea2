import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "../../functions/store/folder/process-lock.ts";
import { StoreError } from "../../functions/store/store-error.ts";
import { DEAD_PROCESS, program, start } from "./processes.ts";

let folder: string;
let lockPath: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dropfeed-lock-"));
  lockPath = join(folder, ".dropfeed-lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the lock of a folder", () => {
  it("keeps others out until it is released, and leaves nothing behind", () => {
    const lock = lockFolder(join(folder, "made", "by need"));
    expect(() => lockFolder(join(folder, "made", "by need"))).toThrow(StoreError);
    lock.release();
    lock.release();
    expect(readdirSync(join(folder, "made", "by need"))).toEqual([]);
    lockFolder(join(folder, "made", "by need")).release();
  });

  it("names the folder, the process at work and the way out", () => {
    writeFileSync(lockPath, `${process.ppid} 123`);
    expect(() => lockFolder(folder)).toThrow(
      `${folder}: another dropfeed (process ${process.ppid}) is at work here; if it is not, remove ${lockPath}`,
    );
  });

  it.each([
    ["a process that is gone", `${DEAD_PROCESS} 123`],
    ["an earlier process of our own number", `${process.pid} 123`],
  ])("is taken over from %s", (_, mark) => {
    writeFileSync(lockPath, mark);
    const lock = lockFolder(folder);
    expect(lock.tookOver).toBe(true);
    expect(() => lockFolder(folder)).toThrow("at work");
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(lockFolder(folder).tookOver).toBe(false);
  });

  it.each(["", "not a number"])("holds while it is being written, but not for ever: %j", (content) => {
    writeFileSync(lockPath, content);
    expect(() => lockFolder(folder)).toThrow("another dropfeed is at work");
    utimesSync(lockPath, 1, 1);
    lockFolder(folder).release();
  });

  it("does not remove the lock of one who took over", () => {
    const lock = lockFolder(folder);
    writeFileSync(lockPath, `${process.ppid} 456`);
    lock.release();
    expect(readdirSync(folder)).toEqual([".dropfeed-lock"]);
  });

  it("goes to one of many processes that find a dead one's lock at the same moment", async () => {
    const source = program(`
      import { once } from "node:events";
      import { lockFolder } from "./functions/store/folder/process-lock.ts";
      console.log("ready");
      await once(process.stdin, "data");
      try { lockFolder(${JSON.stringify(folder)}); console.log("mine"); } catch (error) { console.log(error.name); }
      console.log("done");
      await once(process.stdin, "end");
    `);
    for (let round = 0; round < 2; round++) {
      writeFileSync(lockPath, `${DEAD_PROCESS} ${round}`);
      const processes = Array.from({ length: 8 }, () => start(source));
      await Promise.all(processes.map((one) => one.printed("ready")));
      for (const one of processes) one.say("go");
      await Promise.all(processes.map((one) => one.printed("done")));
      const outputs = await Promise.all(processes.map((one) => one.end()));
      expect(outputs.filter((output) => output.includes("mine"))).toHaveLength(1);
      expect(outputs.filter((output) => output.includes("StoreError"))).toHaveLength(7);
      expect(readdirSync(folder)).toEqual([".dropfeed-lock"]);
    }
  });
});

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
    const lock = lockFolder(join(folder, "created", "on demand"));
    expect(() => lockFolder(join(folder, "created", "on demand"))).toThrow(StoreError);
    lock.release();
    lock.release();
    expect(readdirSync(join(folder, "created", "on demand"))).toEqual([]);
    lockFolder(join(folder, "created", "on demand")).release();
  });

  it("names the folder, the owning process and the solution", () => {
    writeFileSync(lockPath, `${process.ppid} 123`);
    expect(() => lockFolder(folder)).toThrow(
      `${folder}: another dropfeed (process ${process.ppid}) is using this folder; if it is not running, remove ${lockPath}`,
    );
  });

  it.each([
    ["a process that is gone", `${DEAD_PROCESS} 123`],
    ["an earlier process with our own process ID", `${process.pid} 123`],
  ])("is taken over from %s", (_, mark) => {
    writeFileSync(lockPath, mark);
    const lock = lockFolder(folder);
    expect(lock.tookOver).toBe(true);
    expect(() => lockFolder(folder)).toThrow("is using this folder");
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(lockFolder(folder).tookOver).toBe(false);
  });

  it.each(["", "not a number"])("is valid for a short time while it is being written: %j", (content) => {
    writeFileSync(lockPath, content);
    expect(() => lockFolder(folder)).toThrow("another dropfeed is using this folder");
    utimesSync(lockPath, 1, 1);
    lockFolder(folder).release();
  });

  it("does not remove the lock of a process that took it over", () => {
    const lock = lockFolder(folder);
    writeFileSync(lockPath, `${process.ppid} 456`);
    lock.release();
    expect(readdirSync(folder)).toEqual([".dropfeed-lock"]);
  });

  it("is taken over by exactly one of many processes that find a dead process's lock at the same time", async () => {
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

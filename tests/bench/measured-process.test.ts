import { describe, expect, it } from "vitest";
import { measured } from "../../bench/measured-process.ts";

const node = (script: string) => ({ command: [process.execPath, "-e", script] });

describe("measured", () => {
  it("returns the output of a program", async () => {
    expect((await measured(node("console.log('so')"))).output).toBe("so\n");
  });

  it("counts the CPU time of all threads", async () => {
    const spin = "const end = Date.now() + 300; while (Date.now() < end);";
    const script = `const { Worker } = require("worker_threads"); new Worker(${JSON.stringify(spin)}, { eval: true }); ${spin}`;
    const usage = `${script} process.on("exit", () => console.log(JSON.stringify(process.cpuUsage())));`;
    const { cpu, output } = await measured(node(usage));
    const { user, system } = JSON.parse(output) as { readonly user: number; readonly system: number };
    expect(cpu).toBeGreaterThanOrEqual((user + system) / 1000 - 20);
  });

  it.runIf(process.platform === "linux")("measures peak memory that is released before the end", async () => {
    const script =
      "let held = Buffer.alloc(300e6, 1); setTimeout(() => { held = undefined; }, 50); setTimeout(() => {}, 100);";
    expect((await measured(node(script))).memory).toBeGreaterThan(300e6);
  });

  it("throws the error output of a program that failed", async () => {
    await expect(measured(node("console.error('because'); process.exit(3)"))).rejects.toThrow(
      /exited with code 3\nbecause/,
    );
  });
});

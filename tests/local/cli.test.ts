/** The command line as its bundle, in a process of its own. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build as bundle } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundles } from "../../functions/bundle.mjs";
import { contents, fill, temporaryFolder } from "./temporary-folder.ts";

const post = (title: string) => `---\ntitle: ${title}\ndate: 2026-11-01\n---\nText of ${title}.\n`;
let folder: string;
let cli: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dropfeed-cli-"));
  cli = join(folder, "cli.mjs");
  await bundle({ ...bundles.cli, outdir: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) => spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });

describe("the command line", () => {
  it("it builds, says so in plain lines, and ends with 0", () => {
    const place = temporaryFolder();
    fill(place, { "in/a.md": post("A") });
    const { status, stdout, stderr } = run(
      "build",
      join(place, "in"),
      "--out",
      join(place, "out"),
      "--now",
      "2026-11-23",
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(
      /^articles {3}1 published, 0 rejected, 0 hidden\ndocuments .*\nRSS .*\nAtom .*\nJSON Feed .*\ntook .* s\n$/,
    );
  });

  it.each([
    [["build", "/nowhere/at/all"], /^dropfeed: \/nowhere\/at\/all: there is no such folder\n$/],
    [["build", "--oops"], /^dropfeed: .*--oops.*\(--help tells more\)\n$/],
    [["nonsense"], /^dropfeed: there is no command "nonsense"/],
  ])("it ends with 2 and one line for %j", (args, reason) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(reason) });
  });

  it("it ends with 0 for --help", () => {
    expect(run("build", "--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("--state DIR") });
  });

  it("it does its work though nobody reads what it says", async () => {
    const place = temporaryFolder();
    fill(place, { "in/a.md": post("A") });
    const child = spawn(process.execPath, [
      cli,
      "build",
      join(place, "in"),
      "--out",
      join(place, "out"),
      "--now",
      "2026-11-23",
    ]);
    child.stdout.destroy();
    let problems = "";
    child.stderr.on("data", (chunk) => {
      problems += chunk;
    });
    expect((await once(child, "close"))[0]).toBe(0);
    expect(problems).toBe("");
    expect(contents(join(place, "out"))).toHaveProperty(["articles/a/index.html"]);
  });

  it("it leaves no half-written document when it is killed, and the next build mends all", async () => {
    const place = temporaryFolder();
    const articles = Array.from({ length: 300 }, (_, index) => [`in/${index}.md`, post(`A ${index}`)]);
    fill(place, Object.fromEntries(articles));
    const args = ["build", join(place, "in"), "--now", "2026-11-23", "--out"];
    expect(run(...args, join(place, "whole")).status).toBe(0);
    const whole = contents(join(place, "whole"));
    for (const share of [0.4, 0.6, 0.8]) {
      const child = spawn(process.execPath, [cli, ...args, join(place, "out")], { stdio: "ignore" });
      const seen = await waitForDocuments(join(place, "out"), Object.keys(whole).length * share, child);
      for (const [name, text] of Object.entries(seen)) expect(text, name).toBe(whole[name]);
    }
    expect(run(...args, join(place, "out")).status).toBe(0);
    expect(contents(join(place, "out"))).toEqual(whole);
  });
});

/** Kills the child once so many documents are there, and tells which. */
async function waitForDocuments(out: string, count: number, child: ChildProcess) {
  const ended = once(child, "exit");
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  while (!isOver && Object.keys(documents(out)).length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGKILL");
  await ended;
  return documents(out);
}

function documents(out: string): Record<string, string> {
  try {
    const named = Object.entries(contents(out));
    return Object.fromEntries(named.filter(([name]) => !name.includes(".dropfeed-")));
  } catch {
    return {};
  }
}

describe("dev", () => {
  it("it serves, publishes what changes, and ends when told to", async () => {
    const place = temporaryFolder();
    fill(place, { "in/a.md": post("A") });
    const child = spawn(process.execPath, [cli, "dev", join(place, "in"), "--out", join(place, "out"), "--port", "0"]);
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    const url = await until(() => /Serving (\S+)/.exec(said)?.[1]);
    expect(await (await fetch(`${url}feed.json`)).json()).toMatchObject({
      feed_url: `${url}feed.json`,
      items: [{ title: "A" }],
    });
    fill(place, { "in/b.md": post("B").replace("-11-01", "-11-02") });
    await until(async () => (await (await fetch(`${url}feed.json`)).text()).includes('"B"') || undefined);
    fill(place, { "in/b.md": "---\ntitle: [\n---\n" });
    let problems = "";
    child.stderr.on("data", (chunk) => {
      problems += chunk;
    });
    await until(() => /b\.md:\d+: /.exec(problems) ?? undefined);
    expect(await (await fetch(`${url}articles/b/`)).text()).toContain("Text of B");
    rmSync(join(place, "in/b.md"));
    await until(async () => (await fetch(`${url}articles/b/`)).status === 404 || undefined);
    rmSync(join(place, "in"), { recursive: true });
    await until(() => /in: is gone/.exec(problems) ?? undefined);
    fill(place, { "in/c.md": post("C") });
    await until(async () => (await fetch(`${url}articles/c/`)).ok || undefined);
    fill(place, { "in/d.md": post("D") });
    await until(async () => (await fetch(`${url}articles/d/`)).ok || undefined);
    child.kill("SIGTERM");
    expect((await once(child, "exit"))[0]).toBe(0);
  });

  it("it says that a port is in use", async () => {
    const place = temporaryFolder();
    fill(place, { "in/a.md": post("A") });
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const { status, stderr } = run("dev", join(place, "in"), "--out", join(place, "out"), "--port", String(port));
    other.close();
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(`port ${port} is in use`) });
  });
});

/** What `look` finds at last. */
async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

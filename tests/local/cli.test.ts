/** Tests the bundled command line in a separate process. */
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
  it("it builds, prints a summary, and exits with 0", () => {
    const root = temporaryFolder();
    fill(root, { "in/a.md": post("A") });
    const { status, stdout, stderr } = run(
      "build",
      join(root, "in"),
      "--out",
      join(root, "out"),
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
    [["build", "--oops"], /^dropfeed: .*--oops.*\(see --help\)\n$/],
    [["nonsense"], /^dropfeed: unknown command "nonsense"/],
  ])("it exits with 2 and one line for %j", (args, reason) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(reason) });
  });

  it.each([
    [["--help"], 0, /lambda, edge, app/, /^$/],
    [["nonsense"], 2, /^$/, /^bundle: unknown bundle "nonsense" \(see --help\)\n$/],
  ])("its bundler prints its usage, and names what it does not know: %j", (args, status, out, err) => {
    const ended = spawnSync(process.execPath, ["functions/bundle.mjs", ...args], { encoding: "utf8" });
    expect(ended).toMatchObject({ status, stdout: expect.stringMatching(out), stderr: expect.stringMatching(err) });
  });

  it("it exits with 0 for --help", () => {
    expect(run("build", "--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("--state DIR") });
  });

  it("it builds even if nobody reads its output", async () => {
    const root = temporaryFolder();
    fill(root, { "in/a.md": post("A") });
    const child = spawn(process.execPath, [
      cli,
      "build",
      join(root, "in"),
      "--out",
      join(root, "out"),
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
    expect(contents(join(root, "out"))).toHaveProperty(["articles/a/index.html"]);
  });

  it("it leaves no incomplete document when it is killed, and the next build completes the site", async () => {
    const root = temporaryFolder();
    const articles = Array.from({ length: 300 }, (_, index) => [`in/${index}.md`, post(`A ${index}`)]);
    fill(root, Object.fromEntries(articles));
    const args = ["build", join(root, "in"), "--now", "2026-11-23", "--out"];
    expect(run(...args, join(root, "complete")).status).toBe(0);
    const complete = contents(join(root, "complete"));
    for (const share of [0.4, 0.6, 0.8]) {
      const child = spawn(process.execPath, [cli, ...args, join(root, "out")], { stdio: "ignore" });
      const seen = await waitForDocuments(join(root, "out"), Object.keys(complete).length * share, child);
      for (const [name, text] of Object.entries(seen)) expect(text, name).toBe(complete[name]);
    }
    expect(run(...args, join(root, "out")).status).toBe(0);
    expect(contents(join(root, "out"))).toEqual(complete);
  });
});

/** Kills the child process when the folder contains at least `count` documents, and returns them. */
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
  it("it serves, publishes changes, and exits on SIGTERM", async () => {
    const root = temporaryFolder();
    fill(root, { "in/a.md": post("A") });
    const child = spawn(process.execPath, [cli, "dev", join(root, "in"), "--out", join(root, "out"), "--port", "0"]);
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    const url = await until(() => /Serving (\S+)/.exec(output)?.[1]);
    expect(await (await fetch(`${url}feed.json`)).json()).toMatchObject({
      feed_url: `${url}feed.json`,
      items: [{ title: "A" }],
    });
    fill(root, { "in/b.md": post("B").replace("-11-01", "-11-02") });
    await until(async () => (await (await fetch(`${url}feed.json`)).text()).includes('"B"') || undefined);
    fill(root, { "in/b.md": "---\ntitle: [\n---\n" });
    let problems = "";
    child.stderr.on("data", (chunk) => {
      problems += chunk;
    });
    await until(() => /b\.md:\d+: /.exec(problems) ?? undefined);
    expect(await (await fetch(`${url}articles/b/`)).text()).toContain("Text of B");
    rmSync(join(root, "in/b.md"));
    await until(async () => (await fetch(`${url}articles/b/`)).status === 404 || undefined);
    rmSync(join(root, "in"), { recursive: true });
    await until(() => /in: is gone/.exec(problems) ?? undefined);
    fill(root, { "in/c.md": post("C") });
    await until(async () => (await fetch(`${url}articles/c/`)).ok || undefined);
    fill(root, { "in/d.md": post("D") });
    await until(async () => (await fetch(`${url}articles/d/`)).ok || undefined);
    child.kill("SIGTERM");
    expect((await once(child, "exit"))[0]).toBe(0);
  });

  it("it says that a port is in use", async () => {
    const root = temporaryFolder();
    fill(root, { "in/a.md": post("A") });
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const { status, stderr } = run("dev", join(root, "in"), "--out", join(root, "out"), "--port", String(port));
    other.close();
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(`port ${port} is in use`) });
  });
});

/** Polls `find` until it returns a value. */
async function until<T>(find: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

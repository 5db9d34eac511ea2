/** Compares a build with worker threads, run by the command line, with a build on a single thread. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build as bundle } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundles } from "../../functions/bundle.mjs";
import { build } from "../../functions/local/commands/build.ts";
import { recordedTerminal } from "./recorded-terminal.ts";
import { contents, fill, temporaryFolder } from "./temporary-folder.ts";

const NOW = "2026-11-23T00:00:00Z";
const URL = "https://example.org/";
/** More articles than the number from which workers are started. */
const COUNT = 320;
const articles = Object.fromEntries(
  Array.from({ length: COUNT }, (_, number) => [`posts/${number}.md`, article(number)]),
);
let program: string;

function article(number: number): string {
  const date = new Date(Date.UTC(2026, 9, 1) - number * 40_000_000).toISOString();
  const fields = [`title: Number ${number}`, `date: ${date}`, `tags: [${["one", "two", "drei"][number % 3]}]`];
  return `---\n${fields.join("\n")}\nimage: ${number}.jpg\n---\nText “${number}” & <b>more</b>, [a link](${number + 1}.md).\n`;
}

beforeAll(async () => {
  program = mkdtempSync(join(tmpdir(), "dropfeed-sharing-"));
  await bundle({ ...bundles.cli, outdir: program });
});
afterAll(() => rmSync(program, { recursive: true, force: true }));

/** Builds with worker threads. On a machine with a single core there are none: both builds are the same then. */
function withWorkers(content: string, out: string) {
  const options = ["--out", out, "--url", URL, "--now", NOW];
  return spawnSync(process.execPath, [join(program, "cli.mjs"), "build", content, ...options], { encoding: "utf8" });
}

async function singleThreaded(content: string, out: string) {
  const { terminal, problems } = recordedTerminal();
  const options = { content, out, url: URL, defaultUrl: URL, now: Date.parse(NOW), release: "test" };
  return { status: await build(options, terminal), problems };
}

describe("a build with worker threads", () => {
  it("writes the same bytes as a single thread, and nothing else", async () => {
    const folder = temporaryFolder();
    const [content, one, many] = [join(folder, "content"), join(folder, "one"), join(folder, "many")];
    fill(content, { ...articles, "bad.md": "---\ntitle: [\n---\n", "odd.xyz": "media", "empty.md": "" });
    const { status, problems } = await singleThreaded(content, one);
    const result = withWorkers(content, many);
    expect(result.status).toBe(status);
    expect(result.stderr).toBe(problems.map((problem) => `${problem}\n`).join(""));
    expect(contents(many)).toEqual(contents(one));
    expect(readdirSync(many, { recursive: true, encoding: "utf8" }).filter((name) => /dropfeed-/.test(name))).toEqual(
      [],
    );
    expect(withWorkers(content, many).stdout).toContain(
      `documents  0 written, ${Object.keys(contents(one)).length} unchanged`,
    );
  });

  it("does not change files of others, whichever thread finds them", () => {
    const folder = temporaryFolder();
    const [content, out] = [join(folder, "content"), join(folder, "out")];
    fill(content, articles);
    const theirs = { "articles/7/index.html": "mine", "articles/299/index.html": "mine", "tags/one/atom.xml": "mine" };
    fill(out, theirs);
    const { status, stderr } = withWorkers(content, out);
    expect(status).toBe(2);
    expect(stderr.match(/already exists/g)?.length).toBe(3);
    expect(contents(out)).toMatchObject(theirs);
    expect(contents(out)["tags/one/feed.xml"]).toContain("Number 0");
  });

  it("exits with 2 and one line when the disk reports an error to any thread", () => {
    const folder = temporaryFolder();
    const [content, out] = [join(folder, "content"), join(folder, "out")];
    fill(content, articles);
    const inTheWay = Array.from({ length: COUNT / 2 }, (_, at) => `articles/${at * 2}`);
    fill(out, Object.fromEntries(inTheWay.map((name) => [name, "a file"])));
    const { status, stdout, stderr } = withWorkers(content, out);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^dropfeed: .*articles\/\d+.*: a file exists where a folder is needed\n$/);
    for (const name of inTheWay) rmSync(join(out, name));
    const theirs = Object.fromEntries(
      Object.keys(articles).flatMap((_, number) => {
        const name = `articles/${number}/index.html`;
        return existsSync(join(out, name)) ? [] : [[name, "mine"]];
      }),
    );
    fill(out, theirs);
    expect(withWorkers(content, out).status).toBe(2);
    expect(contents(out)).toMatchObject(theirs);
  });
});

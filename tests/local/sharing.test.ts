/** A build whose work is shared out among threads, as the command line does it, beside one that a single thread does. */
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
/** Far more than one thread keeps for itself. */
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

/** On a machine with a single core there is nobody to share with: both are the same then. */
function shared(content: string, out: string) {
  const options = ["--out", out, "--url", URL, "--now", NOW];
  return spawnSync(process.execPath, [join(program, "cli.mjs"), "build", content, ...options], { encoding: "utf8" });
}

async function alone(content: string, out: string) {
  const { terminal, problems } = recordedTerminal();
  const options = { content, out, url: URL, defaultUrl: URL, now: Date.parse(NOW), release: "test" };
  return { status: await build(options, terminal), problems };
}

describe("a build shared out among threads", () => {
  it("leaves the bytes that a single thread leaves, and nothing else", async () => {
    const folder = temporaryFolder();
    const [content, one, many] = [join(folder, "content"), join(folder, "one"), join(folder, "many")];
    fill(content, { ...articles, "bad.md": "---\ntitle: [\n---\n", "odd.xyz": "media", "empty.md": "" });
    const { status, problems } = await alone(content, one);
    const said = shared(content, many);
    expect(said.status).toBe(status);
    expect(said.stderr).toBe(problems.map((problem) => `${problem}\n`).join(""));
    expect(contents(many)).toEqual(contents(one));
    expect(readdirSync(many, { recursive: true, encoding: "utf8" }).filter((name) => /dropfeed-/.test(name))).toEqual(
      [],
    );
    expect(shared(content, many).stdout).toContain(
      `documents  0 written, ${Object.keys(contents(one)).length} unchanged`,
    );
  });

  it("leaves files of others as they are, whoever comes upon them", () => {
    const folder = temporaryFolder();
    const [content, out] = [join(folder, "content"), join(folder, "out")];
    fill(content, articles);
    const theirs = { "articles/7/index.html": "mine", "articles/299/index.html": "mine", "tags/one/atom.xml": "mine" };
    fill(out, theirs);
    const { status, stderr } = shared(content, out);
    expect(status).toBe(2);
    expect(stderr.match(/stood there already/g)?.length).toBe(3);
    expect(contents(out)).toMatchObject(theirs);
    expect(contents(out)["tags/one/feed.xml"]).toContain("Number 0");
  });

  it("ends with 2 and a line where a disk says no, whoever is told", () => {
    const folder = temporaryFolder();
    const [content, out] = [join(folder, "content"), join(folder, "out")];
    fill(content, articles);
    const inTheWay = Array.from({ length: COUNT / 2 }, (_, at) => `articles/${at * 2}`);
    fill(out, Object.fromEntries(inTheWay.map((name) => [name, "a file"])));
    const { status, stdout, stderr } = shared(content, out);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^dropfeed: .*articles\/\d+.*: a file stands where a folder is needed\n$/);
    for (const name of inTheWay) rmSync(join(out, name));
    const theirs = Object.fromEntries(
      Object.keys(articles).flatMap((_, number) => {
        const name = `articles/${number}/index.html`;
        return existsSync(join(out, name)) ? [] : [[name, "mine"]];
      }),
    );
    fill(out, theirs);
    expect(shared(content, out).status).toBe(2);
    expect(contents(out)).toMatchObject(theirs);
  });
});

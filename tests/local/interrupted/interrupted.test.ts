/**
 * Builds that are interrupted at any moment: a full disk, a folder that becomes read-only, a killed process. They end with an
 * error in one line, or say nothing because they were killed; no document is missing or half-written; the next build heals all.
 */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundles } from "../../../functions/bundle.mjs";
import { post, SITE } from "../built-site.ts";
import { contents, fill, temporaryFolder } from "../temporary-folder.ts";

const COUNT = 14;
const FAILING_FILES = pathToFileURL(join(import.meta.dirname, "failing-files.mjs")).href;

let programs: string;
let cli: string;
/** What each test begins with: a built site, content that has changed since, and the site that shall come of it. */
let begun: string;
let before: Record<string, string>;
let expected: Record<string, string>;

type Failing = { readonly at?: number; readonly under?: string; readonly code?: string } & {
  readonly once?: boolean;
  readonly count?: boolean;
};

beforeAll(async () => {
  programs = mkdtempSync(join(tmpdir(), "dropfeed-interrupted-"));
  cli = join(programs, "cli.mjs");
  await bundle({ ...bundles.cli, outdir: programs });
  begun = join(programs, "begun");
  fill(join(begun, "content"), Object.fromEntries(articles("")));
  fill(join(begun, "content"), { "site.json": SITE, "x.png": "x" });
  expect(run(begun, { keepsState: true })).toMatchObject({ status: 0, stderr: "" });
  before = contents(join(begun, "out"));
  rmSync(join(begun, "content/posts/0.md"));
  fill(join(begun, "content"), {
    ...Object.fromEntries(articles(" again").slice(1, 6)),
    "new.md": post("New"),
    "y.png": "y",
  });
  cpSync(begun, join(programs, "fresh"), { recursive: true });
  rmSync(join(programs, "fresh/out"), { recursive: true });
  expect(run(join(programs, "fresh"), {})).toMatchObject({ status: 0, stderr: "" });
  expected = contents(join(programs, "fresh/out"));
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

function articles(more: string): [string, string][] {
  return Array.from({ length: COUNT }, (_, i) => [`posts/${i}.md`, post(`A ${i}${more}`)]);
}

type RunOptions = { readonly keepsState?: boolean; readonly failing?: Failing };

function argumentsFor(folder: string, { keepsState, failing }: RunOptions): string[] {
  const [content, out, state] = ["content", "out", "state"].map((name) => join(folder, name));
  const args = [cli, "build", content ?? "", "--out", out ?? "", "--now", "2026-11-23"];
  return [
    ...(failing ? ["--import", FAILING_FILES] : []),
    ...args,
    ...(keepsState && state !== undefined ? ["--state", state] : []),
  ];
}

function run(folder: string, options: RunOptions) {
  const env = { ...process.env, FAILING: JSON.stringify(options.failing ?? {}) };
  return spawnSync(process.execPath, argumentsFor(folder, options), { encoding: "utf8", env });
}

function begin(isFirst: boolean): string {
  const folder = temporaryFolder();
  cpSync(begun, folder, { recursive: true });
  if (isFirst) for (const name of ["out", "state"]) rmSync(join(folder, name), { recursive: true });
  return folder;
}

/** No document is missing, and each is wholly the earlier or the later one. */
function expectWhole(folder: string, what: string, isFirst: boolean) {
  const found = existsSync(join(folder, "out")) ? contents(join(folder, "out")) : {};
  for (const [name, text] of Object.entries(found)) {
    if (isTemporary(name)) continue;
    expect([before[name], expected[name]], `${what}: ${name}`).toContain(text);
  }
  if (isFirst) return;
  const kept = Object.keys(before).filter((name) => expected[name] !== undefined);
  expect(Object.keys(found), what).toEqual(expect.arrayContaining(kept));
}

const isTemporary = (name: string) => /(?:^|\/)\.[^/]*$/.test(name);

function expectHealed(folder: string, what: string, options: RunOptions) {
  expect(run(folder, { keepsState: options.keepsState }), what).toMatchObject({ status: 0, stderr: "" });
  expect(contents(join(folder, "out")), what).toEqual(expected);
  expect(readdirSync(join(folder, "out/.dropfeed")).sort(), what).toEqual(["documents", "mark"]);
}

/** How many changes a build makes if nothing fails. */
function countChanges({ isFirst, keepsState }: Kind): number {
  const folder = begin(isFirst);
  const { stderr } = run(folder, { keepsState, failing: { count: true, under: folder } });
  return Number(/^(\d+) changes$/m.exec(stderr)?.[1]);
}

/**
 * Moments spread over a build, and its last one. `INTERRUPTIONS=all` tries them all, which takes half an hour; the others differ
 * from way to way.
 */
function moments(changes: number, shift: number): number[] {
  if (process.env.INTERRUPTIONS === "all") return Array.from({ length: changes }, (_, i) => i + 1);
  const spread = Array.from({ length: SPREAD }, (_, i) => 1 + Math.floor(((i + shift) / SPREAD) * changes));
  return [...new Set([...spread, changes])];
}

const SPREAD = 2;

type Kind = { readonly isFirst: boolean; readonly keepsState: boolean };
const KINDS: readonly (readonly [string, Kind])[] = [
  ["a first build", { isFirst: true, keepsState: false }],
  ["a build", { isFirst: false, keepsState: false }],
  ["a first build with a state", { isFirst: true, keepsState: true }],
  ["a build with a state", { isFirst: false, keepsState: true }],
];

/** The reason that the message gives; a killed process gives none. */
const WAYS: readonly (readonly [string, Failing, RegExp | undefined])[] = [
  ["the disk is full", { code: "ENOSPC" }, /no space is left on the disk/],
  ["the disk is full for a moment", { code: "ENOSPC", once: true }, /no space is left on the disk/],
  ["everything becomes read-only", { code: "EROFS" }, /the file system is read-only/],
  ["permission is lost", { code: "EACCES" }, /no permission/],
  ["the disk fails", { code: "EIO", once: true }, /the disk failed/],
  ["the process is killed", { code: "KILL" }, undefined],
  ["the process is killed in the middle of a write", { code: "KILL-HALF" }, undefined],
];

describe.each(KINDS)("%s", (name, kind) => {
  let changes = 0;

  it.each(WAYS)("it leaves whole documents, and the next one heals them, if %s", (way, failing, reason) => {
    if (changes === 0) changes = countChanges(kind);
    expect(changes).toBeGreaterThan(50);
    const shift = (WAYS.findIndex(([name]) => name === way) + 0.5) / WAYS.length;
    for (const at of moments(changes, shift))
      interrupt(`${name}, ${way}, change ${at} of ${changes}`, kind, { ...failing, at }, reason);
  });
});

function interrupt(what: string, { isFirst, keepsState }: Kind, failing: Failing, reason: RegExp | undefined) {
  const folder = begin(isFirst);
  const ended = run(folder, { keepsState, failing: { ...failing, under: folder } });
  const { status, signal, stderr } = ended;
  if (reason === undefined) expect([status, signal, stderr], what).toEqual([null, "SIGKILL", ""]);
  else if (status === 0) expect([contents(join(folder, "out")), stderr], what).toEqual([expected, ""]);
  else {
    expect([status, stderr], what).toEqual([2, expect.stringMatching(oneLine(reason))]);
  }
  expectWhole(folder, what, isFirst);
  expectHealed(folder, what, { keepsState });
  rmSync(folder, { recursive: true });
}

/** A message with a place and a reason. */
const oneLine = ({ source }: RegExp) => new RegExp(`^dropfeed: /[^\\n]*: (?:${source})[^\\n]*\\n$`);

describe("a build with worker threads", () => {
  const large = () => {
    const folder = temporaryFolder();
    const posts = Array.from({ length: 300 }, (_, i) => [`posts/${i}.md`, post(`A ${i}`)]);
    fill(join(folder, "content"), { "site.json": SITE, ...Object.fromEntries(posts) });
    return folder;
  };

  it.each([false, true])(
    "it is healed by the next one after kills at random moments, with a state: %s",
    async (keepsState) => {
      const folder = large();
      expect(run(folder, {}).status).toBe(0);
      const complete = contents(join(folder, "out"));
      rmSync(join(folder, "out"), { recursive: true });
      const endings: unknown[] = [];
      for (const milliseconds of [150, 300, 500, 700, 900, 1200]) {
        const child = spawn(process.execPath, argumentsFor(folder, { keepsState }), { stdio: "ignore" });
        const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
        endings.push(await new Promise((resolve) => child.on("close", (code, signal) => resolve(signal ?? code))));
        clearTimeout(timer);
        const found = existsSync(join(folder, "out")) ? Object.entries(contents(join(folder, "out"))) : [];
        const half = found.filter(
          ([name, text]) => !isTemporary(name) && /^articles/.test(name) && text !== complete[name],
        );
        expect(half.map(([name]) => name)).toEqual([]);
      }
      expect(endings).toContain("SIGKILL");
      expect(run(folder, { keepsState })).toMatchObject({ status: 0, stderr: "" });
      expect(contents(join(folder, "out"))).toEqual(complete);
    },
  );

  it.each([40, 250])("it ends with one line if the disk is full from change %i of each thread on", (at) => {
    const folder = large();
    const { status, stderr } = run(folder, { failing: { code: "ENOSPC", at, under: folder } });
    expect([status, stderr]).toEqual([2, expect.stringMatching(oneLine(/no space is left on the disk/))]);
    expect(run(folder, {}).status).toBe(0);
  });
});

describe("a folder that cannot be made", () => {
  it.each(["/proc/dropfeed/out", "/dev/null/out"])("it is named: %s", (out) => {
    const content = join(begin(true), "content");
    const args = [cli, "build", content, "--out", out];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 30_000 });
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^dropfeed: \/(?:proc|dev)[^\n]*: [^\n]*\n$/)]);
  });
});

describe.skipIf(!existsSync("/dev/full"))("results that cannot be written", () => {
  it("it says why, with exit code 2", () => {
    const folder = begin(true);
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", '"$@" > /dev/full', "sh", process.execPath, ...argumentsFor(folder, {})],
      {
        encoding: "utf8",
      },
    );
    expect([status, stderr]).toEqual([2, "dropfeed: standard output: no space is left on the disk\n"]);
    expect(contents(join(folder, "out"))).toEqual(expected);
  });
});

/** Law 10: what was found and not published is counted, and named by `check`. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drainMessages } from "../../functions/local/drain-messages.ts";
import { totalReports } from "../../functions/local/report-totals.ts";
import { buildSummary } from "../../functions/local/terminal/build-summary.ts";
import { allLines, noteLines, problemLines } from "../../functions/local/terminal/finding-lines.ts";
import { leftOutLines } from "../../functions/local/terminal/left-out-lines.ts";
import { REBUILD_EVERYTHING } from "../../functions/publish/message.ts";
import type { PathReport } from "../../functions/publish/publish.ts";
import { parseSettings } from "../../functions/settings/parse-settings.ts";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { allOf, SITE_OPTIONS } from "../publish/simulated-site.ts";

const FOLDERS = [
  "",
  "posts/",
  "drafts/",
  "_posts/",
  "_drafts/",
  "_layouts/",
  ".git/",
  "node_modules/x/",
  "2024/05/06/",
];
const STEMS = ["a", "README", "index", "404", "_index", "draft-b", "2023-01-05-c", "s.md", "data", "robots", "4913"];
const EXTENSIONS = [
  "md",
  "txt",
  "html",
  "json",
  "mdx",
  "rst",
  "docx",
  "png",
  "mp3",
  "zip",
  "yml",
  "env",
  "md~",
  "bak",
  "",
];
const BODIES = [
  "# Title\n\nText.",
  "---\ntitle: T\ndate: 2024-01-02\n---\nText.",
  "---\ntitle: T\ndraft: true\n---\nText.",
  "---\ntitle: T\ndate: 2099-01-02\n---\nText.",
  "---\nredirect_to: /x/\n---\n",
  "---\ntitle: [\n---\n",
  '{"name": "x"}',
  '{"content_text": "x"}',
  "",
];

const file = fc
  .tuple(...[FOLDERS, STEMS, EXTENSIONS].map((list) => fc.constantFrom(...list)), fc.constantFrom(...BODIES))
  .map(([folder = "", stem = "", extension = "", body = ""]) => {
    return [`${folder}${stem}${extension === "" ? "" : `.${extension}`}`, body] as const;
  });

async function published(files: ReadonlyMap<string, string>) {
  const stores = { content: memoryStore(), state: memoryStore(), site: memoryStore() };
  for (const [path, body] of files) await stores.content.write(key(path), Buffer.from(body), "anything");
  const now = Date.UTC(2026, 0, 1);
  const publisher = { ...stores, now, release: "1", siteOptions: SITE_OPTIONS, rebuildSize: 7 };
  const result = totalReports((await drainMessages(REBUILD_EVERYTHING, publisher)).reports);
  return { result, names: (await allOf(stores.site)).map(({ key }) => key as string) };
}

/** The numbers that begin a line or a kind of file in it. */
const counted = (lines: readonly string[]) =>
  lines.reduce((sum, line) => sum + Number(/^[\d,]+(?= files? )/.exec(line)?.[0].replace(",", "") ?? 0), 0);

it("accounts for every file of any folder", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 30 }), async (list) => {
      const files = new Map(list);
      const { result, names } = await published(files);
      expect(result.paths.map(({ path }) => path).sort()).toEqual([...files.keys()].sort());
      const { live, draft, scheduled, expired, rejected, media } = result.outcomes;
      const leftOut = counted(leftOutLines(result.paths));
      expect(live + draft + scheduled + expired + rejected + media + leftOut).toBe(files.size);
      expect(names.filter((name) => name.startsWith("media/")).length).toBe(media);
      expect(names.filter((name) => /^articles\/[^/]+\/index\.html$/.test(name)).length).toBe(live);
    }),
    { numRuns: 150 },
  );
});

const report = (path: string, outcome: PathReport["outcome"]) => ({ path, outcome, problems: [], notes: [] });

describe("leftOutLines", () => {
  it("counts by what the files are, the most frequent first", () => {
    const paths = [
      ...["a.rst", "b.adoc", "c.adoc"].map((path) => report(path, "unread")),
      ...["README.md", "404.md"].map((path) => report(path, "skipped")),
      ...["node_modules/a.js", "node_modules/b.md", "x.bak"].map((path) => report(path, "ignored")),
      report("a.zip", "unused"),
      { ...report("a.md", "live"), isUndated: true },
    ];
    expect(leftOutLines(paths)).toEqual([
      "3 files look like articles and are not read: .adoc 2, .rst 1",
      "2 files are no articles: README.md, 404.md",
      "4 files left out (2 package files, 1 backup, 1 that no article refers to)",
      "1 article has no date and is dated by the file's time; check names them",
    ]);
  });

  it("has no line where all is published", () => {
    expect(leftOutLines([report("a.md", "live"), report("a.png", "media"), report("b.md", "draft")])).toEqual([]);
  });

  it.each<[PathReport[], RegExp]>([
    [[], /^no article is published: the folder is empty$/],
    [[report("a.rst", "unread")], /^no article is published, of 1 file found: none is an article/],
    [[report("a.md", "draft"), report("b.md", "rejected")], /of 2 files found: 1 rejected, 1 draft$/],
  ])("says why nothing is published", (paths, line) => {
    const totals = totalReports([{ paths, documents: { written: [], unchanged: [], removed: [] }, failed: [] }]);
    const parsed = parseSettings(undefined, SITE_OPTIONS);
    if (parsed.kind === "rejected") throw new Error("default settings must be valid");
    const { settings } = parsed;
    expect(buildSummary(totals, { settings, took: 0 })).toContainEqual(expect.stringMatching(line));
    expect(buildSummary(totals, { settings, took: 0, unchangedFiles: 1 }).join("\n")).not.toMatch(/no article is/);
  });
});

describe("the lines of check", () => {
  const note = (path: string, reason: string, line?: number) => ({ path, reason, line });

  it("have one line for one thing, and the path and line of what is there once", () => {
    const many = Array.from({ length: 513 }, (_, index) => note(`p/${index}.md`, "layout: unknown key, ignored", 4));
    expect(noteLines("c", [...many, note("a.md", "has no date"), note("b.md", "odd", 2)])).toEqual([
      "layout: unknown key, ignored – in 513 files: p/0.md, p/1.md, p/2.md, p/3.md, p/4.md … (note)",
      "c/a.md: has no date (note)",
      "c/b.md:2: odd (note)",
    ]);
  });

  it("name the other lines of the same file", () => {
    expect(
      noteLines(
        "c",
        [3, 5, 9].map((line) => note("a.md", "removed <x>", line)),
      ),
    ).toEqual(["c/a.md:3: removed <x> – also in lines 5, 9 (note)"]);
  });

  it("have one line for what happened another number of times in each file", () => {
    const times = ["", ", 2 times", ", 40 times"].map((suffix, index) =>
      note(`${index}.md`, `removed <b>${suffix}`, 1),
    );
    expect(noteLines("c", times)).toEqual(["removed <b> – in 3 files: 0.md, 1.md, 2.md (note)"]);
    expect(noteLines("c", times.slice(1, 2))).toEqual(["c/1.md:1: removed <b>, 2 times (note)"]);
  });

  it.each([
    (index: number) => `refers to /docs/${index}, gone`,
    (index: number) => `removed style of <x${index}>`,
    (index: number) => `links to #part${index}, but this article has no such part`,
    (index: number) => `key${index}: unknown key, ignored`,
    (index: number) => `{{ page.x${index} }} is shown as typed`,
    (index: number) => `another article has the slug "a${index}"; this one is published as "a${index}-2"`,
  ])("are few for advice that differs in names only: %s", (reasonOf) => {
    const lines = noteLines(
      "c",
      Array.from({ length: 30 }, (_, index) => note(`p/${index}.md`, reasonOf(index))),
    );
    expect(lines.length).toBe(6);
    expect(lines.at(-1)).toMatch(/^25 more like: /);
  });

  it.each([
    (index: number) => `removed <b>: "word ${index}"`,
    (index: number) => `removed <x${index}>`,
    (index: number) => `is left out: no article refers to this type of file (.x${index})`,
  ])("name longer what is in no document: %s", (reasonOf) => {
    const lines = noteLines(
      "c",
      Array.from({ length: 15 }, (_, index) => note(`p/${index}.md`, reasonOf(index))),
    );
    expect(lines.length).toBe(15);
  });

  it("name every single one if asked to", () => {
    const many = Array.from({ length: 1030 }, (_, index) => note(`p/${index}.md`, `removed <b>: "word ${index}"`));
    expect(allLines("c", many)).toEqual(many.map(({ path, reason }) => `c/${path}: ${reason}`));
  });

  it("are bounded where they differ in names and numbers only", () => {
    const many = Array.from({ length: 1030 }, (_, index) => note(`p/${index}.md`, `refers to a/${index}.png, gone`));
    const lines = problemLines("c", many);
    expect(lines.length).toBe(21);
    expect(lines.at(-1)).toBe("1,010 more like: refers to … gone (--all names them)");
  });
});

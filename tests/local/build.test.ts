import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEAD_PROCESS } from "../store/processes.ts";
import { post, SITE, testSite } from "./built-site.ts";
import { contents, fill } from "./temporary-folder.ts";

describe("build", () => {
  it("it publishes a folder and prints a summary table", async () => {
    const { out, run } = testSite({
      "site.json": SITE,
      "a.md": post("A"),
      "b.md": post("B", "draft: true\n"),
      "c.md": post("C", "expires: 2026-11-02\n"),
    });
    const { code, results, problems } = await run();
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
    expect(results[0]).toBe("articles   1 published, 0 rejected, 2 hidden (1 draft, 1 expired)");
    expect(results[1]).toBe(`documents  ${Object.keys(contents(out)).length} written, 0 unchanged, 0 removed`);
    expect(results.join("\n")).toContain("http://localhost:8080/feed.json");
    expect(Object.keys(contents(out))).toEqual(
      expect.arrayContaining([
        "feed.xml",
        "atom.xml",
        "feed.json",
        "feeds.opml",
        "index.html",
        "articles/a/index.html",
        "tags/one/feed.xml",
        "archive/2026-11/index.html",
      ]),
    );
  });

  it("it reports location and reason of an invalid article, publishes the rest, and exits with 1", async () => {
    const { content, out, run } = testSite({
      "good.md": post("Good"),
      "bad.md": "---\ntitle: Bad\ndate: 2026-02-30\n---\nText",
    });
    const { code, problems } = await run();
    expect(code).toBe(1);
    expect(problems).toEqual([expect.stringMatching(/bad\.md:3: .*February/)]);
    expect(problems[0]).toContain(content);
    expect(contents(out)).toHaveProperty(["articles/good/index.html"]);
  });

  it.each([
    ["invalid settings", { "site.json": '{\n  "limit": "ten"\n}' }, /site\.json:2: .*limit/],
    ["settings that are not JSON", { "site.json": "{" }, /site\.json:1: /],
  ])("it exits with 2 for %s, and writes nothing", async (_, files, reason) => {
    const { out, run } = testSite(files);
    const { code, problems } = await run();
    expect({ code, problems }).toEqual({ code: 2, problems: [expect.stringMatching(reason)] });
    expect(existsSync(out)).toBe(false);
  });

  it("it writes nothing that did not change", async () => {
    const { out, run } = testSite({ "a.md": post("A"), "b.txt": "B\n\nText.\n\nBy Ann Lee\n2026-10-01" });
    await run();
    for (const file of Object.keys(contents(out))) utimesSync(join(out, file), 1, 1);
    const { results } = await run();
    expect(results[1]).toMatch(/^documents {2}0 written, \d+ unchanged, 0 removed$/);
    for (const file of Object.keys(contents(out))) expect(statSync(join(out, file)).mtimeMs, file).toBe(1000);
  });

  it("it removes documents of earlier builds that no longer belong to the site, and empty folders", async () => {
    const { content, out, run } = testSite({
      "a.md": post("A"),
      "b.md": post("B").replace("[one]", "[two]"),
      "media/x.png": "x",
    });
    await run();
    rmSync(join(content, "b.md"));
    rmSync(join(content, "media"), { recursive: true });
    await run();
    expect(existsSync(join(out, "tags/two"))).toBe(false);
    expect(existsSync(join(out, "articles/b"))).toBe(false);
    expect(existsSync(join(out, "media"))).toBe(false);
    expect(existsSync(join(out, "articles/a/index.html"))).toBe(true);
  });

  it("it writes the same bytes after many builds as after one build from scratch", async () => {
    const { content, out, folder, run } = testSite({ "site.json": SITE, "a.md": post("A"), "b.md": post("B") });
    await run();
    fill(content, { "a.md": post("A again").replace("[one]", "[two, three]"), "c.md": post("C") });
    rmSync(join(content, "b.md"));
    await run();
    await run({ out: join(folder, "fresh") });
    expect(contents(out)).toEqual(contents(join(folder, "fresh")));
  });

  it("it removes the incomplete files of a killed build", async () => {
    const { out, run } = testSite({ "a.md": post("A"), "b.md": post("B") });
    await run();
    const complete = readdirSync(out, { recursive: true }).sort();
    const half = `.dropfeed-${DEAD_PROCESS}-7`;
    fill(out, { ".dropfeed/.dropfeed-lock": `${DEAD_PROCESS} 1`, [`articles/a/${half}`]: "half", [half]: "half" });
    expect((await run()).code).toBe(0);
    expect(readdirSync(out, { recursive: true }).sort()).toEqual(complete);
  });

  it("it never changes a file that it did not write, reports it, and exits with 2", async () => {
    const { out, run } = testSite({ "a.md": post("A") });
    fill(out, { "index.html": "mine", "articles/a/notes.txt": "mine" });
    const { code, problems } = await run();
    expect(code).toBe(2);
    expect(problems).toEqual([expect.stringMatching(/index\.html: already exists/)]);
    expect(contents(out)).toMatchObject({ "index.html": "mine", "articles/a/notes.txt": "mine" });
  });

  it("it publishes an empty folder as an empty site", async () => {
    const { out, run } = testSite({});
    const { code, results } = await run();
    expect({ code, first: results[0] }).toEqual({ code: 0, first: "articles   0 published, 0 rejected, 0 hidden" });
    expect(JSON.parse(contents(out)["feed.json"] ?? "")).toMatchObject({ items: [] });
  });

  it("it ignores names that begin with a dot or an underscore", async () => {
    const { out, run } = testSite({
      ".git/a.md": post("A"),
      "_drafts/b.md": post("B"),
      "c/_d.md": post("D"),
      ".hidden.png": "x",
    });
    await run();
    expect(Object.keys(contents(out)).filter((name) => /^(articles|media)/.test(name))).toEqual([]);
  });

  it("it reports files that it skips, publishes the rest, and exits with 1", async () => {
    const { content, folder, out, run } = testSite({ "good.md": post("Good") });
    fill(folder, { "elsewhere/b.md": post("B") });
    symlinkSync(join(folder, "elsewhere"), join(content, "linked"));
    symlinkSync(join(folder, "elsewhere/b.md"), join(content, "b.md"));
    symlinkSync(join(folder, "elsewhere/b.md"), join(content, "_b.md"));
    writeFileSync(join(content, "back\\slash.txt"), "x");
    const { code, results, problems } = await run();
    expect({ code, problems }).toEqual({
      code: 1,
      problems: [
        expect.stringMatching(/b\.md: was skipped: it is a link whose target is missing or outside this folder$/),
        expect.stringMatching(/back\\slash\.txt: was skipped: its name contains a backslash$/),
        expect.stringMatching(/linked: was skipped: it is a link/),
      ],
    });
    expect(results[0]).toBe("articles   1 published, 3 rejected, 0 hidden");
    expect(contents(out)).toHaveProperty(["articles/good/index.html"]);
  });

  it.skipIf(process.getuid?.() === 0)("it publishes all files except one without read permission", async () => {
    const { content, out, run } = testSite({ "a.md": post("A"), "b.md": post("B") });
    chmodSync(join(content, "b.md"), 0);
    expect(await run()).toMatchObject({ code: 1, problems: [expect.stringMatching(/b\.md: no permission$/)] });
    expect(contents(out)).toHaveProperty(["articles/a/index.html"]);
  });

  it.each([
    ["a link to a file outside the folder", (at: string) => symlinkSync("../site.json", at)],
    ["a folder", (at: string) => mkdirSync(at)],
  ])("it rejects settings that are %s", async (_, make) => {
    const { content, folder, out, run } = testSite({ "a.md": post("A") });
    fill(folder, { "site.json": SITE });
    make(join(content, "site.json"));
    const { code, problems } = await run();
    expect({ code, problems }).toEqual({ code: 2, problems: [expect.stringMatching(/site\.json: is not a file/)] });
    expect(existsSync(out)).toBe(false);
  });

  it("it publishes as of the given time", async () => {
    const { out, run } = testSite({ "a.md": post("A") });
    expect((await run({ now: Date.UTC(2026, 9, 31) })).results[0]).toContain(
      "0 published, 0 rejected, 1 hidden (1 scheduled)",
    );
    expect(contents(out)).not.toHaveProperty(["articles/a/index.html"]);
    await run();
    expect(contents(out)).toHaveProperty(["articles/a/index.html"]);
  });

  it.each([
    ["there is no content folder", "nowhere", "out", /nowhere: there is no such folder/],
    ["the content is a file", "content/a.md", "out", /a\.md: is not a folder/],
    [
      "the site would be inside the content folder",
      "content",
      "content/public",
      /public: is inside the content folder/,
    ],
    ["the content is inside the site's folder", "content", ".", /contains the content folder/],
    [
      "the site would be inside the content folder, through a link",
      "link",
      "content/public",
      /is inside the content folder/,
    ],
  ])("it explains when %s", async (_, content, out, reason) => {
    const { folder, run } = testSite({ "a.md": post("A") });
    symlinkSync("content", join(folder, "link"));
    await expect(run({ content: join(folder, content), out: join(folder, out) })).rejects.toThrow(reason);
  });

  it("it allows one build at a time in a folder", async () => {
    const { out, run } = testSite({ "a.md": post("A") });
    const both = await Promise.allSettled([run(), run()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { message: expect.stringContaining("is using this folder") },
    });
    expect(contents(out)).toHaveProperty(["articles/a/index.html"]);
  });

  it.skipIf(process.getuid?.() === 0)("it names a folder that cannot be written", async () => {
    const { folder, run } = testSite({ "a.md": post("A") });
    mkdirSync(join(folder, "locked"));
    chmodSync(join(folder, "locked"), 0o500);
    await expect(run({ out: join(folder, "locked/out") })).rejects.toThrow(/locked.*no permission/);
  });

  it("it names a file that exists where the site's folder should be", async () => {
    const { folder, run } = testSite({ "a.md": post("A") });
    writeFileSync(join(folder, "file"), "");
    await expect(run({ out: join(folder, "file/out") })).rejects.toThrow(/a file exists where a folder is needed/);
  });
});

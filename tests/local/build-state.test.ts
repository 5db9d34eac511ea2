import {
  copyFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BuildOptions } from "../../functions/local/commands/build-options.ts";
import { post, SITE, testSite } from "./built-site.ts";
import { contents, fill } from "./temporary-folder.ts";

describe("build with a state", () => {
  it("it processes only what changed, and writes the same bytes as a build from scratch", async () => {
    const { content, folder, out, run } = testSite({
      "site.json": SITE,
      "a.md": post("A"),
      "b.md": post("B"),
      "x.png": "x",
    });
    const state = join(folder, "state");
    await run({ state });
    expect((await run({ state })).results.slice(0, 2)).toEqual([
      "articles   0 published, 0 rejected, 0 hidden; 3 files unchanged",
      "documents  0 written, 0 unchanged, 0 removed",
    ]);
    fill(content, { "b.md": post("B again") });
    expect((await run({ state })).results[0]).toBe("articles   1 published, 0 rejected, 0 hidden; 2 files unchanged");
    rmSync(join(content, "a.md"));
    rmSync(join(content, "x.png"));
    fill(content, { "c.txt": "C\n\nText.\n\nBy Ann Lee, 2026-10-01" });
    await run({ state });
    await run({ out: join(folder, "fresh") });
    expect(contents(out)).toEqual(contents(join(folder, "fresh")));
  });

  it.each(["authors.yml", "_data/authors.yml", ".authors.yml"])(
    "it publishes everything again if %s changes",
    async (path) => {
      const article = "---\ntitle: T\ndate: 2023-01-05\nauthor: ann\n---\nText";
      const { content, folder, out, run } = testSite({ "site.json": SITE, "a.md": article, [path]: "ann: Ann Lee" });
      const state = join(folder, "state");
      await run({ state });
      fill(content, { [path]: "ann: Ann Lind" });
      await run({ state });
      await run({ out: join(folder, "fresh") });
      expect(readFileSync(join(out, "feed.xml"), "utf8")).toContain("Ann Lind");
      expect(contents(out)).toEqual(contents(join(folder, "fresh")));
    },
  );

  it("it writes nothing at all if nothing has changed", async () => {
    const { folder, run } = testSite({ "site.json": SITE, "a.md": post("A"), "x.png": "x" });
    const state = join(folder, "state");
    await run({ state });
    const found = () => {
      const entries = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => !/lock$/.test(name));
      return entries.sort().map((name) => [name, statSync(join(folder, name), { bigint: true }).ino]);
    };
    const [before, text] = [found(), contents(state)];
    expect((await run({ state })).results[0]).toContain("2 files unchanged");
    expect([found(), contents(state)]).toEqual([before, text]);
  });

  it.each<[string, (state: string) => void]>([
    ["was removed", (state) => rmSync(join(state, "journal"))],
    ["is that of an earlier build", (state) => renameSync(join(state, "copy"), join(state, "journal"))],
  ])("it processes everything if the journal %s", async (_, harm) => {
    const { content, folder, out, run } = testSite({ "a.md": post("A"), "b.md": post("B") });
    const state = join(folder, "state");
    await run({ state });
    copyFileSync(join(state, "journal"), join(state, "copy"));
    fill(content, { "c.md": post("C") });
    await run({ state });
    harm(state);
    fill(content, { "a.md": post("A again") });
    await run({ state });
    await run({ out: join(folder, "fresh") });
    expect(contents(out)).toEqual(contents(join(folder, "fresh")));
  });

  it.each(["", "\0".repeat(500), "{}\n", "null\n", "[]"])(
    "it processes everything if its record of the last run is %j",
    async (record) => {
      const { folder, run } = testSite({ "a.md": post("A") });
      const state = join(folder, "state");
      await run({ state });
      writeFileSync(join(state, "last-run"), record);
      expect((await run({ state })).results[0]).toBe("articles   1 published, 0 rejected, 0 hidden");
      expect((await run({ state })).results[0]).toContain("1 files unchanged");
    },
  );

  it("it processes everything after a failed build", async () => {
    const { content, folder, out, run } = testSite({ "a.md": post("A") });
    const state = join(folder, "state");
    await run({ state });
    fill(content, { "b.md": post("B") });
    fill(out, { "articles/b": "in the way" });
    await expect(run({ state })).rejects.toThrow(/a file exists where a folder is needed/);
    rmSync(join(out, "articles/b"));
    expect((await run({ state })).results[0]).toBe("articles   2 published, 0 rejected, 0 hidden");
  });

  it("it reports a file that is in the way every time", async () => {
    const { folder, out, run } = testSite({ "a.md": post("A") });
    const state = join(folder, "state");
    fill(out, { "index.html": "mine" });
    for (let times = 0; times < 2; times++) {
      expect(await run({ state })).toMatchObject({ code: 2, problems: [expect.stringMatching(/already exists/)] });
    }
    rmSync(join(out, "index.html"));
    expect((await run({ state })).code).toBe(0);
    expect(contents(out)["index.html"]).toContain("articles/a/");
  });

  it("it keeps the last good version of an article that becomes invalid", async () => {
    const { content, folder, out, run } = testSite({ "a.md": post("A"), "b.md": post("B") });
    const state = join(folder, "state");
    await run({ state });
    const before = contents(out);
    fill(content, { "a.md": "---\ntitle: [\n---\n" });
    expect(await run({ state })).toMatchObject({ code: 1, problems: [expect.stringContaining("a.md:")] });
    expect(contents(out)).toEqual(before);
  });

  it("it reports an invalid article until it is fixed", async () => {
    const { content, folder, run } = testSite({ "a.md": "---\ntitle: [\n---\n", "b.md": post("B") });
    const state = join(folder, "state");
    for (let times = 0; times < 3; times++) {
      expect(await run({ state })).toMatchObject({ code: 1, problems: [expect.stringContaining("a.md:")] });
    }
    fill(content, { "a.md": post("A") });
    expect(await run({ state })).toMatchObject({ code: 0, problems: [] });
  });

  it("it rewrites documents that somebody removed", async () => {
    const { folder, out, run } = testSite({ "a.md": post("A"), "b.md": post("B") });
    const state = join(folder, "state");
    await run({ state });
    const complete = contents(out);
    rmSync(join(out, "feed.xml"));
    rmSync(join(out, "articles"), { recursive: true });
    await run({ state });
    expect(contents(out)).toEqual(complete);
  });

  it.each([
    ["is the site's folder", "out"],
    ["is inside the site's folder", "out/state"],
    ["contains the site's folder", "."],
  ])("it rejects a state folder that would be served: one that %s", async (_, state) => {
    const { folder, run } = testSite({ "a.md": post("A") });
    await expect(run({ state: join(folder, state) })).rejects.toThrow(/state|contains the content/);
    expect((await run({ state: join(folder, "out/.state") })).code).toBe(0);
  });

  it.each<[string, (bodies: string) => void]>([
    ["is too short", (bodies) => truncateSync(bodies, 100)],
    ["contains zeros", (bodies) => writeFileSync(bodies, Buffer.alloc(statSync(bodies).size))],
  ])("it reads everything again, and says so, if the state %s", async (_, damage) => {
    const { content, folder, out, run } = testSite({ "a.md": post("A"), "b.md": post("B") });
    const state = join(folder, "state");
    await run({ state });
    damage(join(state, "bodies-1"));
    fill(content, { "b.md": post("B again") });
    const { code, problems } = await run({ state });
    expect({ code, problems }).toEqual({ code: 0, problems: [expect.stringMatching(/is damaged: .*is read again$/)] });
    await run({ out: join(folder, "fresh") });
    expect(contents(out)).toEqual(contents(join(folder, "fresh")));
    fill(content, { "b.md": post("B at last") });
    expect(await run({ state })).toMatchObject({ code: 0, problems: [] });
  });

  it("it publishes what has become due", async () => {
    const { folder, out, run } = testSite({ "a.md": post("A") });
    const state = join(folder, "state");
    await run({ state, now: Date.UTC(2026, 9, 1) });
    expect(contents(out)).not.toHaveProperty(["articles/a/index.html"]);
    await run({ state });
    expect(contents(out)).toHaveProperty(["articles/a/index.html"]);
    await run({ state, now: Date.UTC(2026, 9, 1) });
    expect(contents(out)).not.toHaveProperty(["articles/a/index.html"]);
  });

  it.each<[string, Partial<BuildOptions>]>([
    ["the settings changed", { url: "https://example.org/" }],
    ["the release changed", { release: "another" }],
  ])("it processes everything when %s", async (_, change) => {
    const { folder, out, run } = testSite({ "a.md": post("A") });
    const state = join(folder, "state");
    await run({ state });
    await run({ state, ...change });
    await run({ out: join(folder, "fresh"), ...change });
    expect(contents(out)).toEqual(contents(join(folder, "fresh")));
  });

  it("it notices that another build wrote to the site's folder, or that the state is an older copy", async () => {
    const { content, folder, out, run } = testSite({ "a.md": post("A"), "b.md": post("B") });
    const state = join(folder, "state");
    await run({ state });
    cpSync(state, join(folder, "older"), { recursive: true });
    const complete = contents(out);
    await run({ url: "https://other.example.org/" });
    await run({ state });
    expect(contents(out)).toEqual(complete);
    fill(content, { "b.md": post("B again") });
    await run({ state });
    fill(content, { "b.md": post("B") });
    rmSync(state, { recursive: true });
    renameSync(join(folder, "older"), state);
    await run({ state });
    expect(contents(out)).toEqual(complete);
  });

  it("it writes the entire site to another folder, or to the same one after it was emptied", async () => {
    const { folder, out, run } = testSite({ "a.md": post("A") });
    const state = join(folder, "state");
    await run({ state });
    const complete = contents(out);
    rmSync(out, { recursive: true });
    await run({ state });
    expect(contents(out)).toEqual(complete);
    await run({ state, out: join(folder, "second") });
    expect(contents(join(folder, "second"))).toEqual(complete);
    expect(readdirSync(folder).sort()).toEqual(["content", "out", "second", "state"]);
  });
});

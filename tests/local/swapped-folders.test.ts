/** Folders that another program swaps for links while a build works with them: nothing outside is written, removed or published. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { program, type Running, start } from "../store/processes.ts";
import { post, testSite } from "./built-site.ts";
import { contents, fill } from "./temporary-folder.ts";

const ARTICLES = Object.fromEntries(
  Array.from({ length: 60 }, (_, i) => [`posts/${i}.md`, post(`A ${i}`).replace("[one]", `[t${i % 20}]`)]),
);

/** Starts a program that keeps swapping `path` for a link to `target` and back. */
async function swapper(path: string, target: string): Promise<Running> {
  const running = start(
    program(`
      import { renameSync, symlinkSync, unlinkSync, existsSync } from "node:fs";
      const [path, target] = ${JSON.stringify([path, target])};
      const attempt = (action) => { try { action(); return true; } catch { return false; } };
      let ending = false;
      process.stdin.resume().on("end", () => { ending = true; });
      console.log("started");
      const once = () => {
        if (attempt(() => renameSync(path, path + "-real"))) {
          attempt(() => symlinkSync(target, path));
          for (let spin = 0; spin < 20000; spin++);
          attempt(() => unlinkSync(path));
          attempt(() => renameSync(path + "-real", path));
        }
        if (!ending) setImmediate(once);
      };
      once();
    `),
  );
  await running.printed("started\n");
  return running;
}

describe("a folder that is swapped for a link during a build", () => {
  it.each(["out/articles", "out/tags", "out/.dropfeed"])("it writes and removes nothing outside: %s", async (name) => {
    const { content, folder, out, run } = testSite(ARTICLES);
    const outside = join(folder, "outside");
    fill(outside, { "1/index.html": "mine", "t1/feed.xml": "mine", documents: "mine", mark: "mine" });
    await run();
    const before = contents(outside);
    const complete = contents(out);
    for (let i = 0; i < 40; i++) fill(content, { [`posts/${i}.md`]: post(`B ${i}`).replace("[one]", "[t1, u]") });
    const swapping = await swapper(join(folder, name), outside);
    for (let times = 0; times < 2; times++) {
      const ended = await run({ url: `https://${times}.example.org/` }).catch((error: unknown) => error);
      if (ended instanceof Error) expect(ended.name).toBe("StoreError");
    }
    await swapping.end();
    expect(contents(outside)).toEqual(before);
    expect((await run()).code).toBe(0);
    expect(contents(outside)).toEqual(before);
    expect(contents(out)["articles/1/index.html"]).toContain("Text of B 1.");
    expect(Object.keys(contents(out)).length).toBeGreaterThan(Object.keys(complete).length);
  });

  it("it publishes no word of a folder outside the content folder", async () => {
    const { content, folder, out, run } = testSite(ARTICLES);
    const outside = join(folder, "outside");
    fill(outside, Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.md`, post(`Secret ${i}`)])));
    const swapping = await swapper(join(content, "posts"), outside);
    for (let times = 0; times < 2; times++) {
      const ended = await run().catch((error: unknown) => error);
      if (ended instanceof Error) expect(ended.name).toBe("StoreError");
      if (existsSync(out)) expect(Object.values(contents(out)).filter((text) => text.includes("Secret"))).toEqual([]);
    }
    await swapping.end();
    expect((await run()).code).toBe(0);
    expect(readdirSync(join(out, "articles"))).toHaveLength(60);
  });
});

describe("links in the folder of a site", () => {
  it.each([
    [".dropfeed", "elsewhere"],
    [".dropfeed/documents", "elsewhere/documents"],
    [".dropfeed/mark", "elsewhere/new"],
    ["articles", "elsewhere"],
    ["articles/a", "elsewhere"],
  ])("it does not follow %s", async (link, target) => {
    const { folder, out, run } = testSite({ "a.md": post("A") });
    fill(folder, { "elsewhere/documents": "mine" });
    mkdirSync(join(out, link, ".."), { recursive: true });
    symlinkSync(join(folder, target), join(out, link));
    await expect(run({ state: join(folder, "state") })).rejects.toThrow(/symbolic link, which is not followed/);
    expect(readdirSync(join(folder, "elsewhere"))).toEqual(["documents"]);
    expect(readFileSync(join(folder, "elsewhere/documents"), "utf8")).toBe("mine");
    rmSync(join(out, link));
    expect((await run({ state: join(folder, "state") })).code).toBe(0);
  });
});

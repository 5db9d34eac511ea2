/** A content folder that goes away, in whole or in part, while it is read: nothing is removed, and the build fails with exit code 2. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { build } from "../../functions/local/commands/build.ts";
import { post, testSite } from "./built-site.ts";
import { contents, fill } from "./temporary-folder.ts";

const NOW = Date.UTC(2026, 10, 23);
const named = (count: number, more = "") =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`posts/${i}.md`, post(`A ${i}`, more)]));

/** Calls `harm` when the build has read, or rendered, that many articles and documents. */
async function buildDuring(site: ReturnType<typeof testSite>, harm: () => void, state?: string, after = 20) {
  let steps = 0;
  const terminal = {
    result() {},
    problem() {},
    progress: () => {
      if (++steps === after) harm();
    },
  };
  const { content, out } = site;
  return build({ content, out, state, defaultUrl: "http://localhost:8080/", now: NOW, release: "2" }, terminal);
}

const HARMS: readonly (readonly [string, (content: string) => void])[] = [
  ["is moved away", (content) => renameSync(content, `${content}-away`)],
  [
    "is unmounted, which leaves an empty folder",
    (content) => {
      renameSync(content, `${content}-away`);
      mkdirSync(content);
    },
  ],
  ["loses a folder", (content) => renameSync(join(content, "posts"), `${content}-posts`)],
  ["loses many files, as in a checkout", (content) => rmAll(content, 60)],
  ["loses a file", (content) => rmAll(content, 1)],
];

/** Removes the last articles, which are read last. */
function rmAll(content: string, count: number) {
  for (let i = 0; i < count; i++) rmSync(join(content, `posts/${99 - i}.md`));
}

describe("a content folder", () => {
  for (const [what, harm] of HARMS) {
    for (const keepsState of [false, true]) {
      it(`it that ${what} during a build ${keepsState ? "with a state " : ""}removes nothing`, async () => {
        const site = testSite(named(100));
        const state = keepsState ? join(site.folder, "state") : undefined;
        await site.run({ state });
        const before = contents(site.out);
        await expect(buildDuring(site, () => harm(site.content), state)).rejects.toThrow(/no document was removed/);
        expect(contents(site.out)).toEqual(before);
      });
    }
  }

  it.each(["nothing", "an empty folder"])("it of which %s is left between two builds removes nothing", async (left) => {
    const site = testSite(named(12));
    await site.run();
    const before = contents(site.out);
    renameSync(site.content, `${site.content}-away`);
    if (left !== "nothing") mkdirSync(site.content);
    await expect(site.run()).rejects.toThrow(/no such folder|--force/);
    expect(contents(site.out)).toEqual(before);
  });
});

describe("a build that would remove more than half of the articles", () => {
  const remove = (content: string, from: number) => {
    for (let i = from; i < 12; i++) rmSync(join(content, `posts/${i}.md`), { force: true });
  };
  const hide = (content: string, from: number) => {
    for (let i = from; i < 12; i++) fill(content, { [`posts/${i}.md`]: post(`A ${i}`, "draft: true\n") });
  };
  const breakAll = (content: string, from: number) => {
    for (let i = from; i < 12; i++) fill(content, { [`posts/${i}.md`]: "---\ntitle: [\n---\n" });
  };

  for (const [what, harm] of [
    ["are removed", remove],
    ["become drafts", hide],
  ] as const) {
    for (const keepsState of [false, true]) {
      it(`it wants --force if they ${what}${keepsState ? ", with a state" : ""}`, async () => {
        const { content, out, folder, run } = testSite(named(12));
        const state = keepsState ? join(folder, "state") : undefined;
        await run({ state });
        const before = contents(out);
        harm(content, 5);
        for (let times = 0; times < 2; times++) {
          await expect(run({ state })).rejects.toThrow(/out: 7 of its 12 articles would be removed.*--force/);
          expect(contents(out)).toEqual(before);
        }
        expect((await run({ state, force: true })).code).toBe(0);
        await run({ out: join(folder, "fresh") });
        expect(contents(out)).toEqual(contents(join(folder, "fresh")));
      });
    }
  }

  it("it wants --force if they become bad, since a build without a state has no earlier version of them", async () => {
    const { content, out, run } = testSite(named(12));
    await run();
    const before = contents(out);
    breakAll(content, 5);
    await expect(run()).rejects.toThrow(/--force/);
    expect(contents(out)).toEqual(before);
  });

  it.each([false, true])("it has copied and removed no media when it stops, with a state: %s", async (keepsState) => {
    const { content, out, folder, run } = testSite({ ...named(12), "old.png": "old", "kept.png": "kept" });
    const state = keepsState ? join(folder, "state") : undefined;
    await run({ state });
    const [before, names] = [contents(out), readFileSync(join(out, ".dropfeed/documents"), "utf8")];
    remove(content, 5);
    rmSync(join(content, "old.png"));
    fill(content, { "kept.png": "changed", "new.png": "new", "new.md": post("New") });
    await expect(run({ state })).rejects.toThrow(/--force/);
    expect(contents(out)).toEqual(before);
    expect(readFileSync(join(out, ".dropfeed/documents"), "utf8")).toBe(names);
    expect((await run({ state, force: true })).code).toBe(0);
    expect(contents(out)).toMatchObject({ "media/kept.png": "changed", "media/new.png": "new" });
    expect(contents(out)).not.toHaveProperty(["media/old.png"]);
  });

  it("it judges what was removed and what has expired together", async () => {
    const expiring = [1, 2, 3, 4].map((i) => [`x${i}.md`, post(`X ${i}`, "expires: 2026-11-25\n")]);
    const { content, out, folder, run } = testSite({ ...named(8), ...Object.fromEntries(expiring) });
    const state = join(folder, "state");
    await run({ state });
    const before = contents(out);
    remove(content, 5);
    await expect(run({ state, now: NOW + 3 * 86_400_000 })).rejects.toThrow(/7 of its 12 articles.*--force/);
    expect(contents(out)).toEqual(before);
  });

  it("it says nothing if it is half of them, or the site is small", async () => {
    const { content, run } = testSite(named(12));
    await run();
    remove(content, 6);
    expect((await run()).code).toBe(0);
    const small = testSite(named(9));
    await small.run();
    rmSync(join(small.content, "posts"), { recursive: true });
    expect((await small.run()).code).toBe(0);
    expect(existsSync(join(small.out, "articles"))).toBe(false);
  });

  it("it does not count articles that share a slug with others", async () => {
    const files = Array.from({ length: 12 }, (_, i) => [`${i}/index.md`, post("A", "slug: same\n")]);
    const { run } = testSite(Object.fromEntries(files));
    expect((await run()).code).toBe(0);
    expect((await run()).code).toBe(0);
  });
});

describe("a site's folder that is removed during a build", () => {
  it.each([20, 130, 170, 200])("it is complete after this build, or after the next one: step %i", async (step) => {
    const site = testSite(named(100));
    await site.run();
    const complete = contents(site.out);
    const clear = () => rmSync(site.out, { recursive: true, force: true });
    const ended = await buildDuring(site, clear, undefined, step).catch((error: unknown) => error);
    if (ended === 0) expect(contents(site.out)).toEqual(complete);
    else expect(ended).toMatchObject({ name: "StoreError", message: expect.stringMatching(/removed|replaced/) });
    expect((await site.run()).code).toBe(0);
    expect(contents(site.out)).toEqual(complete);
  });
});

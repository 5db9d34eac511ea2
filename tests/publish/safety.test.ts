/** Law 7: whatever the name and content of an article, its documents stay in their own folders. */
import { describe, expect, it } from "vitest";
import { expectTruth } from "./compare-with-oracle.ts";
import { article, BAD } from "./content-edits.ts";
import { allOf, catchUp, newWorld, settle, write } from "./simulated-site.ts";

/** Unusual names that a folder or bucket can contain. */
const UNUSUAL = [
  ...[
    "with space.md",
    "100%.md",
    "%2e%2e%2fup.md",
    "a+b.txt",
    "til~de.md",
    "日本語/記事.md",
    "ｆｕｌｌ.md",
    `${"x".repeat(690)}.md`,
  ],
  ...[
    "..hidden.md",
    "_hidden/a.md",
    "d/.git/a.md",
    "a.MD",
    "quo'te\".md",
    "<b>.md",
    "&amp;.md",
    "#.md",
    "?.md",
    "é.md",
    "e\u0301.md",
  ],
  ...[
    `${"d/".repeat(170)}a.md`,
    `${"%".repeat(230)}.md`,
    "no extension",
    "odd & <media>.bin",
    "record~s/x.md",
    "page/index.html",
    "feeds.json",
  ],
  ...["~.md", "%7E.md", "\u{1F600}.md", "-.md", "...md"],
];

/** Paths that a message can contain, but no store. */
const IMPOSSIBLE = [
  ...[
    "",
    "/",
    "/abs.md",
    "../up.md",
    "a/../../up.md",
    "a//b.png",
    "a/./b.md",
    "..",
    "nul\u0000.md",
    "line\nend.md",
    "back\\slash.md",
  ],
  ...[
    "\ud800.md",
    "up/../../site.png",
    "x".repeat(2000),
    `${"d/".repeat(300)}a.md`,
    `${"~".repeat(400)}.png`,
    "media/../../x.bin",
  ],
];

const HOSTILE = {
  title: "</title><script>alert(1)</script>]]>",
  date: "2023-09-01",
  tags: ["../../up", "..", "/", "a/b", "<b>", "%2e%2e", "~", "x".repeat(5000), "緑", "tags/../..", "\u0000"],
  authors: ["../up", "</author>", "index.html", "日本"],
  attachments: [
    "../../../etc/passwd",
    "%2e%2e/%2e%2e/x",
    "m.bin",
    "~".repeat(3000),
    "/etc/passwd",
    "site.json",
    "_hidden.bin",
  ],
  id: ']]>" onload=x ../',
};

describe("Safety", () => {
  it("publishes files of any name, each in its own place", async () => {
    const world = newWorld();
    for (const path of UNUSUAL)
      await write(world, path, article({ title: path, date: "2023-09-01", attachments: ["odd & <media>.bin"] }));
    await catchUp(world);
    await expectTruth(world);
    const names = (await allOf(world.stores.site)).map(({ key }) => key as string);
    expect(names.filter((name) => name.startsWith("articles/")).length).toBe(UNUSUAL.length - 7);
    expect(names.filter((name) => /(?:^|\/)\.{1,2}(?:\/|$)/.test(name))).toEqual([]);
  });

  it("reports why it cannot publish paths that no store can contain, and publishes the rest", async () => {
    const world = newWorld();
    await write(world, "good.md", article({ date: "2023-09-01" }));
    world.queue.push({ kind: "changed", paths: IMPOSSIBLE }, { kind: "changed", paths: IMPOSSIBLE, force: true });
    const reports = await settle(world);
    await expectTruth(world);
    const reported = reports.flatMap(({ paths }) => paths).filter(({ path }) => IMPOSSIBLE.includes(path));
    expect(new Set(reported.map(({ path }) => path))).toEqual(new Set(IMPOSSIBLE));
    for (const { path, outcome, problems } of reported) {
      const expected = /(?:^|\/)[._]/.test(path) ? ["ignored", 0] : ["rejected", 1];
      expect([path, outcome, problems.length]).toEqual([path, ...expected]);
    }
  });

  it("keeps hostile content of an article inside its documents", async () => {
    const world = newWorld();
    await write(
      world,
      "d/hostile.md",
      article(HOSTILE, "<script>alert(1)</script><img src='../../../x' onerror=x>[up](../../../../x.md)"),
    );
    await write(world, "d/m.bin", "media");
    for (const [number, slug] of ["../../up", "..", "/", "index.html", "a/b", "\\", "con\u0000"].entries())
      await write(world, `slug${number}.md`, article({ title: slug, slug, date: "2023-09-02" }));
    await catchUp(world);
    await expectTruth(world);
    const objects = await allOf(world.stores.site);
    const odd = objects.filter(
      ({ key }) =>
        !/^(?:articles|tags|authors)\/[\p{L}\p{M}\p{N}_-]+\/[a-z]+\.[a-z]+$|^(?:archive\/(?:2023-09\/(?:\d\/)?)?)?[a-z0-9]+\.[a-z]+$|^(?:feed\.schema\.json|sitemap-2023-09\.xml)$/u.test(
          key,
        ),
    );
    expect(odd.map(({ key }) => key)).toEqual(["media/d/m.bin"]);
    for (const { key, body } of objects.filter(({ key }) => /(?:html|xml|opml)$/.test(key)))
      expect(Buffer.from(body).toString(), key).not.toContain("<script>alert");
  });

  it("never gives the same page to two articles, whatever slug a writer invents", async () => {
    const world = newWorld();
    for (const path of ["a.md", "b.md"])
      await write(world, path, article({ title: path, slug: "same", date: "2023-09-01" }));
    await catchUp(world);
    const names = (await allOf(world.stores.site, "articles/same")).map(({ key }) => key.split("/")[1] as string);
    for (const [number, slug] of names.entries())
      await write(world, `c${number}.md`, article({ title: slug, slug, date: "2023-09-01" }));
    await catchUp(world);
    await expectTruth(world);
    const pages = (await allOf(world.stores.site, "articles/")).length;
    expect(pages).toBe(4);
  });

  it("keeps separate pages for two articles with the same slug after the first becomes bad", async () => {
    const world = newWorld();
    for (const path of ["a.md", "b.md"])
      await write(world, path, article({ title: path, slug: "same", date: "2023-09-01" }));
    await catchUp(world);
    await write(world, "a.md", BAD);
    await catchUp(world);
    await expectTruth(world);
  });
});

/** Documents are removed together with the last article that they contain, and no document links to them afterwards. */
import { describe, expect, it } from "vitest";
import { expectTruth } from "./compare-with-oracle.ts";
import { article, type Fields } from "./content-edits.ts";
import { allOf, newWorld, settle, type World, write } from "./simulated-site.ts";

type Articles = Readonly<Record<string, Fields | undefined>>;

async function publish(world: World, articles: Articles) {
  for (const [path, fields] of Object.entries(articles)) {
    await write(world, path, fields && article({ title: path, date: "2023-09-01", ...fields }));
  }
  await settle(world);
  await expectTruth(world);
}

async function site(articles: Articles): Promise<World> {
  const world = newWorld();
  await publish(world, articles);
  return world;
}

const names = async (world: World, prefix: string) =>
  (await allOf(world.stores.site, prefix)).map(({ key }) => key as string);
const text = async (world: World, name: string) =>
  Buffer.from((await allOf(world.stores.site, name))[0]?.body ?? "").toString();

describe("documents are removed", () => {
  for (const [kind, fields, folder] of [
    ["tag", { tags: ["Lone wolf"] }, "tags/lone-wolf/"],
    ["author", { authors: ["Lone Wolf"] }, "authors/lone-wolf/"],
    ["period", { date: "2021-01-01" }, "archive/2021-01/"],
  ] as const) {
    it(`with the last article of a ${kind}, and no document links to them any more`, async () => {
      const world = await site({ "a.md": {}, "b.md": fields });
      expect((await names(world, folder)).length).toBe(4);
      await publish(world, { "b.md": {} });
      expect(await names(world, folder)).toEqual([]);
      for (const { key, body } of await allOf(world.stores.site))
        expect(Buffer.from(body).toString().includes(folder), `${key} names ${folder}`).toBe(false);
    });
  }

  it("page by page if an archive period shrinks, and the links of its neighbors change", async () => {
    const world = await site({
      "a.md": {},
      "b.md": {},
      "c.md": {},
      "d.md": {},
      "e.md": {},
      "later.md": { date: "2023-10-01" },
      "latest.md": { date: "2023-10-02" },
      "earlier.md": { date: "2023-08-01" },
    });
    expect(await names(world, "archive/2023-09/3/")).toHaveLength(4);
    expect(await text(world, "archive/2023-10/atom.xml")).toContain("archive/2023-09/3/atom.xml");
    await publish(world, { "a.md": undefined });
    expect(await names(world, "archive/2023-09/3/")).toEqual([]);
    expect(await text(world, "archive/2023-10/atom.xml")).toContain("archive/2023-09/2/atom.xml");
    await publish(world, { "b.md": undefined, "c.md": undefined, "d.md": undefined, "e.md": undefined });
    expect(await names(world, "archive/2023-09/")).toEqual([]);
    expect(await text(world, "archive/2023-10/atom.xml")).toContain("archive/2023-08/atom.xml");
    expect(await text(world, "archive/2023-08/atom.xml")).toContain("archive/2023-10/atom.xml");
  });

  it("with the last article, except the main feed, the main page, the archive index, the list of feeds and the site assets", async () => {
    const world = await site({ "a.md": { tags: ["Red"], authors: ["Ann"] }, "b.md": { date: "2022-01-01" } });
    await publish(world, { "a.md": undefined, "b.md": undefined });
    const left = [
      "404.html",
      "archive/index.html",
      "atom.xml",
      "copy.js",
      "favicon.ico",
      "feed.css",
      "feed.json",
      "feed.schema.json",
      "feed.xml",
      "feeds.opml",
      "icon.svg",
      "index.html",
      "robots.txt",
      "sitemap.xml",
      "style.css",
    ];
    expect(await names(world, "")).toEqual(left);
  });

  it("with removed media, whose enclosure disappears from the feed", async () => {
    const world = await site({ "a.md": { attachments: ["m.bin"] } });
    await write(world, "m.bin", "12345");
    await settle(world);
    await expectTruth(world);
    expect(await text(world, "feed.xml")).toContain('length="5"');
    await write(world, "m.bin", undefined);
    await settle(world);
    await expectTruth(world);
    expect([await names(world, "media/"), (await text(world, "feed.xml")).includes("<enclosure")]).toEqual([[], false]);
  });

  it("if an article becomes a draft, gets a future date or has expired", async () => {
    for (const fields of [{ draft: true }, { date: "2999-01-01" }, { expires: "2024-01-01" }]) {
      const world = await site({ "a.md": { tags: ["Red"] }, "b.md": {} });
      await publish(world, { "a.md": fields });
      expect([await names(world, "articles/"), await names(world, "tags/")]).toEqual([["articles/b/index.html"], []]);
    }
  });
});

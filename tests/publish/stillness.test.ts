/** Law 6: a document whose bytes did not change is not written. */
import { describe, expect, it } from "vitest";
import { expectTruth } from "./compare-with-oracle.ts";
import { article } from "./content-edits.ts";
import { allOf, newWorld, settle, type World, write } from "./simulated-site.ts";

async function site(): Promise<World> {
  const world = newWorld();
  for (let number = 1; number <= 9; number++) {
    const fields = {
      title: `Number ${number}`,
      date: `2023-0${number}-01`,
      tags: number % 2 === 1 ? ["Odd"] : ["Even"],
      authors: ["Ann"],
    };
    await write(world, `${number}.md`, article(fields));
  }
  await write(world, "site.json", JSON.stringify({ limit: 3, archive: "year" }));
  await write(world, "m.bin", "media");
  await settle(world);
  await expectTruth(world);
  world.clock.now += 1000;
  return world;
}

/** The names of the documents written at the current time of the clock. */
async function writtenNow(world: World): Promise<string[]> {
  const objects = await allOf(world.stores.site);
  return objects.filter(({ modified }) => modified === world.clock.now).map(({ key }) => key as string);
}

describe("Stillness", () => {
  it("writes no document when an unchanged site is rebuilt", async () => {
    const world = await site();
    const before = await allOf(world.stores.site);
    const state = await allOf(world.stores.state);
    world.queue.push({ kind: "rebuild" });
    const reports = await settle(world);
    expect(reports.flatMap(({ documents }) => [...documents.written, ...documents.removed])).toEqual([]);
    expect(reports.flatMap(({ documents }) => documents.unchanged).length).toBeGreaterThan(before.length);
    expect(await allOf(world.stores.site)).toEqual(before);
    expect(await allOf(world.stores.state)).toEqual(state);
  });

  it("writes no document when every file is written again with the same bytes", async () => {
    const world = await site();
    for (const { key, body } of await allOf(world.stores.content))
      await write(world, key, Buffer.from(body).toString());
    await settle(world);
    await expectTruth(world);
    expect(await writtenNow(world)).toEqual([]);
  });

  it("writes only the documents that contain an edited article, and reports which", async () => {
    const world = await site();
    await write(
      world,
      "2.md",
      article({ title: "Number 2", date: "2023-02-01", tags: ["Even"], authors: ["Ann"] }, "New words."),
    );
    const reports = await settle(world);
    await expectTruth(world);
    const formats = (folder: string) => ["atom.xml", "feed.json", "feed.xml"].map((file) => folder + file);
    const written = await writtenNow(world);
    // The limit of 3 leaves article 2 out of every feed: the even tag has 8, 6, 4. The archives' HTML pages show only titles.
    expect(written).toEqual([
      ...formats("archive/2023/"),
      "articles/2/index.html",
      ...formats("authors/ann/archive/2023/"),
      ...formats("tags/even/archive/2023/"),
    ]);
    expect(reports.flatMap(({ documents }) => documents.written).sort()).toEqual(written);
  });

  it("writes nothing twice if new articles claim the same slug, or arrive together with their media", async () => {
    const world = newWorld();
    const same = { date: "2023-09-01", slug: "same", id: "urn:same", attachments: ["m.bin"] };
    for (const path of ["a.md", "b.md", "c.md"]) await write(world, path, article({ title: path, ...same }));
    await write(world, "m.bin", "media");
    const reports = await settle(world);
    await expectTruth(world);
    const written = reports.flatMap(({ documents }) => documents.written);
    expect(written.sort()).toEqual([...new Set(written)]);
    expect(reports.flatMap(({ documents }) => documents.removed)).toEqual([]);
  });

  it("leaves complete archive pages alone when an article comes", async () => {
    const world = await site();
    for (const number of [10, 11]) {
      world.clock.now += 1000;
      const fields = { title: `Number ${number}`, date: `2023-${number}-01`, tags: ["Even"], authors: ["Ann"] };
      await write(world, `${number}.md`, article(fields));
      await settle(world);
      await expectTruth(world);
    }
    const written = await writtenNow(world);
    // Number 11 is on the sixth page, which is open: people are led to it from the fifth. Of the tag it completes the third page.
    expect(written.filter((name) => name.includes("archive/") && !name.startsWith("tags/"))).toEqual([
      "archive/2023/5/index.html",
      "archive/2023/6/index.html",
    ]);
    expect(written.filter((name) => name.startsWith("tags/even/archive/2023/") && name.endsWith("atom.xml"))).toEqual([
      "tags/even/archive/2023/2/atom.xml",
      "tags/even/archive/2023/3/atom.xml",
    ]);
  });

  it("changes a record only if its article changed", async () => {
    const world = await site();
    await write(world, "9.md", article({ title: "Nine", date: "2023-09-01" }));
    await settle(world);
    const changed = (await allOf(world.stores.state, "records/")).filter(
      ({ modified }) => modified === world.clock.now,
    );
    expect(changed.map(({ key }) => key as string)).toEqual(["records/9.md"]);
  });
});

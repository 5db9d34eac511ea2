/** The sitemap lists what is public, and only that. */
import { describe, expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { textOf } from "../../functions/store/store.ts";
import { article, pass } from "./content-edits.ts";
import { newWorld, publisherOf, SITE_OPTIONS, settle, type World, write } from "./simulated-site.ts";

describe("the sitemap", () => {
  it("lists no unlisted, hidden, scheduled or expired article", async () => {
    const world = newWorld();
    const fields = { title: "A", date: "2023-09-05" };
    await write(world, "shown.md", article(fields));
    await write(world, "unlisted.md", article({ ...fields, unlisted: true }));
    await write(world, "draft.md", article({ ...fields, draft: true }));
    await write(world, "later.md", article({ ...fields, date: "2030-01-01" }));
    await write(world, "expired.md", article({ ...fields, expires: "2023-09-06" }));
    await settle(world);
    expect(await locations(world, "sitemap.xml")).toEqual(["", "articles/shown/"]);
    expect(await locations(world, "sitemap-2023-09.xml")).toEqual(["articles/shown/"]);
  });

  it("has a document for each month, and lists these from the second month on", async () => {
    const world = newWorld();
    await write(world, "site.json", JSON.stringify({ archive: false }));
    await write(world, "a.md", article({ title: "A", date: "2023-09-05" }));
    await write(world, "b.md", article({ title: "B", date: "2023-10-05" }));
    await settle(world);
    expect(await locations(world, "sitemap.xml")).toEqual(["sitemap-2023-10.xml", "sitemap-2023-09.xml"]);
    await write(world, "b.md", undefined);
    await settle(world);
    expect(await locations(world, "sitemap.xml")).toEqual(["", "articles/a/"]);
    expect(await world.stores.site.read(key("sitemap-2023-10.xml"))).toBeUndefined();
  });

  it("stays as it is where nothing changed", async () => {
    const world = newWorld();
    await write(world, "a.md", article({ title: "A", date: "2023-09-05" }));
    await write(world, "b.md", article({ title: "B", date: "2023-10-05" }));
    await settle(world);
    const before = await world.stores.site.read(key("sitemap-2023-09.xml"));
    pass(world.clock, 60_000);
    await write(world, "b.md", article({ title: "B", date: "2023-10-05", updated: "2023-10-06" }));
    await settle(world, { publisher: () => publisherOf(world) });
    expect((await world.stores.site.read(key("sitemap-2023-09.xml")))?.modified).toBe(before?.modified);
  });
});

async function locations({ stores }: World, name: string): Promise<(string | undefined)[]> {
  const stored = await stores.site.read(key(name));
  const found = (stored ? textOf(stored) : "").matchAll(/<loc>(.*?)<\/loc>/g);
  return [...found].map(([, url]) => url?.replace(SITE_OPTIONS.url, ""));
}

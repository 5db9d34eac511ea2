/** The site's file of authors: whom the keys stand for that articles name. */
import { describe, expect, it } from "vitest";
import { parseAuthors } from "../../functions/settings/parse-authors.ts";
import { expectTruth } from "./compare-with-oracle.ts";
import { allOf, newWorld, settle, type World, write } from "./simulated-site.ts";

const ANN = { name: "Ann Lee", url: "https://ann.example/", avatar: "https://ann.example/a.png" };

describe("a file of authors", () => {
  it.each([
    [
      "authors.yml",
      "ann:\n  name: Ann Lee\n  url: https://ann.example\n  image_url: https://ann.example/a.png\n  title: Captain",
    ],
    [
      "authors.yml",
      "---\nauthors:\n  ann:\n    name: Ann Lee\n    website: https://ann.example\n    avatar: https://ann.example/a.png",
    ],
    [
      "authors.json",
      '[{ "id": "ann", "name": "Ann Lee", "url": "https://ann.example", "photo": "https://ann.example/a.png" }]',
    ],
  ])("is read in every form: %s %j", (path, text) => {
    expect(parseAuthors(path, Buffer.from(text))).toEqual({ kind: "authors", authors: { ann: ANN } });
  });

  it("may give names alone, and leaves out addresses that are none", () => {
    const text = "ann: Ann Lee\nbo: { url: /about, avatar: me.png }\n__proto__: x";
    expect(parseAuthors("authors.yml", Buffer.from(text))).toEqual({
      kind: "authors",
      authors: { ann: { name: "Ann Lee" }, bo: { name: "bo" } },
    });
  });

  it("is refused with its line", () => {
    expect(parseAuthors("authors.yml", Buffer.from("ann: [x\nbo: y"))).toMatchObject({
      kind: "rejected",
      problems: [{ line: 1 }],
    });
    expect(parseAuthors("authors.json", Buffer.from("{"))).toMatchObject({ kind: "rejected" });
  });
});

async function authorIn(world: World): Promise<unknown> {
  const [feed] = await allOf(world.stores.site, "feed.json");
  return JSON.parse(Buffer.from(feed?.body ?? "").toString()).items[0].authors;
}

describe("an author's key", () => {
  it("stands for the person in the file, as long as the file says so", async () => {
    const world = newWorld();
    await write(world, "a.md", "---\ntitle: T\ndate: 2023-01-05\nauthor: ann\n---\nText");
    await settle(world);
    expect(await authorIn(world)).toEqual([{ name: "ann" }]);
    await write(world, "authors.yml", `ann: ${JSON.stringify(ANN)}`);
    await settle(world);
    expect(await authorIn(world)).toEqual([ANN]);
    expect((await allOf(world.stores.site, "authors/ann-lee/")).length).toBeGreaterThan(0);
    await expectTruth(world);
    await write(world, "authors.yml", "ann: [broken");
    await settle(world);
    expect(await authorIn(world)).toEqual([ANN]);
    await write(world, "authors.yml", undefined);
    await settle(world);
    expect(await authorIn(world)).toEqual([{ name: "ann" }]);
    await expectTruth(world);
  });

  it.each(["_data/authors.yml", "data/authors.yaml", "blog/authors.json", ".authors.yml", "blog/.authors.yml"])(
    "is also found in %s",
    async (path) => {
      const world = newWorld();
      await write(world, path, `{"ann": ${JSON.stringify(ANN)}}`);
      await write(world, "a.md", "---\ntitle: T\ndate: 2023-01-05\nauthor: ann\n---\nText");
      await settle(world);
      expect(await authorIn(world)).toEqual([ANN]);
    },
  );
});

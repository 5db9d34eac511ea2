/** Lists of feeds name tags and authors as people write them. */
import { parseOpml } from "feedsmith";
import { describe, expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { textOf } from "../../functions/store/store.ts";
import { article } from "./content-edits.ts";
import { newWorld, settle, type World, write } from "./simulated-site.ts";

const NAMES = [
  ...[
    "C#",
    "C++",
    ".NET",
    "iOS",
    "Q&A",
    "x/y",
    "a\\b",
    "50%~ off",
    "NASA",
    "bell hooks",
    "McDonald-O'Neil",
    "Ann McDonald–O’Neil",
  ],
  ...["O'Brien & Sons", "<b>", "日本語", "Œuvre", "..", "~x", "100 %25", "x".repeat(199), "node.js"],
];

describe("the list of feeds", () => {
  it.each(NAMES)("names a tag, and an author, %s", async (name) => {
    const world = newWorld();
    await write(world, "a.md", article({ title: "A", date: "2023-09-01", tags: [name], authors: [name] }));
    await settle(world);
    expect(await namesOf(world)).toEqual([name, name]);
  });

  it("follows the newest article that has the tag", async () => {
    const world = newWorld();
    const put = (path: string, date: string, tag: string | undefined) =>
      write(world, path, tag && article({ title: "A", date, tags: [tag], authors: ["Bo"] }));
    const seen = async () => {
      await settle(world);
      return (await namesOf(world))[0];
    };
    await put("a.md", "2023-09-01", "nasa");
    expect(await seen()).toBe("nasa");
    await put("b.md", "2023-09-02", "NASA");
    expect(await seen()).toBe("NASA");
    await put("c.md", "2023-08-01", "Nasa");
    expect(await seen()).toBe("NASA");
    await put("b.md", "2023-09-02", undefined);
    expect(await seen()).toBe("nasa");
  });

  it("cuts a name that is too long for a key", async () => {
    const world = newWorld();
    const name = `${"日".repeat(198)}😀😀`;
    await write(world, "a.md", article({ title: "A", date: "2023-09-01", tags: [name], authors: ["Bo"] }));
    await settle(world);
    expect((await namesOf(world))[0]).toBe(`${"日".repeat(198)}…`);
  });
});

/** Without the title of the site before each. */
async function namesOf({ stores }: World): Promise<(string | undefined)[]> {
  const opml = await stores.site.read(key("feeds.opml"));
  const [, ...groups] = parseOpml(opml ? textOf(opml) : "").body?.outlines ?? [];
  return groups.flatMap(({ outlines = [] }) => outlines.map(({ text }) => text?.replace(/^.*? – /, "")));
}

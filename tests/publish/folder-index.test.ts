/** An index without a date is an article while it is alone in its folder; however its neighbors come and go, as if built anew. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectTruth } from "./compare-with-oracle.ts";
import { allOf, catchUp, newWorld, settle, type World, write } from "./simulated-site.ts";

const INDEX = "# An index\n\nText.";
const POST = "---\ntitle: A\ndate: 2023-09-01\n---\nText.";
const BROKEN = `---\ndate: never\n---\nText.`;
const BAD = "---\ntitle: [\n---\n";

async function pages(world: World): Promise<string[]> {
  const names = (await allOf(world.stores.site)).map(({ key }) => key as string);
  return names.flatMap((name) => /^articles\/([^/]+)\/index\.html$/.exec(name)?.[1] ?? []).sort();
}

describe("an index without a date", () => {
  it.each<[string, Record<string, string>, string[]]>([
    ["alone", { "trip/index.md": INDEX }, ["trip"]],
    ["beside media", { "trip/index.md": INDEX, "trip/a.png": "x" }, ["trip"]],
    ["beside its translation", { "trip/index.md": INDEX, "trip/index.de.md": INDEX }, ["trip", "trip-de"]],
    ["beside an article", { "recipes/index.md": INDEX, "recipes/soup.md": POST }, ["soup"]],
    ["beside a broken article", { "recipes/index.md": INDEX, "recipes/soup.md": BAD }, []],
    ["beside a README", { "trip/index.md": INDEX, "trip/README.md": "# R" }, ["trip"]],
    ["above a folder", { "trip/index.md": INDEX, "trip/x/soup.md": POST }, ["soup", "trip"]],
    ["with a date", { "recipes/index.md": POST, "recipes/soup.md": POST }, ["recipes", "soup"]],
  ])("%s", async (_, files, expected) => {
    const world = newWorld();
    for (const [path, text] of Object.entries(files)) await write(world, path, text);
    await catchUp(world);
    expect(await pages(world)).toEqual(expected);
  });

  it("keeps its last good version if it goes bad, whatever comes beside it, until it is read again", async () => {
    const world = newWorld();
    const pagesAfter = async (path: string, text: string | undefined) => {
      await write(world, path, text);
      await catchUp(world);
      await expectTruth(world);
      return pages(world);
    };
    expect(await pagesAfter("r/index.md", INDEX)).toEqual(["r"]);
    expect(await pagesAfter("r/index.md", BROKEN)).toEqual(["r"]);
    expect(await pagesAfter("r/soup.md", POST)).toEqual(["r", "soup"]);
    expect(await pagesAfter("r/index.md", `${INDEX}\n`)).toEqual(["soup"]);
    expect(await pagesAfter("r/index.md", BROKEN)).toEqual(["soup"]);
    expect(await pagesAfter("r/soup.md", undefined)).toEqual([]);
  });

  it("is looked at again when its neighbors come and go, in any order", async () => {
    const edit = fc.tuple(
      fc.constantFrom("r/index.md", "r/a.md", "r/b.txt", "r/z.png"),
      fc.constantFrom(INDEX, POST, BAD, undefined),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 12 }), async (edits) => {
        const world = newWorld();
        const now = new Map<string, string>();
        const wereGood = new Set<string>();
        for (const [path, text, isDelivered] of edits) {
          // A file that has gone bad keeps its last good version, which a build from nothing does not know.
          if (text === BAD && wereGood.has(path)) continue;
          await write(world, path, text);
          if (text !== BAD) wereGood.add(path);
          if (text === undefined) now.delete(path);
          else now.set(path, text);
          if (isDelivered) await settle(world);
        }
        await catchUp(world);
        const fresh = newWorld();
        for (const [path, text] of now) await write(fresh, path, text);
        await catchUp(fresh);
        expect(await pages(world)).toEqual(await pages(fresh));
      }),
      { numRuns: 150 },
    );
  });
});

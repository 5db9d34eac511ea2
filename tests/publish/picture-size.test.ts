import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sizeIn } from "../../functions/publish/picture-size.ts";
import { key } from "../../functions/store/key.ts";
import { gifOf } from "./content-edits.ts";
import { newWorld, settle, type World, write } from "./simulated-site.ts";

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));

const PNG = bytes(
  [0x89],
  "PNG\r\n",
  [0x1a, 0x0a, 0, 0, 0, 13],
  "IHDR",
  [0, 0, 2, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0],
);
const SOF = [0xff, 0xc0, 0, 11, 8, 1, 0, 2, 0, 1, 1, 0x11, 0];
const JPEG = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], "JFIF\0", [1, 1, 0, 0, 1, 0, 1, 0, 0], SOF, [0xff, 0xd9]);
const WEBP = bytes("RIFF", [30, 0, 0, 0], "WEBPVP8X", [10, 0, 0, 0, 0, 0, 0, 0, 0xff, 1, 0, 0xff, 0, 0]);
const SIZE = { width: 512, height: 256 };

describe("the size of a picture", () => {
  it.each([
    ["PNG", PNG],
    ["JPEG", JPEG],
    ["WebP", WEBP],
    ["GIF", bytes("GIF89a", [0, 2, 0, 1])],
    ["SVG", bytes('<svg xmlns="http://www.w3.org/2000/svg" width="512" height="256"></svg>')],
    ["SVG without a size of its own", bytes('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 256"></svg>')],
  ])("is in a %s file", (_, file) => {
    expect(sizeIn(file)).toEqual(SIZE);
  });

  it.each([
    ["text", bytes("Not a picture")],
    ["nothing", bytes("")],
    ["a cut file", PNG.subarray(0, 17)],
    ["a picture of no width", bytes("GIF89a", [0, 0, 0, 1])],
  ])("is not in %s", (_, file) => {
    expect(sizeIn(file)).toBeUndefined();
  });

  it("is found or not, without an error, whatever follows the first bytes of a format", () => {
    const starts = [PNG, JPEG, WEBP, bytes("GIF89a"), bytes("<svg "), bytes([0, 0, 0, 32], "ftypavif"), bytes("BM")];
    const file = fc.tuple(fc.constantFrom(...starts), fc.nat(40), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(file, ([start, cut, rest]) => {
        const size = sizeIn(bytes([...start.subarray(0, cut)], [...rest]));
        if (size !== undefined) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Publishes files, those that a site has already too. */
async function publishFiles(files: Readonly<Record<string, string>>, world = newWorld()): Promise<World> {
  for (const [path, body] of Object.entries(files)) await write(world, path, body);
  await settle(world);
  return world;
}

async function pageOf({ stores }: World): Promise<string> {
  return Buffer.from((await stores.site.read(key("articles/a/index.html")))?.body ?? []).toString();
}

describe("a page", () => {
  const article = "---\ntitle: A\ndate: 2023-11-01\n---\n![p](p.png)\n";

  it("keeps room for a picture, and changes with the picture", async () => {
    const world = await publishFiles({ "a.md": article, "p.png": gifOf("AA") });
    expect(await pageOf(world)).toContain('<img width="16705" height="16705" src="');
    await publishFiles({ "p.png": gifOf("BB") }, world);
    expect(await pageOf(world)).toContain('<img width="16962" height="16962" src="');
    await publishFiles({ "p.png": "no picture" }, world);
    expect(await pageOf(world)).toContain('<img src="');
  });

  it.each([
    ["a size of the writer's", '<img src="p.png" width="40">'],
    ["several files of different sizes", '<img src="p.png" srcset="p.png 1x, p.png 2x">'],
    ["a choice of pictures", '<picture><source srcset="p.png"><img src="p.png"></picture>'],
  ])("leaves a picture with %s as it is", async (_, html) => {
    const body = article.replace("![p](p.png)", "") + html;
    const page = await pageOf(await publishFiles({ "a.md": `${body}\n`, "p.png": gifOf("AA") }));
    expect(page).toContain("media/p.png");
    expect(page).not.toContain("16705");
  });
});

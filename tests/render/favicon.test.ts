import { describe, expect, it } from "vitest";
import { FAVICON } from "../../functions/render/pages/assets/site-assets.ts";

const file = Buffer.from(FAVICON.body);
const images = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
  const entry = file.subarray(6 + index * 16);
  const [length, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)];
  return { size: entry[0] ?? 0, end: offset + length, bitmap: file.subarray(offset, offset + length) };
});

/** Red, green, blue and opacity of the pixel at these parts of width and height. */
function colorAt({ size, bitmap }: (typeof images)[number], x: number, y: number): number[] {
  const at = 40 + ((size - 1 - Math.floor(y * size)) * size + Math.floor(x * size)) * 4;
  const [blue = 0, green = 0, red = 0, opacity = 0] = bitmap.subarray(at, at + 4);
  return [red, green, blue, opacity];
}

describe("favicon.ico", () => {
  it("is an ICO file of two sizes, and small", () => {
    expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
    expect(images.map(({ size }) => size)).toEqual([16, 32]);
    expect(images.at(-1)?.end).toBe(file.length);
    expect(file.length).toBeLessThan(6_000);
  });

  it("shows a white drop and waves on an orange square with round corners", () => {
    for (const image of images) {
      expect(colorAt(image, 0.31, 0.7)).toEqual([255, 255, 255, 255]);
      expect(colorAt(image, 0.8, 0.12)).toEqual([224, 86, 15, 255]);
      expect(colorAt(image, 0, 0)[3]).toBeLessThan(128);
    }
  });
});

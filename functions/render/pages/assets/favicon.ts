/** Draws `favicon.ico`, which browsers and feed readers ask for unasked: the default icon (icon.ts) as pixels, in two sizes. */

/** The icon's bytes: an ICO file of bitmaps with 32 bits per pixel. */
export function faviconBytes(): Uint8Array {
  const images = SIZES.map(bitmap);
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, image] of images.entries()) {
    const [at, size] = [6 + 16 * index, SIZES[index] ?? 0];
    header.set([size, size, 0, 0, 1, 0, 32, 0], at);
    header.writeUInt32LE(image.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([header, ...images]);
}

const SIZES = [16, 32];
/** Per side of a pixel; edges look smooth because they are mixed from so many samples. */
const SAMPLES = 4;

/** A BITMAPINFOHEADER, the pixels from the lowest row up, and a mask that hides none. */
function bitmap(size: number): Buffer {
  const [start, maskRow] = [40, Math.ceil(size / 32) * 4];
  const image = Buffer.alloc(start + size * size * 4 + size * maskRow);
  image.writeUInt32LE(start, 0);
  image.writeInt32LE(size, 4);
  image.writeInt32LE(size * 2, 8);
  image.writeUInt16LE(1, 12);
  image.writeUInt16LE(32, 14);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      image.set(pixel(column, size - 1 - row, size), start + (row * size + column) * 4);
  return image;
}

type Color = readonly [blue: number, green: number, red: number];
const ORANGE: Color = [0x0f, 0x56, 0xe0];
const WHITE: Color = [255, 255, 255];

/** Blue, green, red and opacity. */
function pixel(column: number, row: number, size: number): number[] {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const x = ((column + ((sample % SAMPLES) + 0.5) / SAMPLES) * 64) / size;
    const y = ((row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) * 64) / size;
    if (!isInSquare(x, y)) continue;
    covered++;
    const color = isInDrop(x, y) || isInWave(x, y, 25) || isInWave(x, y, 35.5) ? WHITE : ORANGE;
    for (let channel = 0; channel < 3; channel++) sum[channel] = (sum[channel] ?? 0) + (color[channel] ?? 0);
  }
  const opacity = (covered / (SAMPLES * SAMPLES)) * 255;
  return [...sum.map((value) => (covered === 0 ? 0 : Math.round(value / covered))), Math.round(opacity)];
}

/** 64 by 64, with corners rounded by 14. */
function isInSquare(x: number, y: number): boolean {
  const [dx, dy] = [Math.max(14 - x, x - 50, 0), Math.max(14 - y, y - 50, 0)];
  return dx * dx + dy * dy <= 14 * 14;
}

/** A circle of radius 8 around 20, 44, and its point at 20, 30. */
function isInDrop(x: number, y: number): boolean {
  const [dx, dy] = [Math.abs(x - 20), y - 44];
  return dy >= 0 ? dx * dx + dy * dy <= 64 : y >= 30 && dx <= 8 * Math.sin(((y - 30) / 14) * (Math.PI / 2));
}

/** A quarter of a ring around 20, 44, as wide as a line of 6.5 with round ends. */
function isInWave(x: number, y: number, radius: number): boolean {
  const [dx, dy] = [x - 20, 44 - y];
  if (dx >= 0 && dy >= 0) return Math.abs(Math.hypot(dx, dy) - radius) <= 3.25;
  return Math.min(Math.hypot(dx, dy - radius), Math.hypot(dx - radius, dy)) <= 3.25;
}

/** Makes recordings for tests: files of silence, with as much around it as a reader of durations needs. */

/** MPEG 1 layer 3 at 44.1 kHz: frames of 128 kbit/s, or of one rate after the other. No header tells how many there are. */
export function mp3(frames: number, rates: readonly number[] = [9]): Buffer {
  const lengths: Readonly<Record<number, number>> = { 5: 208, 9: 417, 11: 626 };
  return Buffer.concat(
    Array.from({ length: frames }, (_, at) => {
      const rate = rates[at % rates.length] ?? 9;
      const frame = Buffer.alloc(lengths[rate] ?? 417);
      frame.writeUInt32BE(0xfffb0000 + (rate << 12));
      return frame;
    }),
  );
}

/** A tag of that size, as a picture of the cover makes it. */
export function id3(size: number): Buffer {
  const tag = Buffer.alloc(10 + size);
  tag.write("ID3\u0003");
  for (const at of [0, 1, 2, 3]) tag.writeUInt8((size >> (7 * (3 - at))) & 0x7f, 6 + at);
  return tag;
}

const box = (name: string, ...parts: readonly Buffer[]) => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(name, 4, "latin1");
  return Buffer.concat([head, body]);
};

/** Numbers of 16 bits, most significant byte first. */
const words = (...numbers: readonly number[]) =>
  Buffer.from(numbers.flatMap((each) => [(each >> 8) & 0xff, each & 0xff]));
const latin = (text: string) => Buffer.from(text, "latin1");

/** An MP4 file with one track of sound, whose table of contents comes last, behind `size` bytes of sound. */
export function m4a(seconds: number, size: number): Buffer {
  const times = Buffer.alloc(24);
  times.writeUInt32BE(1000, 12);
  times.writeUInt32BE(seconds * 1000, 16);
  const sample = box("mp4a", words(0, 0, 0, 1, 0, 0, 0, 0, 2, 16, 0, 0, 44100, 0));
  const handler = Buffer.concat([words(0, 0), latin("mhlrsoun"), Buffer.alloc(13)]);
  const media = box(
    "mdia",
    box("mdhd", times),
    box("hdlr", handler),
    box("minf", box("stbl", box("stsd", words(0, 0, 0, 1), sample), box("stsz", words(0, 0, 0, 0, 0, 1, 0, 9)))),
  );
  const track = Buffer.alloc(84);
  track.writeUInt32BE(1, 12);
  return Buffer.concat([
    box("ftyp", latin("M4A \0\0\0\0M4A mp42")),
    box("mdat", Buffer.alloc(size)),
    box("moov", box("mvhd", Buffer.alloc(100)), box("trak", box("tkhd", track), media)),
  ]);
}

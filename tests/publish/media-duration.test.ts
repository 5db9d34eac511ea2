import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationOf } from "../../functions/publish/media-duration.ts";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { type Store, StoreBusyError, StoreRefusedError } from "../../functions/store/store.ts";
import { wavOf } from "./content-edits.ts";
import { id3, m4a, mp3 } from "./recordings.ts";

async function told(body: Buffer, type: string, changed: Partial<Store> = {}) {
  const store = memoryStore();
  await store.write(key("a"), body, "anything");
  const entry = await store.stat(key("a"));
  if (entry === undefined) throw new Error("the file is not there");
  let read = 0;
  const readRange = async (_: unknown, start: number, length: number) => {
    read += length;
    return body.subarray(start, start + length);
  };
  const seconds = await durationOf({ ...entry, type }, { ...store, readRange, ...changed });
  return { seconds, read };
}

const FRAME = 1152 / 44100;

describe("the duration of a recording", () => {
  it.each<[string, Buffer, string, number]>([
    ["a WAV file", Buffer.from(wavOf(3), "latin1"), "audio/wav", 3],
    ["an MP3 file of one rate", mp3(1000), "audio/mpeg", Math.round(1000 * FRAME)],
    ["an MP3 file with a tag", Buffer.concat([id3(300_000), mp3(1000)]), "audio/mpeg", Math.round(1000 * FRAME)],
    ["an MP3 file of many rates", mp3(1000, [5, 9, 11]), "audio/mpeg", Math.round(1000 * FRAME)],
    ["an MP4 file whose table comes last", m4a(3723, 5_000_000), "audio/x-m4a", 3723],
  ])("is read from %s", async (_, body, type, seconds) => {
    expect((await told(body, type)).seconds).toBe(seconds);
  });

  it("is exact for an hour of one rate", async () => {
    // 64 kbit/s: 208.98 bytes a frame, which the parser takes for 208.
    const frames = Array.from({ length: 5000 }, (_, at) => {
      const padded = at % 50 === 0 ? 0 : 1;
      const frame = Buffer.alloc(208 + padded);
      frame.writeUInt32BE(0xfffb5000 + (padded << 9));
      return frame;
    });
    expect((await told(Buffer.concat(frames), "audio/mpeg")).seconds).toBe(Math.round(5000 * FRAME));
  });

  it("takes no more of a large file than its beginning and its end", async () => {
    expect((await told(m4a(60, 40_000_000), "audio/x-m4a")).read).toBeLessThan(2_000_000);
    expect((await told(mp3(50_000), "audio/mpeg")).read).toBeLessThan(2_000_000);
  });

  it("is not known of a file that tells it nowhere and is too large to be read through", async () => {
    const { seconds, read } = await told(mp3(180_000, [5, 9, 11]), "audio/mpeg");
    expect(seconds).toBe(0);
    expect(read).toBeLessThan(70_000_000);
  });

  it("is 0 for what is no recording, whatever it is", async () => {
    const bytes = fc.uint8Array({ maxLength: 2000 }).map((array) => Buffer.from(array));
    const begins = fc.constantFrom(
      "",
      "ID3",
      "RIFF",
      "OggS",
      "fLaC",
      "\u00ff\u00fb\u0090\u0000",
      "\u0000\u0000\u0000\u0020ftyp",
      "\u001aE\u00df\u00a3",
    );
    const types = fc.constantFrom("audio/mpeg", "audio/x-m4a", "audio/ogg", "video/mp4", "audio/wav", "video/webm");
    await fc.assert(
      fc.asyncProperty(begins, bytes, types, async (begin, rest, type) => {
        const { seconds } = await told(Buffer.concat([Buffer.from(begin, "latin1"), rest]), type);
        expect(Number.isSafeInteger(seconds) && (seconds ?? -1) >= 0).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("is not told, and not remembered as 0, while the store does not give the file", async () => {
    const failing = (error: Error) => ({ readRange: async () => Promise.reject(error) });
    const body = mp3(100);
    expect((await told(body, "audio/mpeg", failing(new StoreRefusedError("a", "archived")))).seconds).toBeUndefined();
    await expect(told(body, "audio/mpeg", failing(new StoreBusyError("a")))).rejects.toBeInstanceOf(StoreBusyError);
    await expect(told(body, "audio/mpeg", failing(new Error("no bucket")))).rejects.toThrow("no bucket");
    expect((await told(body, "audio/mpeg", { readRange: async () => new Uint8Array(3) })).seconds).toBeUndefined();
  });
});

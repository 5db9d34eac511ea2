/**
 * Tells how long a recording plays: takes a media file of the content store, reads as little of it as its format allows, and returns
 * its seconds.
 */
import type { Key } from "../store/key.ts";
import { readRange, type Store, StoreRefusedError, type Version } from "../store/store.ts";

/** Bytes: what a request fetches. Most files tell their length in the first one, some (`moov` at the end of an MP4) in the last. */
const BLOCK = 256 * 1024;
/** Bytes. Only a file that tells its length nowhere (an Ogg file, an MP3 file of changing bit rate without a header) is read through. */
const MAX_BYTES = 64 * 1024 * 1024;

export type Recording = { readonly key: Key; readonly size: number; readonly type: string; readonly version: Version };

/**
 * Whole seconds; 0 if the file does not tell, is damaged, or would have to be read too far; undefined if the store does not give it now.
 * @throws StoreBusyError, and whatever else a store throws
 */
export async function durationOf({ key, size, type }: Recording, content: Store): Promise<number | undefined> {
  const file = rangedFile(size, type, (start, length) => readRange(content, key, start, length));
  try {
    // Half a second of code, which a site without recordings never needs.
    const { parseBlob } = await import("music-metadata");
    const { format } = await parseBlob(file.blob as unknown as Blob, { duration: true, skipCovers: true });
    const seconds = Math.round(corrected(format, size, await file.blob.slice(0, 10).arrayBuffer()));
    return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : 0;
  } catch {
    // The parser throws errors of many kinds for what is no recording; those of the store count.
    const error = file.failure();
    if (error === undefined) return 0;
    if (error instanceof StoreRefusedError || error instanceof ChangedError) return undefined;
    throw error;
  }
}

class ChangedError extends Error {
  override readonly name = "ChangedError";
}

type BlobLike = Pick<Blob, "size" | "type"> & {
  readonly slice: (start?: number, end?: number) => { readonly arrayBuffer: () => Promise<ArrayBuffer> };
};

/** A file as the parser wants it, of which only the block that was read last is in memory. */
function rangedFile(
  size: number,
  type: string,
  read: (start: number, length: number) => Promise<Uint8Array | undefined>,
): { readonly blob: BlobLike; readonly failure: () => unknown } {
  let block = { start: 0, bytes: new Uint8Array() };
  let total = 0;
  let failure: unknown;
  const readBlock = async (start: number, length: number) => {
    try {
      const bytes = await read(start, length);
      if (bytes === undefined || bytes.length < length) throw new ChangedError("the file changed while it was read");
      return Uint8Array.from(bytes);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  const bytesAt = async (start: number, end: number) => {
    if (start < block.start || end > block.start + block.bytes.length) {
      const length = Math.min(Math.max(end - start, BLOCK), size - start);
      total += length;
      if (total > MAX_BYTES) throw new RangeError("the file does not tell its duration near its beginning or end");
      block = { start, bytes: await readBlock(start, length) };
    }
    return block.bytes.slice(start - block.start, end - block.start).buffer;
  };
  const slice = (start = 0, end = size) => {
    return { arrayBuffer: () => bytesAt(Math.min(start, size), Math.min(end, size)) };
  };
  return { blob: { size, type, slice }, failure: () => failure };
}

type Format = {
  readonly duration?: number;
  readonly bitrate?: number;
  readonly codecProfile?: string;
  readonly container?: string;
};

/** Of a constant bit rate, the parser rounds the length of a frame down, which makes an hour eight seconds longer. */
function corrected(
  { duration = 0, bitrate, codecProfile, container }: Format,
  size: number,
  start: ArrayBuffer,
): number {
  if (codecProfile !== "CBR" || container !== "MPEG" || bitrate === undefined || bitrate <= 0) return duration;
  const exact = ((size - tagSize(new Uint8Array(start))) * 8) / bitrate;
  // Whatever differs more is not of a constant rate, or has said its length.
  return Math.abs(exact - duration) < duration * 0.005 ? exact : duration;
}

/** The length of an ID3v2 tag (id3.org, §3.1): four times seven bits. */
function tagSize(bytes: Uint8Array): number {
  const [i, d, three, , , , a = 0, b = 0, c = 0, e = 0] = bytes;
  if (i !== 0x49 || d !== 0x44 || three !== 0x33) return 0;
  return 10 + (((a & 0x7f) << 21) | ((b & 0x7f) << 14) | ((c & 0x7f) << 7) | (e & 0x7f));
}

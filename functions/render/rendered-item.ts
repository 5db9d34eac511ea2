/**
 * An item as the documents that list it have it: the bytes of its RSS item, Atom entry, JSON Feed item and two list entries. Documents
 * are put together from them by copying.
 *
 * The bytes lie in memory that threads share, so that a thread can render items and another one write the documents, and nothing is
 * copied between them.
 */
import type { FeedFormat } from "./document.ts";

export type RenderedItem = {
  /** The pieces one after the other, as UTF-8. */
  readonly bytes: Uint8Array;
  /** Where each piece ends, in the order of `PIECES`. */
  readonly ends: readonly number[];
  readonly published: number;
  readonly updated: number;
  /** Whether there is something to play. */
  readonly isEpisode: boolean;
};

/** RSS and Atom have the same escaped HTML. */
const PIECES = ["rssStart", "atomStart", "xmlHtml", "rssEnd", "atomEnd", "json", "entry", "briefEntry"] as const;
type Piece = (typeof PIECES)[number];

const FORMAT_PIECES: Readonly<Record<FeedFormat, readonly Piece[]>> = {
  rss: ["rssStart", "xmlHtml", "rssEnd"],
  atom: ["atomStart", "xmlHtml", "atomEnd"],
  json: ["json"],
};

/** `pieces`: texts by name. */
export function renderedItem(
  pieces: Readonly<Record<Piece, string>>,
  facts: Pick<RenderedItem, "published" | "updated" | "isEpisode">,
): RenderedItem {
  return { ...encodeShared(PIECES.map((name) => pieces[name])), ...facts };
}

/** The parts of an item in the document of a format, in output order. */
export function partsOf({ bytes, ends }: RenderedItem, format: FeedFormat): readonly Uint8Array[] {
  return FORMAT_PIECES[format].map((name) => {
    const [start, end] = rangeOf(name, ends);
    return bytes.subarray(start, end);
  });
}

/** An item's entry in the list of a page. */
export function entryOf({ bytes, ends }: RenderedItem, { brief }: { readonly brief: boolean }): string {
  const { buffer, byteOffset, length } = bytes;
  return Buffer.from(buffer, byteOffset, length).toString("utf8", ...rangeOf(brief ? "briefEntry" : "entry", ends));
}

/** The bytes of an item in the format in which it is longest. */
export function sizeOf({ ends }: RenderedItem): number {
  const sizes = Object.values(FORMAT_PIECES).map((names) =>
    names.reduce((size, name) => size + lengthOf(rangeOf(name, ends)), 0),
  );
  return Math.max(...sizes);
}

function rangeOf(name: Piece, ends: readonly number[]): [start: number, end: number] {
  const at = PIECES.indexOf(name);
  return [ends[at - 1] ?? 0, ends[at] ?? 0];
}

const lengthOf = ([start, end]: readonly [number, number]) => end - start;

/** In bytes. Small items share a slab, since allocating memory that threads share takes longer than filling it. */
const SLAB_BYTES = 1024 * 1024;
/** The largest number of UTF-8 bytes that one UTF-16 code unit can become. */
const MAX_BYTES_PER_UNIT = 3;

/** The slab that is being filled, and how far. */
let slab: Buffer<ArrayBufferLike> = Buffer.alloc(0);
let filled = 0;

function encodeShared(texts: readonly string[]): Pick<RenderedItem, "bytes" | "ends"> {
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  if (filled + units * MAX_BYTES_PER_UNIT > slab.length) {
    // An item that nearly fills a slab gets memory of its own, and of its size.
    if (units * MAX_BYTES_PER_UNIT > SLAB_BYTES / 4) return encodeInto(shared(sizeOfAll(texts)), 0, texts);
    slab = shared(SLAB_BYTES);
    filled = 0;
  }
  const encoded = encodeInto(slab, filled, texts);
  filled += encoded.bytes.length;
  return encoded;
}

const shared = (size: number) => Buffer.from(new SharedArrayBuffer(size));
const sizeOfAll = (texts: readonly string[]) => texts.reduce((size, text) => size + Buffer.byteLength(text), 0);

function encodeInto(
  target: Buffer<ArrayBufferLike>,
  from: number,
  texts: readonly string[],
): Pick<RenderedItem, "bytes" | "ends"> {
  let end = from;
  const ends = texts.map((text) => {
    end += target.write(text, end);
    return end - from;
  });
  return { bytes: new Uint8Array(target.buffer, target.byteOffset + from, end - from), ends };
}

/**
 * Reads and writes the lines of a journal: a head, then one line for each write or removal. The last line of a key is valid.
 *
 * Each line ends with a checksum of all bytes before it, from the beginning of the file. So a line that was changed, lost, moved or
 * repeated shows in every later checksum, and comparing the last one proves the whole file, in the time of reading it.
 *
 * Keys contain no control characters, so tabs separate the fields of a line. A line is kept as text and parsed on request: a
 * process that changes one article among 10,000 needs few of the 90,000 lines.
 */
import type { Key } from "../key.ts";
import type { Meta, Version } from "../store.ts";
import { checksum } from "./checksum.ts";

/** The location of an object's body in the file of bodies, and the object's metadata. */
export type BodyLocation = {
  readonly version: Version;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** The start of the body in the file of bodies, in bytes. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
  /** The checksum of the body. */
  readonly sum: number;
  readonly meta: Meta;
};

export type Head = {
  /** The number in the name of the file of bodies. */
  readonly generation: number;
  /** The number of lines written before this journal file was created; versions continue from it. */
  readonly written: number;
  /** The size in bytes of the file of bodies when this journal file was created. */
  readonly bodies: number;
};

const FAMILY = "dropfeed journal ";
const MAGIC = `${FAMILY}2`;

export function writeHead(head: Head): string {
  return `${MAGIC}\t${head.generation}\t${head.written}\t${head.bodies}`;
}

/** Whether a file begins as the journals of any release do. */
export function isJournal(text: string): boolean {
  return text.startsWith(FAMILY);
}

/** Undefined if the line is not the head of a journal of this release. */
export function readHead(line: string): Head | undefined {
  const [magic, ...numbers] = line.split("\t");
  const [generation, written, bodies] = numbers.map(Number);
  if (magic !== MAGIC || !isCount(generation) || !isCount(written) || !isCount(bodies)) return undefined;
  return { generation, written, bodies };
}

/** Whether the text can be an incompletely written head; empty text can. */
export function isHeadBegun(text: string): boolean {
  return text.startsWith(MAGIC) || MAGIC.startsWith(text);
}

function isCount(value: number | undefined): value is number {
  return Number.isSafeInteger(value);
}

/** Without a location, the line records a removal. */
export function writeLine(key: Key, location: string | undefined): string {
  return location === undefined ? key : `${key}\t${location}`;
}

/** A tab, eight digits and a line end. */
const SEAL_BYTES = 10;

function sealOf(sum: number): string {
  return `\t${sum.toString(16).padStart(8, "0")}\n`;
}

/** A line as it is written behind bytes with the checksum `before`, and the checksum of all bytes after that. */
export function seal(line: string, before: number): { readonly bytes: Buffer; readonly sum: number } {
  const text = Buffer.from(line);
  const end = Buffer.from(sealOf(checksum(text, before)));
  return { bytes: Buffer.concat([text, end]), sum: checksum(end, checksum(text, before)) };
}

/** The checksum of all bytes; undefined if the last line's checksum shows that they are not what was written. */
export function provenSum(bytes: Uint8Array): number | undefined {
  const sealed = bytes.subarray(0, Math.max(0, bytes.length - SEAL_BYTES));
  const end = bytes.subarray(sealed.length);
  const sum = checksum(sealed);
  return Buffer.from(end).toString("latin1") === sealOf(sum) ? checksum(end, sum) : undefined;
}

export function writeBodyLocation({ version, modified, offset, size, sum, meta }: BodyLocation): string {
  const metaField = Object.keys(meta).length === 0 ? "" : `\t${JSON.stringify(meta)}`;
  return `${version}\t${modified}\t${offset}\t${size}\t${sum}${metaField}`;
}

export function readBodyLocation(text: string): BodyLocation {
  const [version = "", modified, offset, size, sum, meta] = text.split("\t");
  return {
    version: version as Version,
    modified: Number(modified),
    offset: Number(offset),
    size: Number(size),
    sum: Number(sum),
    meta: meta === undefined ? {} : (JSON.parse(meta) as Meta),
  };
}

/** The locations, as unparsed text, of the keys that exist after all lines of `text`, and the number of lines. */
export function readLines(
  text: string,
  start: number,
): { readonly locations: Map<Key, string>; readonly count: number } {
  const locations = new Map<Key, string>();
  let count = 0;
  for (let at = start; at < text.length; count++) {
    const end = text.indexOf("\n", at);
    const tab = text.indexOf("\t", at);
    const sealedEnd = end - SEAL_BYTES + 1;
    if (tab === sealedEnd) locations.delete(text.slice(at, tab) as Key);
    else locations.set(text.slice(at, tab) as Key, text.slice(tab + 1, sealedEnd));
    at = end + 1;
  }
  return { locations, count };
}

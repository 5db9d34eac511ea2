/**
 * Reads and writes the lines of a journal: a head, then one line for each write or removal. The last line of a key is valid.
 *
 * Keys contain no control characters, so tabs separate the fields of a line. A line is kept as text and parsed on request: a
 * process that changes one article among 10,000 needs few of the 90,000 lines.
 */
import type { Key } from "../key.ts";
import type { Meta, Version } from "../store.ts";

/** The location of an object's body in the file of bodies, and the object's metadata. */
export type BodyLocation = {
  readonly version: Version;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** The start of the body in the file of bodies, in bytes. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
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

const MAGIC = "dropfeed journal 1";

export function writeHead(head: Head): string {
  return `${MAGIC}\t${head.generation}\t${head.written}\t${head.bodies}\n`;
}

/** Undefined if the line is not the head of a journal that this release can read. */
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
  return location === undefined ? `${key}\n` : `${key}\t${location}\n`;
}

export function writeBodyLocation({ version, modified, offset, size, meta }: BodyLocation): string {
  const metaField = Object.keys(meta).length === 0 ? "" : `\t${JSON.stringify(meta)}`;
  return `${version}\t${modified}\t${offset}\t${size}${metaField}`;
}

export function readBodyLocation(text: string): BodyLocation {
  const [version = "", modified, offset, size, meta] = text.split("\t");
  return {
    version: version as Version,
    modified: Number(modified),
    offset: Number(offset),
    size: Number(size),
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
    if (tab < 0 || tab > end) locations.delete(text.slice(at, end) as Key);
    else locations.set(text.slice(at, tab) as Key, text.slice(tab + 1, end));
    at = end + 1;
  }
  return { locations, count };
}

/**
 * Lines of a journal: a head, and then one line for each write or removal, the newest of a key being true.
 *
 * Keys hold no control characters, so tabs and line ends part what is in a line. A line is kept as text and taken apart when
 * somebody asks for it: a process that changes one article among 10,000 needs few of its 90,000 lines.
 */
import type { Key } from "../key.ts";
import type { Meta, Version } from "../store.ts";

/** Where an object's body is, and what else is known of it. */
export type BodyLocation = {
  readonly version: Version;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Bytes; where the body begins in the file of bodies. */
  readonly offset: number;
  readonly size: number;
  readonly meta: Meta;
};

export type Head = {
  /** Names the file of bodies. */
  readonly generation: number;
  /** How many lines were ever written when this journal began; versions count on from here. */
  readonly written: number;
  /** Bytes that the file of bodies began with. */
  readonly bodies: number;
};

const MAGIC = "dropfeed journal 1";

export function writeHead(head: Head): string {
  return `${MAGIC}\t${head.generation}\t${head.written}\t${head.bodies}\n`;
}

/** Undefined where the line is not the head of a journal that this release knows. */
export function readHead(line: string): Head | undefined {
  const [magic, ...numbers] = line.split("\t");
  const [generation, written, bodies] = numbers.map(Number);
  if (magic !== MAGIC || !isCount(generation) || !isCount(written) || !isCount(bodies)) return undefined;
  return { generation, written, bodies };
}

/** Whether this could be what is left of writing a head, be it nothing. */
export function isHeadBegun(text: string): boolean {
  return text.startsWith(MAGIC) || MAGIC.startsWith(text);
}

function isCount(value: number | undefined): value is number {
  return Number.isSafeInteger(value);
}

/** Without a place, the line tells of a removal. */
export function writeLine(key: Key, place: string | undefined): string {
  return place === undefined ? `${key}\n` : `${key}\t${place}\n`;
}

export function writeBodyLocation({ version, modified, offset, size, meta }: BodyLocation): string {
  const known = Object.keys(meta).length === 0 ? "" : `\t${JSON.stringify(meta)}`;
  return `${version}\t${modified}\t${offset}\t${size}${known}`;
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

/** The places, still as text, of the keys that are there after all lines of `text`, and how many lines there are. */
export function readLines(text: string, start: number): { readonly places: Map<Key, string>; readonly count: number } {
  const places = new Map<Key, string>();
  let count = 0;
  for (let at = start; at < text.length; count++) {
    const end = text.indexOf("\n", at);
    const tab = text.indexOf("\t", at);
    if (tab < 0 || tab > end) places.delete(text.slice(at, end) as Key);
    else places.set(text.slice(at, tab) as Key, text.slice(tab + 1, end));
    at = end + 1;
  }
  return { places, count };
}

/** Front matter as most of it is, nothing but lines of `key: value`: read as YAML reads it, for a small part of the work. */
import type { WrittenMetadata } from "../metadata/validate.ts";

/**
 * What such lines say; undefined where the library has to say it. `firstLine` is the number, in the file, of the first.
 *
 * Taken is only what YAML's core schema can read in one way: whole numbers, `true` and `false`; quotes around what holds neither
 * them nor an escape; text that begins as a word or a date, so that it is nothing else, without `#` and with something behind every
 * colon, so that it goes on to the line's end; and lists of these, whose texts hold no brackets. Comments, lines that go on, keys
 * that come twice and whatever else there is are left.
 */
export function readLines(yaml: string, firstLine: number): WrittenMetadata | undefined {
  const lines = new Map<PropertyKey, number>();
  const entries: [string, unknown][] = [];
  for (const line of yaml.slice(0, -1).split("\n")) {
    const [, key = "", text = ""] = LINE.exec(line) ?? [];
    const value = LIST.test(text) ? listIn(text) : scalarOf(text);
    if (value === undefined || lines.has(key)) return undefined;
    lines.set(key, firstLine + entries.length);
    entries.push([key, value]);
  }
  return { value: Object.fromEntries(entries), lineOf: ([key = ""]) => lines.get(key) ?? firstLine };
}

const LINE = /^([a-z_][\w-]{0,60}): +(\S.*)$/i;
const LIST = /^\[[^[\]{}]+\]$/;
const NUMBER = /^(?:0|[1-9]\d{0,14})$/;
const QUOTED = /^(?:"[^"\\]*"|'[^']*')$/;
const TEXT = /^(?:\p{L}|\d{4}-\d)(?:[^:#]|:(?=\S))*(?<!\s)$/u;
/** As it is written here it is a value; any other way may be one, or text. */
const WORD = /^(?:true|false|null)$/i;

type Scalar = string | number | boolean;

function listIn(text: string): readonly Scalar[] | undefined {
  const values = text.slice(1, -1).split(/, */).map(scalarOf);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function scalarOf(text: string): Scalar | undefined {
  if (QUOTED.test(text)) return text.slice(1, -1);
  if (NUMBER.test(text)) return Number(text);
  if (WORD.test(text)) return WORDS.get(text);
  return TEXT.test(text) ? text : undefined;
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

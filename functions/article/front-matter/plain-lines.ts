/** Parses simple front matter (only lines of `key: value`) to the same result as the YAML library, but faster. */
import type { WrittenMetadata } from "../metadata/validate.ts";

/**
 * Returns the keys and values, or undefined if the YAML library has to parse the text. `firstLine` is the line number of the
 * first line in the file.
 *
 * It accepts only values that YAML's core schema can read in one way: integers, `true` and `false`; quoted text without inner
 * quotes or escapes; text that begins like a word or a date, so that it can be nothing else, and has no `#` and no colon before
 * a space, so that it extends to the end of the line; and lists of these, if the texts contain no brackets. It leaves comments,
 * continued lines, duplicate keys and everything else to the library.
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
/** A keyword in any case. Only the lower-case spellings in `BOOLEANS` are read here; others may be a value or text. */
const KEYWORD = /^(?:true|false|null)$/i;

type Scalar = string | number | boolean;

function listIn(text: string): readonly Scalar[] | undefined {
  const values = text.slice(1, -1).split(/, */).map(scalarOf);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function scalarOf(text: string): Scalar | undefined {
  if (QUOTED.test(text)) return text.slice(1, -1);
  if (NUMBER.test(text)) return Number(text);
  if (KEYWORD.test(text)) return BOOLEANS.get(text);
  return TEXT.test(text) ? text : undefined;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

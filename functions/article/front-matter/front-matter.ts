/** Front matter: YAML between `---` lines at the start of a file. */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  Schema,
  visit,
  type YAMLError,
} from "yaml";
import type { Problem } from "../article.ts";
import type { LineOf, WrittenMetadata } from "../metadata/validate.ts";
import { isNearlyFrontMatter } from "./mistaken-fence.ts";
import { readLines } from "./plain-lines.ts";

export type FrontMatter =
  | { readonly kind: "none"; readonly body: string; readonly firstLine: 1 }
  | {
      readonly kind: "set";
      readonly written: WrittenMetadata;
      readonly notes: readonly Problem[];
      readonly body: string;
      /** The number, in the file, of the body's first line. */
      readonly firstLine: number;
    }
  | { readonly kind: "broken"; readonly problems: readonly Problem[] };

/** Far more than anyone writes; the time that some YAML takes grows faster than its length. */
const MAX_LENGTH = 32_000;
/** Of lists and maps within each other; YAML's parser calls itself for each. */
const MAX_NESTING = 20;
/** Ten references to a list of ten would be a hundred; these are too few for that to grow. */
const MAX_ALIASES = 20;

/**
 * Parts front matter from body. A file that begins with `---` but goes on with anything other than a key is all body: `---` is
 * a thematic break in Markdown, and a line that may be drawn in any text.
 */
export function readFrontMatter(text: string): FrontMatter {
  const opening = firstLineOf(text);
  const above = linesIn(text.slice(0, opening));
  OPENS_KEYS.lastIndex = opening;
  if (!OPENS_KEYS.test(text)) {
    return isNearlyFrontMatter(text, opening)
      ? broken(above + 1, "this is not front matter, which is YAML (key: value) between two lines of ---")
      : { kind: "none", body: text, firstLine: 1 };
  }
  const start = text.indexOf("\n", opening) + 1;
  const closing = CLOSING.exec(text.slice(start, start + MAX_LENGTH));
  if (!closing) return broken(above + 1, unclosed(text.length > start + MAX_LENGTH));
  const yaml = text.slice(start, start + closing.index);
  const body = text.slice(start + yaml.length + closing[0].length);
  return parse(yaml, above + 2, { body, firstLine: above + linesIn(yaml) + 3 });
}

/** Where the first line that is not blank begins. */
function firstLineOf(text: string): number {
  return text.lastIndexOf("\n", text.search(/[^ \t\n]|$/)) + 1;
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}

/** Nothing or comments, and then a key, a map between braces, or the end. */
const OPENS_KEYS =
  /---[ \t]*\n(?:[ \t]*(?:#.*)?\n){0,1000}(?:["']?[\p{L}_][\p{L}\p{N}_ .-]{0,60}["']?[ \t]{0,9}:(?=\s|$)|[ \t]*\{|---[ \t]*(?:\n|$))/uy;
const CLOSING = /^(?:---|\.\.\.)[ \t]*(?:\n|(?![\s\S]))/m;

function unclosed(isLong: boolean): string {
  return isLong
    ? `front matter begins here and does not end within ${MAX_LENGTH} characters; end it with a line of ---`
    : "front matter begins here and never ends; end it with a line of ---";
}

function broken(line: number, reason: string): FrontMatter {
  return { kind: "broken", problems: [{ line, reason }] };
}

/** The core schema knows no dates, so they stay as written; without merge keys and tags of its own, values are what they look like. */
const OPTIONS = {
  schema: new Schema({ schema: "core", merge: false }),
  stringKeys: true,
  prettyErrors: false,
  logLevel: "silent",
} as const;

function parse(yaml: string, yamlLine: number, after: { body: string; firstLine: number }): FrontMatter {
  if (isDeep(yaml)) return broken(yamlLine, `front matter is nested more than ${MAX_NESTING} deep`);
  const plain = readLines(yaml, yamlLine);
  if (plain) return { kind: "set", written: plain, notes: [], ...after };
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line + yamlLine - 1;
  const document = parseDocument(yaml, { ...OPTIONS, lineCounter: lines });
  if (document.errors.length > 0) return { kind: "broken", problems: problemsOf(document.errors, lineAt) };
  const value = plainValue(document);
  if (value === OVERGROWN)
    return broken(yamlLine, "front matter refers to its own parts too often, or to one that is not there");
  const written = { value: value ?? {}, lineOf: lineIn(document, lineAt) };
  return { kind: "set", written, notes: problemsOf(document.warnings, lineAt), ...after };
}

function problemsOf(errors: readonly YAMLError[], lineAt: (offset: number) => number): Problem[] {
  return errors.map(({ code, message, pos }) => ({
    line: lineAt(pos[0]),
    reason: `front matter: ${HINTS[code] ?? message}`,
  }));
}

/** The parser's words where a writer would not know what to do about it. */
const HINTS: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a value with ": " in it needs quotes around it',
  DUPLICATE_KEY: "this key is set twice",
};

/** A rough count, too high rather than too low: brackets that are open, and list items or keys that begin on one line. */
function isDeep(yaml: string): boolean {
  if (/(?:[-?:][ \t]+){20}/.test(yaml)) return true;
  let open = 0;
  for (const bracket of yaml.match(/[[\]{}]/g) ?? []) {
    open = bracket === "[" || bracket === "{" ? open + 1 : Math.max(0, open - 1);
    if (open > MAX_NESTING) return true;
  }
  return false;
}

const OVERGROWN = Symbol("more aliases than are allowed");

function plainValue(document: Document.Parsed): unknown {
  visit(document, { Scalar: (_, scalar) => keepSpelling(scalar) });
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError) return OVERGROWN;
    throw error;
  }
}

/** A number that would not come back as it was written (`1.0`, `007`, `1e3`) is text: it may be a title or an id. */
function keepSpelling(scalar: { value: unknown; source?: string }): void {
  if (typeof scalar.value === "number" && scalar.source !== undefined && String(scalar.value) !== scalar.source)
    scalar.value = scalar.source;
}

function lineIn(document: Document.Parsed, lineAt: (offset: number) => number): LineOf {
  return (path) => {
    let node: unknown = document.contents;
    let line = lineAt(0);
    for (const key of path) {
      const next = step(node, key);
      if (!next) break;
      node = next.value;
      if (next.at) line = lineAt(next.at[0]);
    }
    return line;
  };
}

type Step = { readonly value: unknown; readonly at: Node["range"] | undefined };

/** To the value of a key, which stands where the key does, or to an item of a list. */
function step(node: unknown, key: PropertyKey): Step | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)] as Node | undefined;
    return item && { value: item, at: item.range };
  }
  if (!isMap(node)) return undefined;
  const pair: Pair<unknown, unknown> | undefined = node.items.find(
    (item) => isScalar(item.key) && item.key.value === key,
  );
  return pair && { value: pair.value, at: isScalar(pair.key) ? pair.key.range : undefined };
}

/** Splits a file into front matter (YAML between `---` lines at the start) and body, and parses the YAML. */
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
      /** The line number of the body's first line in the file. */
      readonly firstLine: number;
    }
  | { readonly kind: "broken"; readonly problems: readonly Problem[] };

/** Far more than anyone writes. Some YAML takes time that grows faster than its length. */
const MAX_LENGTH = 32_000;
/** Of nested lists and maps; the YAML parser recurses for each. */
const MAX_NESTING = 20;
/** Ten aliases of a list of ten make a hundred items; with this limit the expansion stays small. */
const MAX_ALIASES = 20;

/**
 * Separates front matter from body. A file that begins with `---` but does not continue with a key is all body, because `---` is
 * also a thematic break in Markdown and a separator line in plain text.
 */
export function readFrontMatter(text: string): FrontMatter {
  const opening = firstLineOf(text);
  const linesAbove = linesIn(text.slice(0, opening));
  OPENS_KEYS.lastIndex = opening;
  if (!OPENS_KEYS.test(text)) {
    return isNearlyFrontMatter(text, opening)
      ? broken(
          linesAbove + 1,
          "this looks like front matter, but front matter must be YAML (key: value) between two lines of ---",
        )
      : { kind: "none", body: text, firstLine: 1 };
  }
  const start = text.indexOf("\n", opening) + 1;
  const closing = CLOSING.exec(text.slice(start, start + MAX_LENGTH));
  if (!closing) return broken(linesAbove + 1, unclosed(text.length > start + MAX_LENGTH));
  const yaml = text.slice(start, start + closing.index);
  const body = text.slice(start + yaml.length + closing[0].length);
  return parse(yaml, linesAbove + 2, { body, firstLine: linesAbove + linesIn(yaml) + 3 });
}

/** The offset of the first line that is not blank. */
function firstLineOf(text: string): number {
  return text.lastIndexOf("\n", text.search(/[^ \t\n]|$/)) + 1;
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}

/** Optional blank lines or comments, and then a key, a map in braces, or the closing line. */
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

/** The core schema has no dates, so they stay as written. Without merge keys and custom tags, values are what they look like. */
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
  if (value === BAD_ALIASES)
    return broken(yamlLine, "front matter has too many YAML aliases (*name), or one that is not defined");
  const written = { value: value ?? {}, lineOf: lineLookup(document, lineAt) };
  return { kind: "set", written, notes: problemsOf(document.warnings, lineAt), ...after };
}

function problemsOf(errors: readonly YAMLError[], lineAt: (offset: number) => number): Problem[] {
  return errors.map(({ code, message, pos }) => ({
    line: lineAt(pos[0]),
    reason: `front matter: ${HINTS[code] ?? message}`,
  }));
}

/** Clearer messages for errors where the parser's own message does not tell a writer what to do. */
const HINTS: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a value with ": " in it needs quotes around it',
  DUPLICATE_KEY: "this key is set twice",
};

/** A rough upper estimate: counts open brackets, and list items or keys that begin on one line. */
function isDeep(yaml: string): boolean {
  if (/(?:[-?:][ \t]+){20}/.test(yaml)) return true;
  let open = 0;
  for (const bracket of yaml.match(/[[\]{}]/g) ?? []) {
    open = bracket === "[" || bracket === "{" ? open + 1 : Math.max(0, open - 1);
    if (open > MAX_NESTING) return true;
  }
  return false;
}

const BAD_ALIASES = Symbol("too many or undefined aliases");

function plainValue(document: Document.Parsed): unknown {
  visit(document, { Scalar: (_, scalar) => keepSpelling(scalar) });
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError) return BAD_ALIASES;
    throw error;
  }
}

/** Keeps a number that would change its spelling (`1.0`, `007`, `1e3`) as text: it may be a title or an id. */
function keepSpelling(scalar: { value: unknown; source?: string }): void {
  if (typeof scalar.value === "number" && scalar.source !== undefined && String(scalar.value) !== scalar.source)
    scalar.value = scalar.source;
}

function lineLookup(document: Document.Parsed, lineAt: (offset: number) => number): LineOf {
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

/** Goes to the value of a key, which has the key's position, or to an item of a list. */
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

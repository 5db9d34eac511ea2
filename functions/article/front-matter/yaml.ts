/** Parses YAML front matter: takes the lines between the fences, and returns keys, values and lines, or what is wrong in which line. */
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
import { type LineOf, show } from "../metadata/validate.ts";
import type { BlockReading } from "./block.ts";
import { readLines } from "./plain-lines.ts";
import { asTyped } from "./yaml-as-typed.ts";

/** Of nested lists and maps; the YAML parser recurses for each. */
const MAX_NESTING = 20;
/** Ten aliases of a list of ten make a hundred items; with this limit the expansion stays small. */
const MAX_ALIASES = 20;

/** The core schema has no dates, so they stay as written. Without merge keys and custom tags, values are what they look like. */
const OPTIONS = {
  schema: new Schema({ schema: "core", merge: false }),
  stringKeys: true,
  prettyErrors: false,
  logLevel: "silent",
} as const;

/** `firstLine`: the line number of the first line in the file. */
export function readYaml(written: string, firstLine: number): BlockReading {
  const plain = readLines(written, firstLine);
  if (plain) return { kind: "set", written: plain, notes: [] };
  if (isDeep(written)) return broken(firstLine, `front matter is nested more than ${MAX_NESTING} deep`);
  const { yaml, notes, problems } = asTyped(written, firstLine);
  if (problems.length > 0) return { kind: "broken", problems };
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const document = parseDocument(yaml, { ...OPTIONS, lineCounter: lines });
  const [error] = document.errors;
  if (error) return { kind: "broken", problems: [problemOf(error, written, lineAt(error.pos[0]), firstLine)] };
  const value = plainValue(document);
  if (value === BAD_ALIASES)
    return broken(firstLine, "a value that begins with * or & is not understood; put quotes around it");
  return { kind: "set", written: { value: value ?? {}, lineOf: lineLookup(document, lineAt) }, notes };
}

function broken(line: number, reason: string): BlockReading {
  return { kind: "broken", problems: [{ line, reason }] };
}

/** Names the line in the writer's own words: the library's words are those of its grammar. */
function problemOf({ code }: YAMLError, written: string, line: number, firstLine: number): Problem {
  if (code === "DUPLICATE_KEY") return { line, reason: "front matter: this key is set twice" };
  const all = written.split("\n");
  const unclosed =
    code === "MISSING_CHAR" ? all.findIndex((each) => /^[^"']*[:-][ \t]+(?:"[^"]*|'[^']*)$/.test(each)) : -1;
  if (unclosed >= 0)
    return {
      line: firstLine + unclosed,
      reason: `front matter: ${show(all[unclosed]?.trim())} begins with a quote that never ends`,
    };
  const words = all[line - firstLine]?.trim() ?? "";
  const hint = HINTS[code] ?? "put the value between quotes";
  return {
    line,
    reason:
      words === ""
        ? `front matter cannot be read here: ${hint}`
        : `front matter: ${show(words)} cannot be read: ${hint}`,
  };
}

const HINTS: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  TAB_AS_INDENT: "begin the line with spaces, not with a tab",
  BAD_INDENT: "the space at its beginning does not fit the lines above",
  MISSING_CHAR: "a quote or bracket is not closed, or text follows it",
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

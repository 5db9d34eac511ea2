/** Parses strict JSON and can tell the line of every value, and the line and cause of a syntax error. */
import type { Problem } from "../article.ts";
import type { LineOf } from "../metadata/validate.ts";
import { type Token, tokensOf } from "./tokens.ts";

export type JsonReading =
  | { readonly kind: "value"; readonly value: unknown; readonly lineOf: LineOf }
  | { readonly kind: "broken"; readonly problem: Problem };

/** Looks for lines only when there is a problem: nearly every file has none. */
export function readJson(text: string): JsonReading {
  try {
    return { kind: "value", value: JSON.parse(text), lineOf: lineIn(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: "broken", problem: syntaxProblem(text) };
  }
}

/** Walks the text once, on the first call: a file may have as many problems as values. */
function lineIn(text: string): LineOf {
  let root: Location | undefined;
  return (path) => {
    root ??= locationsIn(text);
    let location = root;
    for (const key of path) {
      const child = location.children?.get(String(key));
      if (!child) break;
      location = child;
    }
    return location.line;
  };
}

/** The line of a value (of its name, if it has one) and the locations of the values inside it. */
type Location = { readonly line: number; children?: Map<string, Location> };

/** No message needs the line of a value that is nested deeper or further down in a list, and a file may contain very many. */
const MAX_DEPTH = 8;
const MAX_INDEX = 1000;

function locationsIn(text: string): Location {
  const root: Location = { line: firstLine(text) };
  const ancestors: Location[] = [root];
  for (const { token, path } of stepsIn(text)) {
    if (path.length === 0 || path.length > MAX_DEPTH) continue;
    const [parent, key = 0] = [ancestors[path.length - 1], path.at(-1)];
    ancestors.length = Math.min(ancestors.length, path.length);
    if (!parent || (typeof key === "number" && key > MAX_INDEX)) continue;
    parent.children ??= new Map();
    ancestors[path.length] = locationFor(parent.children, String(key), token.line);
  }
  return root;
}

function firstLine(text: string): number {
  for (const { line } of tokensOf(text)) return line;
  return 1;
}

/** Several tokens share one path: the first gives the location. */
function locationFor(siblings: Map<string, Location>, key: string, line: number): Location {
  const location = siblings.get(key) ?? { line };
  siblings.set(key, location);
  return location;
}

function syntaxProblem(text: string): Problem {
  let last: Step | undefined;
  for (const step of stepsIn(text)) last = step;
  const { token, expected } = last ?? { token: { line: 1, kind: "end", text: "" }, expected: "a value" };
  const found = token.kind === "end" ? "the text ends" : `there is ${token.text.replace(/\s+/g, " ").slice(0, 40)}`;
  return { line: token.line, reason: `not JSON: ${found} where ${expected} should be` };
}

type Step = { readonly token: Token; readonly expected: Expected; readonly path: readonly (string | number)[] };

/** What may come next, as a message names it. */
type Expected =
  | "a value"
  | "a value or ]"
  | "a name or }"
  | "a name between double quotes"
  | ":"
  | ", or }"
  | ", or ]"
  | "the end";

const VALUES = ["{", "[", "string", "scalar"] as const;

const ALLOWED_TOKENS: Readonly<Record<Expected, readonly Token["kind"][]>> = {
  "a value": VALUES,
  "a value or ]": [...VALUES, "]"],
  "a name or }": ["string", "}"],
  "a name between double quotes": ["string"],
  ":": [":"],
  ", or }": [",", "}"],
  ", or ]": [",", "]"],
  "the end": ["end"],
};

/** Yields each token with its path, and stops after the first token that is not allowed. */
function* stepsIn(text: string): Generator<Step> {
  const path: (string | number)[] = [];
  let expected: Expected = "a value";
  for (const token of tokensOf(text)) {
    const fits = ALLOWED_TOKENS[expected].includes(token.kind);
    if (fits && expected.startsWith("a name") && token.kind === "string")
      path[path.length - 1] = JSON.parse(token.text);
    yield { token, expected, path };
    if (!fits) return;
    expected = after(token, expected, path);
  }
}

function after({ kind }: Token, expected: Expected, path: (string | number)[]): Expected {
  if (kind === "{") return enter("", path);
  if (kind === "[") return enter(0, path);
  if (kind === "}" || kind === "]") path.pop();
  if (kind === ":") return "a value";
  if (kind === "string" && expected.startsWith("a name")) return ":";
  const key = path.at(-1);
  if (key === undefined) return "the end";
  if (kind !== ",") return typeof key === "number" ? ", or ]" : ", or }";
  if (typeof key !== "number") return "a name between double quotes";
  path[path.length - 1] = key + 1;
  return "a value";
}

function enter(key: string | number, path: (string | number)[]): Expected {
  path.push(key);
  return key === 0 ? "a value or ]" : "a name or }";
}

/** Strict JSON that can say at which line something stands, or is wrong. */
import type { Problem } from "./article.ts";
import { type Token, tokensOf } from "./json-tokens.ts";
import type { LineOf } from "./validate.ts";

export type JsonReading =
  | { readonly kind: "value"; readonly value: unknown; readonly lineOf: LineOf }
  | { readonly kind: "broken"; readonly problem: Problem };

/** Lines are looked for only once something is wrong: nearly every file is well. */
export function readJson(text: string): JsonReading {
  try {
    return { kind: "value", value: JSON.parse(text), lineOf: (path) => lineOf(text, path.map(String)) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: "broken", problem: whereBroken(text) };
  }
}

/** Where the value under `path` stands (its name, where it has one), or the innermost thing on the way to it that is there. */
function lineOf(text: string, path: readonly string[]): number {
  let [line, depth] = [1, -1];
  for (const step of stepsIn(text)) {
    const { length } = step.path;
    if (length <= depth || length > path.length || !step.path.every((key, level) => String(key) === path[level]))
      continue;
    [line, depth] = [step.token.line, length];
    if (depth === path.length) break;
  }
  return line;
}

function whereBroken(text: string): Problem {
  let last: Step | undefined;
  for (const step of stepsIn(text)) last = step;
  const { token, wanted } = last ?? { token: { line: 1, kind: "end", text: "" }, wanted: "a value" };
  const found = token.kind === "end" ? "the text ends" : `there is ${token.text.replace(/\s+/g, " ").slice(0, 40)}`;
  return { line: token.line, reason: `not JSON: ${found} where ${wanted} should be` };
}

type Step = { readonly token: Token; readonly wanted: Wanted; readonly path: readonly (string | number)[] };

/** What may come next, in the words of a message. */
type Wanted =
  | "a value"
  | "a value or ]"
  | "a name or }"
  | "a name between double quotes"
  | ":"
  | ", or }"
  | ", or ]"
  | "the end";

const VALUES = ["{", "[", "string", "scalar"] as const;

const FITTING: Readonly<Record<Wanted, readonly Token["kind"][]>> = {
  "a value": VALUES,
  "a value or ]": [...VALUES, "]"],
  "a name or }": ["string", "}"],
  "a name between double quotes": ["string"],
  ":": [":"],
  ", or }": [",", "}"],
  ", or ]": [",", "]"],
  "the end": ["end"],
};

/** Token by token, with the path at which it stands; the first that does not fit is the last. */
function* stepsIn(text: string): Generator<Step> {
  const path: (string | number)[] = [];
  let wanted: Wanted = "a value";
  for (const token of tokensOf(text)) {
    const fits = FITTING[wanted].includes(token.kind);
    if (fits && wanted.startsWith("a name") && token.kind === "string") path[path.length - 1] = JSON.parse(token.text);
    yield { token, wanted, path };
    if (!fits) return;
    wanted = after(token, wanted, path);
  }
}

function after({ kind }: Token, wanted: Wanted, path: (string | number)[]): Wanted {
  if (kind === "{") return enter("", path);
  if (kind === "[") return enter(0, path);
  if (kind === "}" || kind === "]") path.pop();
  if (kind === ":") return "a value";
  if (kind === "string" && wanted.startsWith("a name")) return ":";
  const key = path.at(-1);
  if (key === undefined) return "the end";
  if (kind !== ",") return typeof key === "number" ? ", or ]" : ", or }";
  if (typeof key !== "number") return "a name between double quotes";
  path[path.length - 1] = key + 1;
  return "a value";
}

function enter(key: string | number, path: (string | number)[]): Wanted {
  path.push(key);
  return key === 0 ? "a value or ]" : "a name or }";
}

/** Strict JSON that can say at which line something stands, or is wrong. */
import type { Problem } from "../article.ts";
import type { LineOf } from "../metadata/validate.ts";
import { type Token, tokensOf } from "./tokens.ts";

export type JsonReading =
  | { readonly kind: "value"; readonly value: unknown; readonly lineOf: LineOf }
  | { readonly kind: "broken"; readonly problem: Problem };

/** Lines are looked for only once something is wrong: nearly every file is well. */
export function readJson(text: string): JsonReading {
  try {
    return { kind: "value", value: JSON.parse(text), lineOf: lineIn(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: "broken", problem: whereBroken(text) };
  }
}

/** The text is walked once, when the first line is asked for: a file may have as many faults as it has values. */
function lineIn(text: string): LineOf {
  let whole: Place | undefined;
  return (path) => {
    whole ??= placesIn(text);
    let place = whole;
    for (const key of path) {
      const inner = place.inside?.get(String(key));
      if (!inner) break;
      place = inner;
    }
    return place.line;
  };
}

/** Where a value stands (its name, where it has one), and where what it holds does. */
type Place = { readonly line: number; inside?: Map<string, Place> };

/** Nobody asks for what lies deeper or further on in a list, and a file may go very far. */
const DEEPEST = 8;
const FURTHEST = 1000;

function placesIn(text: string): Place {
  const whole: Place = { line: firstLine(text) };
  const around: Place[] = [whole];
  for (const { token, path } of stepsIn(text)) {
    if (path.length === 0 || path.length > DEEPEST) continue;
    const [outer, key = 0] = [around[path.length - 1], path.at(-1)];
    around.length = Math.min(around.length, path.length);
    if (!outer || (typeof key === "number" && key > FURTHEST)) continue;
    outer.inside ??= new Map();
    around[path.length] = placed(outer.inside, String(key), token.line);
  }
  return whole;
}

function firstLine(text: string): number {
  for (const { line } of tokensOf(text)) return line;
  return 1;
}

/** Several tokens stand under one path: the first is the place. */
function placed(inside: Map<string, Place>, key: string, line: number): Place {
  const place = inside.get(key) ?? { line };
  inside.set(key, place);
  return place;
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

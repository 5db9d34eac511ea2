/** Parses TOML front matter (Hugo, Zola): takes the lines between the fences of `+++`, and returns keys, values and lines. */
import { parse, TomlDate, TomlError } from "smol-toml";
import type { LineOf } from "../metadata/validate.ts";
import type { BlockReading } from "./block.ts";

/** Of nested arrays and tables; the library does not count those of dotted keys (`a.b.c = 1`). */
const MAX_DEPTH = 20;

/** `firstLine`: the line number of the first line in the file. */
export function readToml(toml: string, firstLine: number): BlockReading {
  try {
    const parsed = parse(toml, { integersAsBigInt: "asNeeded", unsafeKeyBehaviour: "drop", maxDepth: MAX_DEPTH });
    if (isDeeper(parsed, MAX_DEPTH))
      return {
        kind: "broken",
        problems: [{ line: firstLine, reason: `front matter is nested more than ${MAX_DEPTH} deep` }],
      };
    const value = withPlainDates(parsed);
    return { kind: "set", written: { value, lineOf: lineLookup(toml, firstLine) }, notes: [] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const words = toml.split("\n")[error.line - 1]?.trim().slice(0, 80) ?? "";
    const reason = `front matter: ${JSON.stringify(words)} cannot be read; TOML is key = "text" between two lines of +++`;
    return { kind: "broken", problems: [{ line: firstLine + error.line - 1, reason }] };
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null || value instanceof TomlDate) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

/** Dates as written (`2024-05-06`, `2024-05-06T10:00:00Z`), and large numbers as their digits. */
function withPlainDates(value: unknown): unknown {
  if (value instanceof TomlDate) return value.isValid() ? value.toISOString() : String(value);
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(withPlainDates);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPlainDates(item)]));
}

/** Finds the line that sets a key, or the header of the table that it is in. Built on the first question: few articles have one. */
function lineLookup(toml: string, firstLine: number): LineOf {
  let known: Map<string, number> | undefined;
  return (path) => {
    known ??= linesOfKeys(toml);
    for (let length = path.length; length > 0; length--) {
      const line = known.get(path.slice(0, length).map(String).join("."));
      if (line !== undefined) return firstLine + line;
    }
    return firstLine;
  };
}

function linesOfKeys(toml: string): Map<string, number> {
  const known = new Map<string, number>();
  let table = "";
  for (const [at, line] of toml.split("\n").entries()) {
    const header = /^\s*\[{1,2}([^\]]{1,200})\]/.exec(line)?.[1];
    const key = /^\s*([\w."'-]{1,200}?)\s*=/.exec(line)?.[1];
    if (header !== undefined) table = `${withoutQuotes(header)}.`;
    const name = header === undefined ? key && table + withoutQuotes(key) : table.slice(0, -1);
    if (name && !known.has(name)) known.set(name, at);
  }
  return known;
}

function withoutQuotes(key: string): string {
  return key.replace(/["'\s]/g, "");
}

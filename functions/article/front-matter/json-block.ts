/** Finds and parses JSON front matter (Hugo): an object in braces that begins the file. */
import { readJson } from "../json/parse-json.ts";
import type { BlockReading } from "./block.ts";
import { MAX_LENGTH } from "./block.ts";

/** The length of the object that begins at `start`, braces included; undefined if it does not end within the limit. */
export function lengthOfObject(text: string, start: number): number | undefined {
  const end = Math.min(text.length, start + MAX_LENGTH);
  let open = 0;
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at, end);
    else if (character === "{" || character === "[") open++;
    else if (character === "}" || character === "]") open--;
    if (open === 0) return at + 1 - start;
  }
  return undefined;
}

function endOfString(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return end;
}

/** `firstLine`: the line number of the first line in the file. */
export function readJsonBlock(json: string, firstLine: number): BlockReading {
  const reading = readJson(json);
  if (reading.kind === "value") {
    const { value, lineOf } = reading;
    return { kind: "set", written: { value, lineOf: (path) => (lineOf(path) ?? 1) + firstLine - 1 }, notes: [] };
  }
  const { line = 1, reason } = reading.problem;
  return { kind: "broken", problems: [{ line: line + firstLine - 1, reason: `front matter: ${reason}` }] };
}

/**
 * Detects text that was meant as front matter but is not: TOML, a wrong opening line, keys without a space after the colon.
 *
 * Such a file is rejected: if it were read as text, it would be published even if it says `draft`. A thematic break followed by
 * prose is not mistaken for front matter.
 */
import { SCHEMA } from "../metadata/metadata.ts";

const OPENING = /(-{3,}|\+{3})[ \t]*(\w{0,20})[ \t]*\n/y;
const CLOSING = /^(?:-{3,}|\+{3}|\.{3})[ \t]*$/;
/** The limit for front matter, in characters. */
const MAX_LENGTH = 32_000;

/** Excludes addresses: `http://example.org/` is not a key. */
const KEY = /^["']?([\p{L}_][\p{L}\p{N}_-]{0,40})["']?[ \t]{0,9}[:=](?!\/\/)/u;
/** A comment, or a line that continues the line above. */
const COMMENT_OR_CONTINUATION = /^(?:#|[ \t]|-[ \t]|[\]}]|$)/;
const KNOWN_KEYS: ReadonlySet<string> = new Set(Object.keys(SCHEMA.entries));

/** Whether the lines at `start`, which are not front matter, were meant to be. */
export function isNearlyFrontMatter(text: string, start: number): boolean {
  OPENING.lastIndex = start;
  const [opening, rule, language] = OPENING.exec(text) ?? [];
  if (opening === undefined) return false;
  const lines = text.slice(start + opening.length, start + MAX_LENGTH).split("\n");
  const end = lines.findIndex((line) => CLOSING.test(line));
  const within = lines.slice(0, Math.max(end, 0));
  if (!within.some(setsKnownKey)) return false;
  return rule === "---" && language === "" ? within.every(isKeyOrContinuation) : opensWithKey(within);
}

function setsKnownKey(line: string): boolean {
  return KNOWN_KEYS.has(KEY.exec(line.trim())?.[1]?.toLowerCase() ?? "");
}

function isKeyOrContinuation(line: string): boolean {
  return KEY.test(line) || COMMENT_OR_CONTINUATION.test(line);
}

function opensWithKey(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
  return KEY.test(first) || /^[{[]/.test(first);
}

/**
 * What was meant as front matter and is none: TOML, a wrong line before it, keys without a space after the colon.
 *
 * Taken for text, such a file would be published although it says `draft`; so it is refused. A thematic break and prose is none.
 */
import { SCHEMA } from "../metadata/metadata.ts";

const OPENING = /(-{3,}|\+{3})[ \t]*(\w{0,20})[ \t]*\n/y;
const CLOSING = /^(?:-{3,}|\+{3}|\.{3})[ \t]*$/;
/** Front matter is no longer, in characters. */
const REACH = 32_000;

/** An address is no key: `http://example.org/` */
const KEY = /^["']?([\p{L}_][\p{L}\p{N}_-]{0,40})["']?[ \t]{0,9}[:=](?!\/\/)/u;
/** A comment, or what goes on from the line above. */
const BESIDE = /^(?:#|[ \t]|-[ \t]|[\]}]|$)/;
const KNOWN: ReadonlySet<string> = new Set(Object.keys(SCHEMA.entries));

/** Whether the lines at `start`, which are no front matter, were meant as such. */
export function isNearlyFrontMatter(text: string, start: number): boolean {
  OPENING.lastIndex = start;
  const [opening, rule, language] = OPENING.exec(text) ?? [];
  if (opening === undefined) return false;
  const lines = text.slice(start + opening.length, start + REACH).split("\n");
  const end = lines.findIndex((line) => CLOSING.test(line));
  const within = lines.slice(0, Math.max(end, 0));
  if (!within.some(setsSomething)) return false;
  return rule === "---" && language === "" ? within.every(isKeyOrBeside) : opensWithKey(within);
}

function setsSomething(line: string): boolean {
  return KNOWN.has(KEY.exec(line.trim())?.[1]?.toLowerCase() ?? "");
}

function isKeyOrBeside(line: string): boolean {
  return KEY.test(line) || BESIDE.test(line);
}

function opensWithKey(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
  return KEY.test(first) || /^[{[]/.test(first);
}

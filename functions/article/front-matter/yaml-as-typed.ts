/**
 * Puts quotes around values that YAML would cut or misread, so that they arrive as typed: `title: Round #72`, `author: @ann`,
 * `title: Fish: a history`. Takes and returns the lines of a block; no line moves.
 *
 * Only keys that take text are touched where YAML has a meaning of its own; where YAML has none but an error, all keys are.
 */
import type { Problem } from "../article.ts";
import { meaningOf, plainKey, takesText } from "../metadata/key-table.ts";
import { show } from "../metadata/validate.ts";
import { setsKnownKey } from "./key-lines.ts";
import { withQuotedItems } from "./yaml-lists.ts";
import { isCut, isMisread, isRefused, isTyped } from "./yaml-values.ts";

export type TypedYaml = {
  readonly yaml: string;
  readonly notes: readonly Problem[];
  /** Lines that YAML would take for the end of a text, though they set a key. */
  readonly problems: readonly Problem[];
};

/** Optional list dash, key and value of a line. */
const LINE = /^((?:\s*-\s+)?\s*)("?[\p{L}_][\p{L}\p{N}_ .-]{0,60}"?)(:[ \t]+)(\S.*)$/u;
/** An item of a list; a list in a list is none. */
const ITEM = /^(\s*-[ \t]+)(?![-?][ \t])(\S.*)$/;
/** A block of text below a key follows as it is, line by line. */
const BLOCK_TEXT = /(?::|-)[ \t]+[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?$/;

type Lines = {
  readonly all: readonly string[];
  readonly out: string[];
  /** The names that are both defined (`&name`) and used (`*name`): only then are these signs YAML's. */
  readonly anchors: ReadonlySet<string>;
  readonly notes: Problem[];
  readonly problems: Problem[];
};

export function asTyped(yaml: string, firstLine: number): TypedYaml {
  const all = yaml.split("\n");
  const lines: Lines = {
    all,
    out: [],
    anchors: anchorsIn(yaml),
    notes: [],
    problems: [],
  };
  let listKey = "";
  while (lines.out.length < all.length) {
    const at = lines.out.length;
    const line = all[at] ?? "";
    const top = /^([\p{L}_][\p{L}\p{N}_ .-]{0,60}):/u.exec(line)?.[1];
    if (top !== undefined) listKey = top;
    if (BLOCK_TEXT.test(line)) copyBlock(lines, indentOf(line));
    else copyLine(lines, line, { listKey, number: firstLine + at });
  }
  return { yaml: lines.out.join("\n"), notes: lines.notes, problems: lines.problems };
}

function anchorsIn(yaml: string): ReadonlySet<string> {
  if (!yaml.includes("*") || !yaml.includes("&")) return new Set();
  const namesAfter = (sign: RegExp) => new Set([...yaml.matchAll(sign)].map(([, name = ""]) => name));
  const used = namesAfter(/[\s[,]\*([\p{L}\p{N}_-]{1,60})/gu);
  return new Set([...namesAfter(/[\s[,]&([\p{L}\p{N}_-]{1,60})/gu)].filter((name) => used.has(name)));
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

function copyBlock({ all, out }: Lines, indent: number) {
  out.push(all[out.length] ?? "");
  while (out.length < all.length) {
    const line = all[out.length] ?? "";
    if (line.trim() !== "" && indentOf(line) <= indent) return;
    out.push(line);
  }
}

/** What other tools say of a tag; any other word before a colon is part of the tag. */
const OF_TAGS = /^(?:name|label|title|slug|permalink|url|description|id)$/i;

type Place = { readonly listKey: string; readonly number: number };

function copyLine(lines: Lines, line: string, { listKey, number }: Place) {
  const [, before = "", key = "", colon = "", value = ""] = LINE.exec(line) ?? [];
  const isTag = before.includes("-") && meaningOf(plainKey(listKey))?.own === "tags" && !OF_TAGS.test(key);
  if (key !== "" && !isTag)
    return copyValue(lines, {
      before: before + key + colon,
      indent: before.length,
      value,
      isText: takesText(key.replaceAll('"', "")),
      number,
    });
  const [, dash = "", item = ""] = ITEM.exec(line) ?? [];
  if (dash !== "")
    return copyValue(lines, { before: dash, indent: indentOf(dash), value: item, isText: takesText(listKey), number });
  lines.out.push(line);
}

type Written = {
  readonly before: string;
  /** The column at which the key or the dash of the item begins; what continues the value is further in. */
  readonly indent: number;
  readonly value: string;
  readonly isText: boolean;
  readonly number: number;
};

/** The value may go on in lines that are indented more than its key. */
function copyValue(lines: Lines, { before, indent, value, isText, number }: Written) {
  const line = before + value;
  if (isText && value.startsWith("[")) {
    const list = withQuotedItems(value);
    if (list !== undefined) return void lines.out.push(before + list);
  }
  const more = isTyped(value) ? [] : continuationOf(lines, indent);
  const stray = more.findIndex(setsKnownKey);
  if (stray >= 0) {
    const reason = `front matter: ${show(more[stray]?.trim())} is indented, so it would be read as text of the key above`;
    lines.problems.push({ line: number + stray + 1, reason });
  }
  const text = [value, ...more.map((each) => each.trim())].join(" ").trim();
  if (!needsQuotes(text, isText, lines.anchors)) return void lines.out.push(line);
  // A comment where a text should be: nothing is taken, but its words are named.
  if (/^#(?:\s|$)/.test(value)) {
    lines.notes.push({
      line: number,
      reason: `${before.trim()} ${show(value)} is a comment; put quotes around it if it is meant as text`,
    });
    return void lines.out.push(line);
  }
  if (isText && /\s#(?:\s|$)/.test(text)) {
    lines.notes.push({
      line: number,
      reason: `${before.trim()} ${show(text)} is taken with what follows #; a comment needs a line of its own`,
    });
  }
  lines.out.push(before + JSON.stringify(text), ...more.map(() => ""));
}

function needsQuotes(text: string, isText: boolean, anchors: ReadonlySet<string>): boolean {
  if (isTyped(text)) return false;
  if (isRefused(text)) return true;
  if (!isText) return false;
  const name = /^[*&]([\p{L}\p{N}_-]+)/u.exec(text)?.[1];
  return isCut(text) || (isMisread(text) && !(name !== undefined && anchors.has(name)));
}

function continuationOf({ all, out }: Lines, indent: number): string[] {
  const more: string[] = [];
  for (let at = out.length + 1; at < all.length; at++) {
    const line = all[at] ?? "";
    if (line.trim() === "" || indentOf(line) <= indent || /^\s*-\s/.test(line)) break;
    more.push(line);
  }
  return more;
}

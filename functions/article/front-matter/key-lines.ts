/** Tells which lines set keys, in any dialect, and which of those keys we know. */
import { HIDING_WORDS, hidingKindOf } from "../metadata/hiding-keys.ts";
import { flagOf, isHidingValue } from "../metadata/hiding-values.ts";
import { mayMeanOther, meaningOf, plainKey } from "../metadata/key-table.ts";

export type KeyLine = { readonly key: string; readonly value: string };

/** Excludes addresses: `http://example.org/` is not a key. */
const KEY =
  /^\s{0,20}(?:\.\. )?["']?([\p{L}_][\p{L}\p{N}_. -]{0,60}?)["']?[ \t\u00a0]{0,9}(?:::?|=)(?!\/\/)[ \t\u00a0]{0,99}(.*)$/u;

export function keyLine(line: string): KeyLine | undefined {
  const [, key, value = ""] = KEY.exec(line.length > 4000 ? line.slice(0, 4000) : line) ?? [];
  return key === undefined ? undefined : { key, value };
}

export function isKnownKey(key: string): boolean {
  const plain = plainKey(key);
  return meaningOf(plain) !== undefined || hidingKindOf(plain) !== undefined;
}

/** Words such as `Host:` and `Guest:` do not count: a conversation sets no keys. */
export function setsKnownKey(line: string): boolean {
  const set = keyLine(line);
  if (set === undefined || !isKnownKey(set.key)) return false;
  const field = meaningOf(plainKey(set.key))?.own;
  return field === undefined || !mayMeanOther(field);
}

/** Whether the line certainly says that the text is not public: `draft: true`, `"status" = "draft"`. A sentence may follow `Status:`. */
export function isHidingLine(line: string): boolean {
  const set = keyLine(line);
  if (set === undefined) return false;
  const plain = plainKey(set.key);
  const kind = hidingKindOf(plain);
  if (kind === undefined) return false;
  const value = bareValue(set.value);
  if (kind === "status" || kind === "audience") return HIDING_WORDS.has(String(value).toLowerCase());
  return kind !== "secret" && kind !== "build" && isHidingValue(kind, value, plain);
}

/** Without quotes, commas and comments around it. */
function bareValue(value: string): unknown {
  const text = value.replace(/^["']|["']?,?\s*(?:\s#.*)?$/g, "").trim();
  return flagOf(text) ?? text;
}

/** A comment, a list item, a bracket, or a line that continues the line above. */
export function isContinuation(line: string): boolean {
  return /^(?:#|\/\/|[ \t]|-[ \t]|[\]}[{]|$)/.test(line);
}

/** Tells which lines set keys, in any dialect, and which of those keys we know. */
import { hidingKindOf } from "../metadata/hiding-keys.ts";
import { flagOf, isHidingValue } from "../metadata/judge-value.ts";
import { meaningOf, plainKey } from "../metadata/key-table.ts";

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

/** Whether the line says, by a hiding key, that the text is not public: `draft: true`, `"status" = "draft"`. */
export function isHidingLine(line: string): boolean {
  const set = keyLine(line);
  if (set === undefined) return false;
  const kind = hidingKindOf(plainKey(set.key));
  return kind !== undefined && isHidingValue(kind, bareValue(set.value), plainKey(set.key));
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

/** Keys of objects: relative paths with `/` between their segments, in which no traversal can be expressed. */

/** 1 to 1,024 bytes of UTF-8; no empty segment, no `.` or `..`, no control character, no lone surrogate, no backslash. */
export type Key = string & { readonly __brand: "Key" };

export const MAX_KEY_BYTES = 1024;

/** The key that `text` is, or why it is none. */
export function parseKey(text: string): { readonly key: Key } | { readonly reason: string } {
  const reason = whyNotKey(text);
  return reason === undefined ? { key: text as Key } : { reason };
}

/** For keys made by our own code. @throws RangeError with the reason */
export function key(text: string): Key {
  const parsed = parseKey(text);
  if ("reason" in parsed) throw new RangeError(`not a key: ${JSON.stringify(text.slice(0, 200))} ${parsed.reason}`);
  return parsed.key;
}

// Of ASCII only, where a unit is a byte; no control character, no backslash, no segment that is empty or `.` or `..`.
const MAY_BE_NONE = /[^ -[\]-~]|(?:^|\/)\.{0,2}(?:\/|$)/;

function whyNotKey(text: string): string | undefined {
  if (text.length <= MAX_KEY_BYTES && !MAY_BE_NONE.test(text)) return undefined;
  if (text === "") return "is empty";
  if (!text.isWellFormed()) return "holds half a surrogate pair";
  if (/[\u0000-\u001f\u007f]/.test(text)) return "holds a control character";
  if (text.includes("\\")) return "holds a backslash";
  if (Buffer.byteLength(text) > MAX_KEY_BYTES) return `is longer than ${MAX_KEY_BYTES} bytes`;
  const segments = text.split("/");
  if (segments.includes("")) return "has an empty part";
  if (segments.includes(".") || segments.includes("..")) return "has a part that is . or ..";
  return undefined;
}

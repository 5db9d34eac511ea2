/** Validates object keys: relative paths with `/` between their segments that cannot point outside their root. */

/** 1 to 1,024 bytes of UTF-8, without empty segments, `.` or `..` segments, control characters, lone surrogates or backslashes. */
export type Key = string & { readonly __brand: "Key" };

export const MAX_KEY_BYTES = 1024;

/** `text` as a key, or the reason why it is not a valid key. */
export function parseKey(text: string): { readonly key: Key } | { readonly reason: string } {
  const reason = invalidReason(text);
  return reason === undefined ? { key: text as Key } : { reason };
}

/** For keys that our own code builds. @throws RangeError with the reason if `text` is not a valid key */
export function key(text: string): Key {
  const parsed = parseKey(text);
  if ("reason" in parsed) throw new RangeError(`not a key: ${JSON.stringify(text.slice(0, 200))} ${parsed.reason}`);
  return parsed.key;
}

// If this does not match, the text is ASCII (so its length is its size in bytes) without control characters, backslashes,
// and empty, `.` or `..` segments: a valid key unless it is too long. It only saves time: most keys pass here.
const MAY_BE_INVALID = /[^ -[\]-~]|(?:^|\/)\.{0,2}(?:\/|$)/;

function invalidReason(text: string): string | undefined {
  if (text.length <= MAX_KEY_BYTES && !MAY_BE_INVALID.test(text)) return undefined;
  if (text === "") return "is empty";
  if (!text.isWellFormed()) return "contains half a surrogate pair";
  if (/[\u0000-\u001f\u007f]/.test(text)) return "contains a control character";
  if (text.includes("\\")) return "contains a backslash";
  if (Buffer.byteLength(text) > MAX_KEY_BYTES) return `is longer than ${MAX_KEY_BYTES} bytes`;
  const segments = text.split("/");
  if (segments.includes("")) return "has an empty part";
  if (segments.includes(".") || segments.includes("..")) return "has a part that is . or ..";
  return undefined;
}

/** Compares keys by their UTF-8 bytes: the order in which S3, and therefore every store here, lists keys. */

/**
 * Negative if `a` comes first. JavaScript's `<` compares UTF-16 code units and puts 😀 before ﬀ; in UTF-8, 😀 comes after it.
 */
export function compareKeys(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return x >= SURROGATES && y >= SURROGATES ? rank(x) - rank(y) : x - y;
  }
  return a.length - b.length;
}

const SURROGATES = 0xd800;
const AFTER_SURROGATES = 0xe000;

/** Surrogates encode characters above U+FFFF, so they sort after the code units U+E000 to U+FFFF. */
function rank(unit: number): number {
  return unit < AFTER_SURROGATES ? unit + 0x10000 : unit;
}

/** Binary search: the first position at which `isAfter` is true, if it is false before some point and true from there on. */
export function firstPosition(length: number, isAfter: (position: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A string that sorts after everything that begins with `prefix`: no assigned character comes after U+10FFFF. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

/** Where a listing starts: at the prefix, or directly after `after` if that comes later. */
export function startOf(prefix: string, after: string | undefined): string {
  const next = after === undefined ? "" : `${after}\u0000`;
  return compareKeys(prefix, next) > 0 ? prefix : next;
}

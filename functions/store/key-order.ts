/** The order that every store lists its keys in: that of their UTF-8 bytes, which is S3's. */

/** Below 0 where `a` comes first. JavaScript's own `<` goes by UTF-16 units and puts 😀 before ﬀ, where UTF-8 has it behind. */
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
const BEHIND_SURROGATES = 0xe000;

/** Surrogates stand for what lies above U+FFFF, so they go behind the units above them. */
function rank(unit: number): number {
  return unit < BEHIND_SURROGATES ? unit + 0x10000 : unit;
}

/** The first position at which `isBehind` is true, where it is false up to some point and true from there on. */
export function firstPosition(length: number, isBehind: (position: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Sorts behind everything that begins with `prefix`: no assigned character lies behind U+10FFFF. */
export function behindAll(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

/** Where a listing begins: the first string that has the prefix, or else the first one behind `after`. */
export function startOf(prefix: string, after: string | undefined): string {
  const behind = after === undefined ? "" : `${after}\u0000`;
  return compareKeys(prefix, behind) > 0 ? prefix : behind;
}

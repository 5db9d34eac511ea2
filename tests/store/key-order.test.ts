import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Key } from "../../functions/store/key.ts";
import { compareKeys } from "../../functions/store/key-order.ts";
import { sortedKeys } from "../../functions/store/sorted-keys.ts";

const text = fc.string({
  unit: fc.constantFrom("a", "b", "/", "é", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"),
});
const bytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

describe("the order of keys", () => {
  it("is that of their UTF-8 bytes", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(Math.sign(compareKeys(one, other))).toBe(bytes(one, other));
      }),
    );
  });

  it("is kept while many keys are added and deleted", () => {
    // Few first characters and thousands of keys, so that chunks fill up, are split and become empty.
    const names = Array.from({ length: 6_000 }, (_, i) => `${"aé\u{fb00}\u{1f600}"[i % 4]}${(i * 7919) % 6_000}`);
    const present = new Set<string>();
    const keys = sortedKeys();
    for (const [i, name] of names.entries()) {
      present.add(name);
      keys.add(name as Key);
      const gone = names[(i * 31) % (i + 1)] ?? "";
      if (i % 3 === 0 && present.delete(gone)) keys.delete(gone as Key);
    }
    const sorted = [...present].sort(bytes);
    expect([...keys.from("")]).toEqual(sorted);
    for (const start of ["a5", "a5\u0000", "é", sorted.at(-1) ?? "", "\u{10ffff}"]) {
      expect([...keys.from(start)]).toEqual(sorted.filter((name) => bytes(name, start) >= 0));
    }
    expect([...sortedKeys(present as Set<Key>).from("")]).toEqual(sorted);
    const middle = sorted.splice(sorted.length / 4, sorted.length / 2);
    for (const name of middle) keys.delete(name as Key);
    for (const start of ["", ...middle.filter((_, i) => i % 50 === 0)]) {
      const [first] = keys.from(start);
      expect(first).toBe(start === "" ? sorted[0] : sorted.find((name) => bytes(name, start) > 0));
    }
    for (const name of sorted) keys.delete(name as Key);
    expect([...keys.from("")]).toEqual([]);
    keys.add("again" as Key);
    expect([...keys.from("")]).toEqual(["again"]);
  });

  it("is not affected by deleting a missing key", () => {
    const keys = sortedKeys(["a", "c"] as Key[]);
    keys.delete("b" as Key);
    keys.delete("d" as Key);
    sortedKeys().delete("a" as Key);
    expect([...keys.from("")]).toEqual(["a", "c"]);
  });
});

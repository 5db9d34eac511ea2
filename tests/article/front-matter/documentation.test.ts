import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HIDING_KEYS } from "../../../functions/article/metadata/hiding-keys.ts";
import { KEYS_OF_OTHERS } from "../../../functions/article/metadata/key-table.ts";

const words = new Set(
  [...readFileSync("docs/front-matter.md", "utf8").matchAll(/`([^`\n]+)`/g)].map(([, word]) => word),
);

describe("docs/front-matter.md", () => {
  it.each(Object.entries(KEYS_OF_OTHERS))("names every key that is read as %s", (own, others) => {
    expect([own, ...others].filter((key) => !words.has(key))).toEqual([]);
  });

  it.each(Object.entries(HIDING_KEYS))("names every key that hides: %s", (_, keys) => {
    const written = (key: string) => words.has(key) || words.has(`${key}: true`);
    expect(keys.filter((key) => !written(key))).toEqual([]);
  });
});

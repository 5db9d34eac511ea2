import { describe, expect, it } from "vitest";
import { html, problems } from "./reading.ts";

const quoted = (depth: number) => `${"> ".repeat(depth)}word\n`;
const contained = (depth: number) => `${":::x\n".repeat(depth)}word\n${":::\n".repeat(depth)}`;
const listed = (depth: number) =>
  Array.from({ length: depth }, (_, step) => `${"  ".repeat(step)}- word${step}\n`).join("");

describe("Markdown that is nested", () => {
  it.each([
    ["quotes", quoted(90)],
    ["containers", contained(90)],
    ["lists", listed(45)],
  ])("keeps its words in %s", (_, text) => {
    expect(html("a.md", text)).toMatch(/word(?:44)?</);
  });

  it.each([
    ["quotes", quoted(120)],
    ["containers", contained(120)],
    ["lists", listed(60)],
  ])("is rejected rather than cut off where it is too deep: %s", (_, text) => {
    expect(problems("a.md", text)).toEqual(["1: quotes, items or containers are nested more than 100 deep"]);
  });
});

describe("Markdown that makes more work than any article", () => {
  it.each([
    ["addresses", "https://a.example ".repeat(200_001), "the article has 200001 addresses; the limit is 200000"],
    ["tags", "<br>".repeat(200_001), "the article has 200001 tags; the limit is 200000"],
    ["marks", "*".repeat(3) + "a_".repeat(500_001), "more than 500000 characters of markup"],
    ["items", "- a\n".repeat(210_000), "too many paragraphs, items or cells"],
  ])("is rejected for its %s", (_, text, reason) => {
    expect(problems("a.md", text)).toEqual([expect.stringContaining(reason)]);
  });
});

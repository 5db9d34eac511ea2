/** CONTRIBUTING.md is a map of the code: every path that it names must exist. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const ROOT = new URL("../", import.meta.url);
const TOP_FOLDERS = ["functions", "infra", "tests", "bench", "docs", "seeds"];

const text = readFileSync(new URL("CONTRIBUTING.md", ROOT), "utf8");
const paths = [...new Set(withoutCodeBlocks(text).flatMap(pathsIn))];

describe("CONTRIBUTING.md", () => {
  it("names many paths", () => {
    expect(paths.length).toBeGreaterThan(50);
  });

  it.each(paths)("names %s, which exists", (path) => {
    expect(existsSync(new URL(path, ROOT))).toBe(true);
  });
});

function withoutCodeBlocks(markdown: string): readonly string[] {
  return markdown.replace(/^```[\s\S]*?^```/gm, "").split("\n");
}

/** The paths in backticks, relative to the root. Of a pattern, the folder before its first star. */
function pathsIn(line: string): readonly string[] {
  const words = [...line.matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) => code.split(/\s+/));
  return words.flatMap((word) => {
    const isInTopFolder = TOP_FOLDERS.includes(word.split("/")[0] ?? "") && word.includes("/");
    if (isInTopFolder) return [word.replace(/[^/]*\*.*$/, "")];
    // Other paths are relative to functions/: `publish/message.ts`, `article/byline/`.
    return /^[\w-]+\/(?:.*\.(?:ts|mjs))?$|^[\w-]+\/.*\/$/.test(word) ? [`functions/${word}`] : [];
  });
}

/** Compares complete documents with golden files next to the tests. Golden files are written only on request: `UPDATE_GOLDEN=1 npx vitest run tests/render`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

export function expectGolden(name: string, body: string): void {
  const file = fileURLToPath(new URL(`golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  expect(body).toBe(readFileSync(file, "utf8"));
}

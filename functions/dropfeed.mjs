#!/usr/bin/env node
/** Runs the command line from its bundle, which it makes first if a source is newer: starting takes no transpiling. */
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const bundled = join(here, "../dist/cli.mjs");

function isStale() {
  const made = statSync(bundled, { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return true;
  const sources = readdirSync(here, { recursive: true, withFileTypes: true });
  return sources.some(
    (entry) => entry.isFile() && statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs > made,
  );
}

if (isStale()) {
  const { bundle } = await import("./bundle.mjs");
  await bundle(["cli"]);
}
await import(bundled);

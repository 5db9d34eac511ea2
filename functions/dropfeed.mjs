#!/usr/bin/env node
/**
 * Runs the command line from its bundle, and rebuilds the bundle first if a source file is newer. With a current bundle,
 * nothing is transpiled at startup.
 */
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const bundled = join(here, "../dist/cli.mjs");

function isStale() {
  const bundledAt = statSync(bundled, { throwIfNoEntry: false })?.mtimeMs;
  if (bundledAt === undefined) return true;
  const sources = readdirSync(here, { recursive: true, withFileTypes: true });
  return sources.some(
    (entry) => entry.isFile() && statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs > bundledAt,
  );
}

if (isStale()) {
  const { bundle } = await import("./bundle.mjs");
  await bundle(["cli"]);
}
// As a URL: on Windows, an import takes the drive letter of a path for a scheme.
await import(pathToFileURL(bundled).href);

#!/usr/bin/env node
/**
 * Runs the command line from its bundle. In a clone it rebuilds the bundle first if a source file is newer; the package has no sources.
 * With a current bundle, nothing is transpiled at startup.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const bundled = join(here, "../dist/cli.mjs");
const isClone = existsSync(join(here, "bundle.mjs"));

function isStale() {
  const bundledAt = statSync(bundled, { throwIfNoEntry: false })?.mtimeMs;
  if (bundledAt === undefined) return true;
  const sources = readdirSync(here, { recursive: true, withFileTypes: true });
  return sources.some(
    (entry) => entry.isFile() && statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs > bundledAt,
  );
}

if (isClone && isStale()) {
  const { bundle } = await import("./bundle.mjs");
  await bundle(["cli"]);
}
// As a URL: on Windows, an import takes the drive letter of a path for a scheme.
await import(pathToFileURL(bundled).href);

/** Writes the templates and configuration of a rival's site. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** `files`: contents by path relative to the folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Small files of a rival's site. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** `files`: texts by their paths in the folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, body] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
}

/** Lists the files in a build's output folder, to measure their size and find those that a rebuild wrote. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** By path: a mark that changes when the file is written (inode and modification time), and its size in bytes. */
export type Written = ReadonlyMap<string, { readonly mark: string; readonly bytes: number }>;

/** Skips names that begin with a dot, which are the program's internal files. */
export function outputOf(folder: string): Written {
  const files = new Map<string, { mark: string; bytes: number }>();
  const walk = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const name = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else {
        const { ino, mtimeMs, size } = statSync(join(folder, name));
        files.set(name, { mark: `${ino} ${mtimeMs}`, bytes: size });
      }
    }
  };
  walk("");
  return files;
}

export const bytesOf = (written: Written) => [...written.values()].reduce((sum, { bytes }) => sum + bytes, 0);

/** The number of files that are new, replaced or modified since `before`. */
export function rewritten(before: Written, after: Written): number {
  return [...after].filter(([path, { mark }]) => before.get(path)?.mark !== mark).length;
}

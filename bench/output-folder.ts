/** What a build left in its folder: how much there is, and what is not as it was before. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** By path: when and as which file of the disk it was written, and how many bytes it has. */
export type Written = ReadonlyMap<string, { readonly mark: string; readonly bytes: number }>;

/** Names that begin with a dot are the program's own. */
export function outputOf(folder: string): Written {
  const found = new Map<string, { mark: string; bytes: number }>();
  const walk = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const name = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else {
        const { ino, mtimeMs, size } = statSync(join(folder, name));
        found.set(name, { mark: `${ino} ${mtimeMs}`, bytes: size });
      }
    }
  };
  walk("");
  return found;
}

export const bytesOf = (written: Written) => [...written.values()].reduce((sum, { bytes }) => sum + bytes, 0);

/** Of how many documents the file is another one, or newer, than before. */
export function rewritten(before: Written, after: Written): number {
  return [...after].filter(([path, { mark }]) => before.get(path)?.mark !== mark).length;
}

/** Removes the temporary files that killed processes left in a folder store. */
import { readdirSync, unlinkSync } from "node:fs";
import { resolve } from "node:path";
import type { Key } from "../key.ts";
import { describeStoreError, ignoreError } from "../store-error.ts";
import { parentOf, pathIn, realFolders } from "./real-folders.ts";
import { isAlive, temporaryOwner } from "./reserved-names.ts";

/**
 * Searches only the folders of these keys. Keeps the temporary files of running processes: if one site's folder is inside
 * another's, each may have its own process.
 */
export function removeLeftovers(root: string, keys: Iterable<Key>): void {
  const path = resolve(root);
  const folders = realFolders(path);
  for (const folder of new Set([...keys].map(parentOf)))
    describeStoreError(pathIn(path, folder), () => folders.within(folder, removeIn));
}

function removeIn(folder: string): void {
  const names = ignoreError(["ENOENT"], () => readdirSync(folder)) ?? [];
  for (const name of names.filter(isLeftover)) ignoreError(["ENOENT"], () => unlinkSync(`${folder}/${name}`));
}

function isLeftover(name: string): boolean {
  const owner = temporaryOwner(name);
  return owner !== undefined && (owner === process.pid || !isAlive(owner));
}

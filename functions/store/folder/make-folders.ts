/** Creates a folder and its missing parents, by an absolute path. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode, ignoreError } from "../store-error.ts";

/**
 * Does what `mkdirSync` with `recursive` does, which never ends where the system refuses with ENOENT although the parent exists,
 * as in /proc. If something else exists there, that is left to the caller, who will find no folder.
 */
export function makeFolders(path: string): void {
  try {
    makeFolder(path);
  } catch (error) {
    if (errorCode(error) !== "ENOENT" || dirname(path) === path) throw error;
    makeFolders(dirname(path));
    makeFolder(path);
  }
}

function makeFolder(path: string): void {
  ignoreError(["EEXIST"], () => mkdirSync(path));
}

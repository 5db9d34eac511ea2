/** Validates the folders that the user names for content, site and state. */
import { randomUUID } from "node:crypto";
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { privateFiles } from "../../store/folder/private-files.ts";

/** A folder cannot be used; the message says which one and why. */
export class FolderError extends Error {
  override readonly name = "FolderError";
}

/** @throws FolderError if the content folder does not exist */
export function checkContent(content: string): void {
  const found = statSync(content, { throwIfNoEntry: false });
  if (found === undefined) throw new FolderError(`${content}: there is no such folder`);
  if (!found.isDirectory())
    throw new FolderError(`${content}: is not a folder; name the folder that holds the articles`);
}

/**
 * A site inside its own content folder would be published again with every build.
 * @throws FolderError if one of `others` is inside the content folder, or contains it
 */
export function checkApart(content: string, others: readonly string[]): void {
  for (const other of others) {
    if (isWithin(other, content) && !isHidden(relative(real(content), real(other)))) {
      throw new FolderError(`${other}: is inside the content folder ${content}; choose a folder outside`);
    }
    if (isWithin(content, other))
      throw new FolderError(`${other}: contains the content folder ${content}; choose another`);
  }
}

/** The state contains drafts, so web servers must not serve it. @throws FolderError if it is in the site's folder */
export function checkStateNotServed(state: string, out: string): void {
  const isServed = isWithin(state, out) && !isHidden(relative(real(out), real(state)));
  if (isServed || isWithin(out, state))
    throw new FolderError(`${state}: would be served with the site in ${out}; choose a folder of its own for --state`);
}

/** The folder, inside the site's folder, for files about the site that are not published. Relative to the site's folder. */
export const PRIVATE_FOLDER = ".dropfeed/";

/** The id of what the folder holds: another folder, or the same one after any run wrote to it, has another id. */
export function folderMark(out: string): string {
  return privateFiles(out, PRIVATE_FOLDER).read(MARK) ?? "";
}

/** Gives the folder a new random id. Call it before a run writes there. */
export function renewFolderMark(out: string): string {
  const mark = randomUUID();
  privateFiles(out, PRIVATE_FOLDER).replace(MARK, mark);
  return mark;
}

const MARK = "mark";

function isWithin(folder: string, outer: string): boolean {
  const path = relative(real(outer), real(folder));
  return path === "" || (path !== ".." && !path.startsWith(`..${sep}`) && resolve(path) !== path);
}

/** The path with links resolved; parts that do not exist are kept. */
function real(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  return absolute === dirname(absolute) ? absolute : join(real(dirname(absolute)), basename(absolute));
}

const isHidden = (path: string) => path.split(sep).some((part) => /^[._]/.test(part));

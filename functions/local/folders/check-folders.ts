/** The folders that a command works on: whether they can be what the user says they are. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { describeStoreError } from "../../store/store-error.ts";

/** A folder cannot serve; the message says which and why. */
export class FolderError extends Error {
  override readonly name = "FolderError";
}

/** @throws FolderError */
export function checkContent(content: string): void {
  const found = statSync(content, { throwIfNoEntry: false });
  if (found === undefined) throw new FolderError(`${content}: there is no such folder`);
  if (!found.isDirectory())
    throw new FolderError(`${content}: is not a folder; name the folder that holds the articles`);
}

/** A site inside its own content would be published again with every build. @throws FolderError */
export function checkApart(content: string, others: readonly string[]): void {
  for (const other of others) {
    if (isWithin(other, content) && !isHidden(relative(real(content), real(other)))) {
      throw new FolderError(`${other}: lies inside the content folder ${content}; choose one outside`);
    }
    if (isWithin(content, other))
      throw new FolderError(`${other}: holds the content folder ${content}; choose another`);
  }
}

/** What is remembered lies where no web server gives it out: it holds drafts too. @throws FolderError */
export function checkStateNotServed(state: string, out: string): void {
  const isServed = isWithin(state, out) && !isHidden(relative(real(out), real(state)));
  if (isServed || isWithin(out, state))
    throw new FolderError(`${state}: would be served with the site in ${out}; choose a folder of its own for --state`);
}

/** Where we keep, in the site's folder, what concerns it but is not published. */
export const privateFolder = (out: string) => join(out, ".dropfeed");

/** A name that stays with the folder: another folder, or the same one emptied, has another. */
export function folderMark(out: string): string {
  const file = join(privateFolder(out), "mark");
  return describeStoreError(file, () => {
    if (!existsSync(file)) {
      mkdirSync(privateFolder(out), { recursive: true });
      writeFileSync(file, randomUUID());
    }
    return readFileSync(file, "utf8");
  });
}

function isWithin(folder: string, outer: string): boolean {
  const path = relative(real(outer), real(folder));
  return path === "" || (path !== ".." && !path.startsWith(`..${sep}`) && resolve(path) !== path);
}

/** The path without links, as far as it leads to something. */
function real(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  return whole === dirname(whole) ? whole : join(real(dirname(whole)), basename(whole));
}

const isHidden = (path: string) => path.split(sep).some((part) => /^[._]/.test(part));

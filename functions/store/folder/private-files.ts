/** Keeps small text files in a folder below a root: lists and marks for our own use. No link leads it out of that folder. */
import { closeSync, constants, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { describeStoreError, ignoreError, StoreError } from "../store-error.ts";
import { pathIn, realFolders } from "./real-folders.ts";

export type PrivateFiles = {
  /** Creates the folder. */
  readonly make: () => void;
  /** Undefined if there is no such file. */
  readonly read: (name: string) => string | undefined;
  readonly append: (name: string, text: string) => void;
  /** Replaces the file completely or not at all. */
  readonly replace: (name: string, text: string) => void;
};

const NO_LINK = constants.O_NOFOLLOW ?? 0;
const READ = constants.O_RDONLY | NO_LINK;
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | NO_LINK;

/**
 * `folder` is relative and ends with a slash; writing creates it. All functions throw StoreError if it, or a file, is a link, or if
 * the folder was there and goes away: that does not mean that the files never were.
 */
export function privateFiles(root: string, folder: string): PrivateFiles {
  const path = resolve(root);
  const folders = realFolders(path);
  let wasThere = false;
  const make = () => {
    describeStoreError(pathIn(path, folder), () => folders.make(folder));
    wasThere = true;
  };
  const inFolder = <T>(name: string, action: (file: string) => T): T | undefined => {
    const file = pathIn(path, folder + name);
    const done = describeStoreError(file, () =>
      folders.within(folder, (real) => ({ result: ignoreError(["ENOENT"], () => action(`${real}/${name}`)) })),
    );
    if (done === undefined && wasThere) throw new StoreError(file, "its folder was removed or replaced meanwhile");
    return done?.result;
  };
  const write = (name: string, action: (file: string) => void) => {
    make();
    if (inFolder(name, (file) => action(file) ?? "done") !== "done")
      throw new StoreError(pathIn(path, folder + name), "was removed while it was written");
  };
  return {
    make,
    read(name) {
      return inFolder(name, (file) => withFile(file, READ, (opened) => readFileSync(opened, "utf8")));
    },
    append(name, text) {
      write(name, (file) => {
        withFile(file, APPEND, (opened) => writeFileSync(opened, text));
      });
    },
    replace(name, text) {
      write(name, (file) => {
        // Not opened if it is there: it may be a link that somebody put there.
        rmSync(`${file}.new`, { force: true });
        writeFileSync(`${file}.new`, text, { flag: "wx" });
        renameSync(`${file}.new`, file);
      });
    },
  };
}

function withFile<T>(path: string, flags: number, action: (file: number) => T): T {
  const file = openSync(path, flags, 0o666);
  try {
    return action(file);
  } finally {
    closeSync(file);
  }
}

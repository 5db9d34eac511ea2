/** Opens the folder that a site is published into: locks it for this process and removes the leftovers of a killed one. */
import { existsSync } from "node:fs";
import { folderStore } from "../../store/folder/folder.ts";
import { privateFiles } from "../../store/folder/private-files.ts";
import { lockFolder } from "../../store/folder/process-lock.ts";
import { pathIn } from "../../store/folder/real-folders.ts";
import { removeLeftovers } from "../../store/folder/temporary-files.ts";
import { PRIVATE_FOLDER } from "./check-folders.ts";
import { type OwnedStore, ownedStore } from "./owned-store.ts";

export type SiteFolder = {
  readonly site: OwnedStore;
  /** Whether every document that was written there still exists; does not check the content. */
  readonly isComplete: () => boolean;
  /** Releases the folder for the next process. */
  readonly close: () => void;
};

/** @throws StoreError if another process uses the folder, or it cannot be written */
export function openSite(out: string): SiteFolder {
  // Before the lock is written, since a link in place of our folder could lead anywhere.
  const files = privateFiles(out, PRIVATE_FOLDER);
  files.make();
  const lock = lockFolder(pathIn(out, PRIVATE_FOLDER.slice(0, -1)));
  try {
    const site = ownedStore(folderStore(out), out, files);
    if (lock.tookOver) removeLeftovers(out, site.owned);
    const isComplete = () => [...site.owned].every((name) => existsSync(pathIn(out, name)));
    return { site, isComplete, close: lock.release };
  } catch (error) {
    lock.release();
    throw error;
  }
}

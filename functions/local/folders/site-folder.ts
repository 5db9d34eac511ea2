/** The folder that a site is published into: for one process at a time, and without what a killed one left half-written. */
import { existsSync } from "node:fs";
import { folderStore } from "../../store/folder/folder.ts";
import { removeLeftovers } from "../../store/folder/leftovers.ts";
import { lockFolder } from "../../store/folder/process-lock.ts";
import { pathIn } from "../../store/folder/real-folders.ts";
import { privateFolder } from "./check-folders.ts";
import { type OwnedStore, ownedStore } from "./owned-store.ts";

export type SiteFolder = {
  readonly site: OwnedStore;
  /** Whether every document that was written there still stands there; what is in it is not looked at. */
  readonly isWhole: () => boolean;
  /** Gives the folder free for the next process. */
  readonly close: () => void;
};

/** @throws StoreError where another process is at work, or the folder cannot be written */
export function openSite(out: string): SiteFolder {
  const lock = lockFolder(privateFolder(out));
  try {
    const site = ownedStore(folderStore(out), out);
    if (lock.tookOver) removeLeftovers(out, site.owned);
    const isWhole = () => [...site.owned].every((name) => existsSync(pathIn(out, name)));
    return { site, isWhole, close: lock.release };
  } catch (error) {
    lock.release();
    throw error;
  }
}

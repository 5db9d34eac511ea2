/** The folder of a writer's files: what can be read of it, and what cannot. */
import { isHidden } from "../../publish/content-path.ts";
import type { Report } from "../../publish/publish.ts";
import { folderStore } from "../../store/folder/folder.ts";
import { type Store, StoreRefusedError } from "../../store/store.ts";
import { StoreError } from "../../store/store-error.ts";

export type ContentFolder = {
  readonly content: Store;
  /** What stands there and can be neither article nor media, as far as listings have met it. */
  readonly leftOut: () => Report;
};

export function openContent(folder: string): ContentFolder {
  const reasons = new Map<string, string>();
  const store = folderStore(folder, {
    skipped(path, reason) {
      if (!isHidden(path)) reasons.set(path, reason);
    },
  });
  const leftOut = () => ({
    paths: [...reasons].map(([path, reason]) => {
      return { path, outcome: "rejected", problems: [{ reason: `is left out: ${reason}` }], notes: [] } as const;
    }),
    documents: { written: [], unchanged: [], removed: [] },
    failed: [],
  });
  return { content: { ...store, read: (key) => readOrRefuse(() => store.read(key)) }, leftOut };
}

/** A file that cannot be read, for want of permission say, keeps no other from being published. */
async function readOrRefuse<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreError) throw new StoreRefusedError(error.path, error.reason, { cause: error });
    throw error;
  }
}

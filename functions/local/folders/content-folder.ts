/** Opens the writer's content folder as a store, and reports the files that it cannot read. */
import { isHidden } from "../../publish/content-path.ts";
import type { Report } from "../../publish/publish.ts";
import { folderStore } from "../../store/folder/folder.ts";
import { type Store, StoreRefusedError } from "../../store/store.ts";
import { StoreError } from "../../store/store-error.ts";

export type ContentFolder = {
  readonly content: Store;
  /** A report of the files that can be neither article nor media, as far as listings have found them. */
  readonly skippedFiles: () => Report;
};

export function openContent(folder: string): ContentFolder {
  const reasons = new Map<string, string>();
  const store = folderStore(folder, {
    skipped(path, reason) {
      if (!isHidden(path)) reasons.set(path, reason);
    },
  });
  const skippedFiles = () => ({
    paths: [...reasons].map(([path, reason]) => {
      return { path, outcome: "rejected", problems: [{ reason: `was skipped: ${reason}` }], notes: [] } as const;
    }),
    documents: { written: [], unchanged: [], removed: [] },
    failed: [],
  });
  return { content: { ...store, read: (key) => readOrRefuse(() => store.read(key)) }, skippedFiles };
}

/** If a file cannot be read, for example without permission, the others are still published. */
async function readOrRefuse<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreError) throw new StoreRefusedError(error.path, error.reason, { cause: error });
    throw error;
  }
}

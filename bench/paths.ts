/** Where things are: the project, and folders for what is made and thrown away. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. Sources and their bundle both lie one folder below it. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const MEMORY_DISK = "/dev/shm";
/** What scratch folders lie on: memory where the system has a disk of it, so that no disk is measured. */
export const scratchDisk = () => (existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir());

/** Gives `use` a new folder, which is removed afterwards, also when the program is interrupted. */
export async function inScratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(scratchDisk(), "dropfeed-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const interrupted = () => {
    remove();
    process.exit(130);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    return await use(folder);
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    remove();
  }
}

/** The project's folder, and temporary folders for the benchmarks. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. Both the sources (bench/) and their bundle (dist/) are one level below it. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const MEMORY_DISK = "/dev/shm";
/** The parent of temporary folders: a memory disk if the system has one, so that disk speed is not measured. */
export const scratchDisk = () => (existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir());

/** Calls `use` with a new folder, and removes the folder afterwards, even if the program is interrupted. */
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

/** Runs work in a separate process (this program, called with `--isolated`), so that its memory can be measured. */
import { measured } from "./measured-process.ts";

/** Does the work for a number of articles. The result must be serializable as JSON. */
export type IsolatedWork = (articles: number, folder: string) => Promise<unknown>;

export const ISOLATED_FLAG = "--isolated";

/** Returns the result of the work and the peak memory of its process in bytes. */
export async function runIsolated<T>(name: string, articles: number, folder: string) {
  // The index of a million articles needs more memory than Node's default limit.
  const node = [process.execPath, "--max-old-space-size=16000", process.argv[1] ?? ""];
  const took = await measured({ command: [...node, ISOLATED_FLAG, name, String(articles), folder] });
  return { result: JSON.parse(took.output) as T, memory: took.memory };
}

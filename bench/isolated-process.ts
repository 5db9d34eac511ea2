/** Work that is measured inside a process of its own, so that its memory is its own: this program, called with `--inside`. */
import { measured } from "./measured-process.ts";

/** Does the work for so many articles, and tells what came out as something JSON can say. */
export type IsolatedWork = (articles: number, folder: string) => Promise<unknown>;

export const ISOLATED_FLAG = "--inside";

/** What the work told, and the most memory, in bytes, that its process held. */
export async function runIsolated<T>(name: string, articles: number, folder: string) {
  // A million articles' index needs more than Node gives itself.
  const node = [process.execPath, "--max-old-space-size=16000", process.argv[1] ?? ""];
  const took = await measured({ command: [...node, ISOLATED_FLAG, name, String(articles), folder] });
  return { told: JSON.parse(took.output) as T, memory: took.memory };
}

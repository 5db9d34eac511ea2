/** Opens files in memory as a content store: takes a table of paths and texts, and reports the paths that no file can have. */
import type { ContentFolder } from "../local/folders/content-folder.ts";
import type { PathReport } from "../publish/publish.ts";
import { bytesOf } from "../store/body.ts";
import { parseKey } from "../store/key.ts";
import { memoryStore } from "../store/memory.ts";
import type { ContentFiles } from "./publication.ts";

export type OpenedContent = Pick<ContentFolder, "content" | "skippedFiles">;

/** `now`: the time of each file, which is the date of an article without one. Milliseconds since 1970. */
export function openFiles(files: ContentFiles, now: number): OpenedContent {
  const content = memoryStore({ now: () => now });
  const paths: PathReport[] = [];
  for (const [path, body] of Object.entries(files)) {
    const parsed = parseKey(path);
    // A store in memory writes at once: nothing is read before all files are there.
    if ("key" in parsed) void content.write(parsed.key, bytesOf(body), "anything");
    else paths.push({ path, outcome: "rejected", problems: [{ reason: `its path ${parsed.reason}` }], notes: [] });
  }
  const documents = { written: [], unchanged: [], removed: [] };
  return { content, skippedFiles: () => ({ paths, documents, failed: [] }) };
}

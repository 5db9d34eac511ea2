/** Lists the feeds of languages, whose pages name each other. */
import { PART_FOLDERS } from "../../render/part-kinds.ts";
import { listAll } from "../../store/store.ts";
import type { BatchContext } from "../batch-context.ts";
import { feedsPrefix, folderOf } from "../state/state-keys.ts";

/** Sorted by folder; `language`: BCP 47, as far as the folder tells. */
export async function languageFeeds({ state }: Pick<BatchContext, "state">) {
  const prefix = feedsPrefix(`${PART_FOLDERS.language}/`);
  const feeds: { readonly folder: string; readonly language: string }[] = [];
  for await (const { prefixes } of listAll(state, { prefix, delimiter: "/" })) {
    for (const folder of prefixes.map(folderOf)) feeds.push({ folder, language: folder.split("/")[1] ?? "" });
  }
  return feeds;
}

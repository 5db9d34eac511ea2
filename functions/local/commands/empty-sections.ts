/** Says, for the `check` command, the listed sections that no article is in: their names may be misspelled. */

import { partFolder } from "../../publish/plan/part-folders.ts";
import { FEED_FORMATS } from "../../render/document.ts";
import type { Settings } from "../../settings/settings.ts";
import { key } from "../../store/key.ts";
import type { Store } from "../../store/store.ts";

export async function emptySections({ sections }: Pick<Settings, "sections">, site: Store): Promise<string[]> {
  const reasons: string[] = [];
  for (const section of sections === true ? [] : sections) {
    const feed = key(partFolder("section", section) + FEED_FORMATS.rss.file);
    if ((await site.stat(feed)) === undefined)
      reasons.push(`sections: no article that feeds list is in a folder "${section}"`);
  }
  return reasons;
}

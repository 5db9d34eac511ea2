/** Keeps, for each feed of a tag or author, the name as its newest article spells it, so that lists of feeds can show it. */
import { key } from "../../store/key.ts";
import { listAll, type Store } from "../../store/store.ts";
import { inParallel } from "../in-parallel.ts";
import { TITLES, titleKey, titleOfKey, titlesPrefix } from "../state/state-keys.ts";

/** Puts the title of a feed in place of the one before; undefined: the feed is gone. Returns whether anything changed. */
export async function keepTitle(folder: string, title: string | undefined, state: Store): Promise<boolean> {
  const wanted = title === undefined ? undefined : titleKey(folder, title);
  const { entries } = await state.list({ prefix: titlesPrefix(folder) });
  const others = entries.filter((entry) => entry.key !== wanted);
  const isThere = others.length < entries.length;
  if (wanted !== undefined && !isThere) await state.write(key(wanted), "", "anything");
  await inParallel(others, (entry) => state.remove(entry.key, "anything"));
  return others.length > 0 || (wanted !== undefined && !isThere);
}

/** By folder. `listings`: the maximum number of store listings, of 1,000 keys each. */
export async function readTitles(state: Store, listings: number): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  let count = 0;
  for await (const { entries } of listAll(state, { prefix: TITLES })) {
    for (const entry of entries) {
      const { folder, title } = titleOfKey(entry.key);
      titles.set(folder, title);
    }
    if (++count >= listings) break;
  }
  return titles;
}

/** Tells from the updates of a batch which article pages will stand after it, and which will be removed. */
import { articlePage } from "../../render/pages/article-page.ts";
import { type IndexKey, PAGES } from "../state/state-keys.ts";

export type PageChanges = {
  /** Names of pages that an article of the batch has. */
  readonly kept: ReadonlySet<string>;
  /** Names of pages that the batch takes away. */
  readonly removed: ReadonlySet<string>;
};

type Update = { readonly path: string; readonly keys: readonly IndexKey[]; readonly removed: readonly IndexKey[] };

/** Of several updates of one path, the last is valid. */
export function pageChanges(updates: readonly Update[]): PageChanges {
  const last = new Map(updates.map((update) => [update.path, update]));
  const kept = new Set([...last.values()].flatMap(({ keys }) => keys.flatMap(pageOf)));
  const left = updates.flatMap(({ removed }) => removed.flatMap(pageOf));
  return { kept, removed: new Set(left.filter((name) => !kept.has(name))) };
}

function pageOf(key: IndexKey): string[] {
  return key.startsWith(PAGES) ? [articlePage(key.slice(PAGES.length))] : [];
}

/**
 * Decides which articles of a batch wait for the next one, so that a batch ends in the time and memory of one run, whatever the
 * articles in it: hundreds of the largest permitted articles may be dropped at once.
 */
import { MAX_DOCUMENT_BYTES } from "../render/bounded-items.ts";
import { type IndexKey, parseIndexKey } from "./state/state-keys.ts";

export type BatchBudget = {
  /** Whether the article must wait. The first one never has to, so every batch makes progress. */
  readonly mustWait: (path: string, article: WeighedArticle) => boolean;
  /** Whether a path must wait unread, because an article before it has to or time is up. Never the first. */
  readonly isOver: (path: string) => boolean;
};

type WeighedArticle = { readonly article: { readonly html: string }; readonly keys: readonly IndexKey[] };

/**
 * `maxBytes`: how much content (HTML, in UTF-16 units) the articles of a batch may put into feed documents of one format. What many
 * articles put into one feed counts up to the size that a document can have.
 */
export function batchBudget(maxBytes: number, isTimeUp: () => boolean = () => false): BatchBudget {
  const feeds = new Map<string, number>();
  const [seen, admitted] = [new Set<string>(), new Set<string>()];
  let spent = 0;
  let isFull = false;
  return {
    isOver(path) {
      if (seen.has(path)) return false;
      if (seen.size > 0 && (isFull || isTimeUp())) return true;
      seen.add(path);
      return false;
    },
    mustWait(path, { article, keys }) {
      // An article can be looked at twice in a batch.
      if (admitted.has(path) || maxBytes === Number.POSITIVE_INFINITY) return false;
      const size = article.html.length;
      const folders = keys.flatMap((key) => feedOf(key) ?? []);
      const grown = folders.map((folder) => Math.min((feeds.get(folder) ?? 0) + size, MAX_DOCUMENT_BYTES));
      const growth = folders.map((folder, index) => (grown[index] ?? 0) - (feeds.get(folder) ?? 0));
      const archives = keys.filter(isOfPartArchive).length;
      const cost = growth.reduce((sum, each) => sum + each, size + archives * size);
      if (admitted.size > 0 && spent + cost > maxBytes) {
        isFull = true;
        return true;
      }
      for (const [index, folder] of folders.entries()) feeds.set(folder, grown[index] ?? 0);
      admitted.add(path);
      spent += cost;
      return false;
    },
  };
}

function feedOf(key: IndexKey): string | undefined {
  const parsed = parseIndexKey(key);
  return parsed.kind === "feed" ? parsed.folder : undefined;
}

/** Sooner or later, the article's archive page of each tag and author is written too. */
function isOfPartArchive(key: IndexKey): boolean {
  const parsed = parseIndexKey(key);
  return parsed.kind === "archive" && parsed.folder !== "";
}

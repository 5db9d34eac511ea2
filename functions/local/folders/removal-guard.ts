/** Stops a build that would remove more than half of a site's articles: more often a mistake than a wish. */
import type { PageChanges } from "../../publish/plan/page-changes.ts";
import { FolderError } from "./check-folders.ts";

/** Smaller sites are built anew too often: a site of three articles loses half of them by removing two. */
const MIN_ARTICLES = 10;

const ARTICLE_PAGE = /^articles\/[^/]+\/index\.html$/;

export type GuardOptions = {
  /** The site's folder. */
  readonly out: string;
  /** The documents that the site has. */
  readonly owned: Iterable<string>;
  /** Whether the run publishes every article, so that each page that it does not name will be removed. */
  readonly isComplete: boolean;
};

/** Returns a function for `beforeDocuments`. @throws FolderError, by that function, if too much would be removed */
export function removalGuard({ out, owned, isComplete }: GuardOptions): (pages: PageChanges) => void {
  const standing = new Set([...owned].filter((name) => ARTICLE_PAGE.test(name)));
  const left = new Set(isComplete ? [] : standing);
  return ({ kept, removed }) => {
    for (const name of removed) left.delete(name);
    for (const name of kept) left.add(name);
    const lost = [...standing].filter((name) => !left.has(name)).length;
    if (standing.size < MIN_ARTICLES || lost * 2 <= standing.size) return;
    throw new FolderError(
      `${out}: ${lost} of its ${standing.size} articles would be removed, so nothing was changed; ` +
        "if that is what you want, build with --force",
    );
  };
}

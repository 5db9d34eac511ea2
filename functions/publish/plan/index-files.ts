/**
 * Tells whether an `index` file without a date is the list of its folder, and so no article: it is if other articles lie beside it.
 *
 * This is a function of the content alone. When an article comes or goes, the index of its folder is looked at again; at a cost
 * that does not depend on the size of the site, but on the media files that sort before the folder's first article.
 */
import { readArticlePath } from "../../article/article-path.ts";
import { inputFormatOf } from "../../article/input-format.ts";
import { isNamedAsNone } from "../../article/why-no-article.ts";
import { listAll, type Store } from "../../store/store.ts";
import { isHidden } from "../content-path.ts";

/** The reason for skipping an undated file; undefined if it is no index, or is alone. */
export async function whyListOfFolder(path: string, content: Store): Promise<string | undefined> {
  const folder = folderOf(path);
  if (folder === "" || !readArticlePath(path).isIndex) return undefined;
  for await (const { entries } of listAll(content, { prefix: folder, delimiter: "/" })) {
    if (entries.some(({ key }) => isOtherArticle(key)))
      return "is the index of the articles beside it, not an article; a date in its front matter makes it one";
  }
  return undefined;
}

function isOtherArticle(path: string): boolean {
  return inputFormatOf(path) !== undefined && !isHidden(path) && !isNamedAsNone(path) && !readArticlePath(path).isIndex;
}

/** Finds the index files beside an article, which depend on whether it is there. Asks once for each folder. */
export function indexFinder(content: Store): (path: string) => Promise<readonly string[]> {
  const found = new Map<string, Promise<readonly string[]>>();
  return (path) => {
    const folder = folderOf(path);
    if (folder === "" || !isOtherArticle(path)) return Promise.resolve([]);
    const known = found.get(folder) ?? indexesIn(folder, content);
    found.set(folder, known);
    return known;
  };
}

async function indexesIn(folder: string, content: Store): Promise<readonly string[]> {
  const { entries } = await content.list({ prefix: `${folder}index.`, delimiter: "/", limit: 100 });
  return entries
    .map(({ key }) => key)
    .filter((key) => inputFormatOf(key) !== undefined && readArticlePath(key).isIndex);
}

/** With its slash; empty for a file of the root. */
const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);

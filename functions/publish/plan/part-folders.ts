/** Says in which feeds an article is: the main one and those of its tags, authors, section and language. Pure. */
import type { Article } from "../../article/article.ts";
import { readArticlePath } from "../../article/article-path.ts";
import { slugOfName } from "../../render/pages/page-urls.ts";
import { PART_FOLDERS, type PartKind } from "../../render/part-kinds.ts";
import { authorsOf } from "../../render/person.ts";
import type { Settings } from "../../settings/settings.ts";

type Located = { readonly path: string; readonly article: Pick<Article, "tags" | "authors" | "language"> };

/** The folders of the feeds that contain an article. */
export function foldersOf({ path, article }: Located, settings: Settings): string[] {
  const names: Readonly<Record<PartKind, readonly string[]>> = {
    tag: article.tags,
    author: authorsOf(article, settings).map(({ name }) => name),
    section: sectionsOf(path, settings),
    language: settings.languages ? [languageOfArticle(article, settings)] : [],
  };
  const folders = Object.entries(names).flatMap(([kind, each]) =>
    each.map((name) => partFolder(kind as PartKind, name)),
  );
  return [...new Set(["", ...folders])];
}

export function partFolder(kind: PartKind, name: string): string {
  return `${PART_FOLDERS[kind]}/${slugOfName(name)}/`;
}

/** An article that names no language is in the site's. */
export function languageOfArticle({ language }: Pick<Article, "language">, settings: Settings): string {
  return language ?? settings.language;
}

/** Folders in which tools expect all content to be: they tell nothing of it. */
const ROOTS = /^(?:src|source|content|_posts|_drafts)$/i;

/**
 * The names of the sections that a content path belongs to: its first folder, or those of the listed folders that it is in. The folder of
 * a bundle (`news/first/index.md`) is the article's own, and one that tells a date is no section.
 */
export function sectionsOf(path: string, { sections }: Pick<Settings, "sections">): string[] {
  const written = path.split("/").slice(0, -1);
  const folders = (readArticlePath(path).isIndex ? written.slice(0, -1) : written).filter((name) => !ROOTS.test(name));
  if (sections !== true) return sections.filter((section) => isWithin(folders, section) || isWithin(written, section));
  const [first] = folders;
  return first === undefined || /^\d+(?:[-_.]\d+)*$/.test(first) ? [] : [first];
}

function isWithin(folders: readonly string[], section: string): boolean {
  return `${folders.join("/")}/`.startsWith(`${section}/`);
}

/** The names that links know an article by: its slug, and those of its file and of its older addresses. Pure. */
import { createHash } from "node:crypto";
import { aliasForm, nameOfAlias, nameOfPath } from "../../article/address/article-address.ts";
import type { Article } from "../../article/article.ts";
import { aliasNameKey, type IndexKey, nameKey } from "../state/state-keys.ts";

/** Of several articles that claim a slug, all but the first get a suffix. Slugs cannot contain `_`, so no article can claim the result. */
export function slugWithSuffix(slug: string, path: string): string {
  return `${slug}_${suffixOf(path)}`;
}

export function suffixOf(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 8);
}

/** Without the slug and without older addresses. */
export function otherNames(path: string, { slug }: Article): string[] {
  const name = nameOfPath(path);
  return name === undefined || name === slug ? [] : [name];
}

/** More older addresses than any article has, and few enough to write a key for each. */
const MAX_ALIASES = 100;

/** The index keys of all names but the slug, which the article's claim tells. */
export function nameKeys(path: string, article: Article): IndexKey[] {
  const aliases = article.aliases.slice(0, MAX_ALIASES).flatMap((alias) => {
    const name = nameOfAlias(alias);
    return name === undefined ? [] : [aliasNameKey(name, aliasForm(alias), path)];
  });
  return [...new Set([...otherNames(path, article).map((name) => nameKey(name, path)), ...aliases])];
}

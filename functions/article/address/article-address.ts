/**
 * Reads an address as the address of an article, and chooses among articles.
 *
 * Other tools name an article by its file (`b.md`, `@/posts/b.md`), by its page (`/posts/b/`, `../b/`, `/2023/01/b.html`) or by one of
 * its older addresses. What all of these have in common is their last name, without extension and date: articles are looked up by it.
 */
import { inputFormatOf } from "../input-format.ts";
import { slugOf } from "../slug.ts";
import { type AddressReading, asUrl, decodePath, folderOf, isRooted, within, withoutBase } from "./address.ts";

export type ArticleAddress = {
  /** Slugs that the article may be known by; the likeliest first, at most two. */
  readonly names: readonly string[];
  /** The content paths that it may mean, the likeliest first; they can lack an extension. */
  readonly paths: readonly string[];
  /** In the form of `aliasForm`; only an address from the root of a site can be an alias. */
  readonly alias?: string;
  /** The query or fragment. */
  readonly rest: string;
};

/** Undefined if no article can have the address: it names another type of file, or nothing. */
export function articleAddress(
  address: string,
  articlePath: string,
  bases: readonly string[],
): ArticleAddress | undefined {
  const { path: typed, rest } = splitOff(address);
  const path = decodePath(typed);
  if (!mayNameArticle(path)) return undefined;
  const paths = pathsOf(path, articlePath, bases);
  const names = namesOf(paths[0] ?? "");
  return names.length === 0
    ? undefined
    : { names, paths, alias: isRooted(path) ? pageOf(paths[0] ?? "").normalize("NFC") : undefined, rest };
}

/** An article's file name may contain `#`. */
function splitOff(address: string): AddressReading {
  const asTyped = /[^/]#[^/?#]*$/.test(address) && inputFormatOf(address) !== undefined;
  return asTyped ? { path: address, rest: "" } : asUrl(address);
}

/** `.md`, `.mp3`, `.7z`, but not the `.5` of `version-1.5`. */
const EXTENSION = /\.\d{0,3}[a-z][a-z0-9]{0,7}$/i;
/** Pages of sites that were not made from files. */
const PAGE = /\.(?:php|aspx?|jsp|shtml)$/i;

function mayNameArticle(path: string): boolean {
  return inputFormatOf(path) !== undefined || PAGE.test(path) || !hasExtension(path.replace(/[\\/]+$/, ""));
}

export function hasExtension(path: string): boolean {
  return EXTENSION.test(path);
}

/** Relative to the article's file, or to its page, as it is where pages are folders. */
function pathsOf(path: string, articlePath: string, bases: readonly string[]): string[] {
  if (isRooted(path)) {
    const rooted = within("", path);
    const stripped = withoutBase(rooted, bases);
    return stripped === undefined ? [rooted] : [rooted, stripped];
  }
  const [byFile, byPage] = [within(folderOf(articlePath), path), within(`${pageOf(articlePath)}/`, path)];
  return inputFormatOf(path) === undefined ? [...new Set([byPage, byFile])] : [...new Set([byFile, byPage])];
}

/** `posts/a` for `posts/a.md` and `posts/a/index.md`. */
export function pageOf(path: string): string {
  const page = withoutExtension(path);
  return /(?:^|\/)_?index$/i.test(page) ? page.replace(/\/?_?index$/i, "") : page;
}

const lastOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

function withoutExtension(path: string): string {
  return inputFormatOf(path) !== undefined || PAGE.test(path) ? path.replace(/\.[^./]*$/, "") : path;
}

/** A date before or around a name, as Jekyll and others write it: year, month, day. */
const DATE = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|(\d{2})(\d{2}))[-_ ]+(?=.)/;

/** The slugs of a page's last name: without its date, and with it. */
function namesOf(path: string): string[] {
  const name = lastOf(pageOf(path));
  if (name === "") return [];
  return [...new Set([slugOf(name.replace(DATE, "")), slugOf(name)])];
}

/** The slug that an article is known by for the place of its file: its name without date, or its folder's. Undefined for a root's index. */
export function nameOfPath(path: string): string | undefined {
  return namesOf(path)[0];
}

/** The one form of an older address, whether typed as a path or as a URL, with or without slash and `index.html` at its end. */
export function aliasForm(alias: string): string {
  const path = URL.canParse(alias) ? new URL(alias).pathname : asUrl(alias).path;
  return pageOf(within("", `/${decodePath(path).replace(/^@/, "")}`)).normalize("NFC");
}

/** The slug of an older address's last name; undefined if it has none. */
export function nameOfAlias(alias: string): string | undefined {
  const name = lastOf(aliasForm(alias));
  return name === "" ? undefined : slugOf(name);
}

/** An article that has one of an address's names. `isAlias`: one of its older addresses is the address. `bySlug`: its slug is the name. */
export type ArticleCandidate = { readonly path: string; readonly isAlias: boolean; readonly bySlug: boolean };

/**
 * The candidate that an address means; undefined if none. The file at exactly this path is first, then an older address, then the
 * article that has most of the address's folders (and date) in common at their end, then the first in the order given.
 */
export function chooseArticle<Candidate extends ArticleCandidate>(
  address: ArticleAddress,
  candidates: readonly Candidate[],
): Candidate | undefined {
  let best: { readonly candidate: Candidate; readonly rank: readonly number[] } | undefined;
  for (const candidate of candidates) {
    const rank = rankOf(address, candidate);
    if (rank !== undefined && (best === undefined || isLess(rank, best.rank))) best = { candidate, rank };
  }
  return best?.candidate;
}

/** Less is better. */
function rankOf({ paths }: ArticleAddress, { path, isAlias, bySlug }: ArticleCandidate): number[] | undefined {
  if (!isAlias && paths.every((each) => isOtherText(each, path))) return undefined;
  const exact = paths.flatMap((each, at) => exactness(each, path).map((rank) => rank * 2 + at));
  const folders = Math.max(...paths.map((each) => commonFolders(each, path)));
  if (exact.length === 0 && !isAlias && folders === 0 && paths.every(isInListing)) return undefined;
  return [Math.min(...exact, 9), isAlias ? 0 : 1, -folders, bySlug ? 0 : 1];
}

/** `/feed.json` and `robots.txt` are no pages, so they name only files of that type. */
function isOtherText(written: string, path: string): boolean {
  const extension = /\.(?:json|txt)$/i.exec(written)?.[0];
  return extension !== undefined && !path.toLowerCase().endsWith(extension.toLowerCase());
}

/** 0 for the path itself, 1 for its page, 2 for the same dated name elsewhere (`/2023-01-01-b.md` is `_posts/2023-01-01-b.md`). */
function exactness(written: string, path: string): number[] {
  const [a, b] = [written.normalize("NFC"), path.normalize("NFC")];
  if (a === b) return [0];
  const [pageA, pageB] = [pageOf(a), pageOf(b)];
  if (pageA === pageB) return [1];
  return DATE.test(lastOf(pageA)) && lastOf(pageA) === lastOf(pageB) ? [2] : [];
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** The last folder of an address under which sites list articles: `/tags/python/` is no article called Python. */
const LISTINGS = new Set(
  "tag tags category categories topic topics author authors series archive archives page feed search".split(" "),
);

function isInListing(path: string): boolean {
  return LISTINGS.has(foldersOf(path).at(-1) ?? "");
}

/** How many folders two paths have in common at the end; a date in the name counts as folders (`2023/01/05`). */
function commonFolders(written: string, path: string): number {
  const wanted = [foldersOf(written), [...foldersOf(written), ...dateOf(written)]];
  // Addresses may tell the year or the month alone.
  const [folders, dates] = [foldersOf(path), dateOf(path)];
  const had = [0, 1, 2, 3].map((parts) => [...folders, ...dates.slice(0, parts)]);
  return Math.max(...wanted.flatMap((a) => had.map((b) => commonEnd(a, b))));
}

function foldersOf(path: string): string[] {
  return pageOf(path)
    .split("/")
    .slice(0, -1)
    .map((folder) => (/^\d+$/.test(folder) ? String(Number(folder)) : slugOf(folder)));
}

/** Year, month, day of the name's date; empty if it has none. */
function dateOf(path: string): string[] {
  const [, ...parts] = DATE.exec(lastOf(pageOf(path))) ?? [];
  return parts.filter((digits) => digits !== undefined).map((digits) => String(Number(digits)));
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}

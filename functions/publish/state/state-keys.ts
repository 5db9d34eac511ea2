/**
 * Creates and parses the keys of the index, which replaces a database: empty objects in the state store whose keys sort in the
 * order in which they are queried.
 *
 *     records/<path>                      the last good version of the article (record.ts)
 *     feeds/<feed>/<inverted ms>~<path>   a feed's newest articles are its first keys: one LIST, whatever its size
 *     titles/<feed>/~<name>               the tag or author of a feed as its newest article spells it: no article owns the key
 *     archive/<unit>/<period>/<ms>~<path> the main feed's articles, oldest first; the unit is the period's, `month`
 *     archives/<feed>/<unit>/<period>/<ms>~<path>
 *                                         likewise for each other feed
 *     sitemap/<month>/<inverted ms>~<ms>~<slug>~<path>   the page of an article, and when it was updated; newest first
 *     claims/slug/<slug>/<path>           the first in key order gets the slug without a suffix;
 *                                         likewise claims/id/<hash of id>/<path>
 *     names/<name>/<path>                 the article has this name beside its slug: for links to it
 *     names/<name>/<mark>~<path>          an older address of the article ends with this name
 *     links/<name>/<path>                 the article links to a name: look at it again when an article with that name comes or goes
 *     uses/<hash of media>/<path>         the article refers to a media file, which need not exist: look at it again when the file does
 *     files/<hash of path>/<path>         a file that is published only because the article refers to it
 *     due/<ms>~<path>                     publish the article again at this time
 *     page/<slug>                         only inside records: the article's page
 *     page/<slug>/chapters                only inside records: the article's chapters, a document beside its page
 */
import { createHash } from "node:crypto";
import { compareKeys } from "../../store/key-order.ts";

/** A key of the index. The keys of an article list everything that its publication added to the site. */
export type IndexKey = string;

/** The kind of a key and the values in it; `ms` since 1970. */
export type ParsedKey =
  | { readonly kind: "page"; readonly slug: string }
  | { readonly kind: "chapters"; readonly slug: string }
  | { readonly kind: "feed"; readonly folder: string }
  | { readonly kind: "archive"; readonly folder: string; readonly period: string; readonly ms: number }
  | { readonly kind: "sitemap"; readonly period: string }
  | { readonly kind: "claim"; readonly claim: string }
  | { readonly kind: "other" };

/** Dates in milliseconds since 1970. */
type SitemapDates = { readonly published: number; readonly updated: number; readonly slug: string };

export const RECORDS = "records/";
export const DUE = "due/";
export const FEEDS = "feeds/";
export const TITLES = "titles/";
export const PAGES = "page/";

/** Sorts after every other character, so `after: prefix + LAST` skips all keys that begin with the prefix. */
export const LAST = "\u{10FFFF}";

export const recordKey = (path: string) => RECORDS + path;
export const pageKey = (slug: string) => PAGES + slug;
export const chaptersKey = (slug: string) => `${PAGES}${slug}/chapters`;
export const feedPrefix = (folder: string) => `${FEEDS}${folder === "" ? "main" : encode(folder.slice(0, -1))}/`;
/** All keys of the feeds in the folders of a folder: `tags/`. */
export const feedsPrefix = (folder: string) => FEEDS + encode(folder);
/** All archive keys of the feed in this folder. */
export const archivePrefix = (folder: string) =>
  folder === "" ? "archive/" : `archives/${encode(folder.slice(0, -1))}/`;
export const feedKey = (folder: string, ms: number, path: string) =>
  `${feedPrefix(folder)}${sortable(MAX_MS - fromYearOne(ms))}~${encode(path)}`;
export const titlesPrefix = (folder: string) => `${TITLES}${encode(folder.slice(0, -1))}/`;
/** The end of a very long title is left out, as a key has room for so much only. */
export const titleKey = (folder: string, title: string) => `${titlesPrefix(folder)}~${encode(beginning(title))}`;
/** The periods of one unit (year, month or day). While a site changes its unit, periods of different units stay separate. */
export const periodsPrefix = (folder: string, period: string) => `${archivePrefix(folder)}${unitOf(period)}/`;
export const periodPrefix = (folder: string, period: string) => `${periodsPrefix(folder, period)}${period}/`;
export const archiveKey = (folder: string, period: string, ms: number, path: string) =>
  `${periodPrefix(folder, period)}${sortable(fromYearOne(ms))}~${encode(path)}`;
export const sitemapPrefix = (month: string) => `sitemap/${month}/`;
export const sitemapKey = (month: string, { published, updated, slug }: SitemapDates, path: string) =>
  `${sitemapPrefix(month)}${sortable(MAX_MS - fromYearOne(published))}~${sortable(fromYearOne(updated))}~${encode(slug)}~${encode(path)}`;
export const slugClaimPrefix = (slug: string) => `claims/slug/${encode(slug)}/`;
export const idClaimPrefix = (id: string) => `claims/id/${hash(id)}/`;
export const claimKey = (prefix: string, path: string) => prefix + encode(path);
export const namesPrefix = (name: string) => `names/${encode(name)}/`;
export const nameKey = (name: string, path: string) => namesPrefix(name) + encode(path);
/** `alias`: the whole older address, which may be longer than a key. */
export const aliasNameKey = (name: string, alias: string, path: string) =>
  `${namesPrefix(name)}${aliasMark(alias)}~${encode(path)}`;
export const aliasMark = (alias: string) => hash(alias).slice(0, 16);
/** Undefined for the key of a name that is no older address. */
export const aliasMarkOf = (key: IndexKey) => /([\da-f]{16})~[^/]*$/.exec(key)?.[1];
export const linksPrefix = (name: string) => `links/${encode(name)}/`;
export const linkKey = (name: string, path: string) => linksPrefix(name) + encode(path);
export const filesPrefix = (file: string) => `files/${hash(file)}/`;
export const filesKey = (file: string, path: string) => filesPrefix(file) + encode(path);
export const usesPrefix = (media: string) => `uses/${hash(media)}/`;
export const usesKey = (media: string, path: string) => usesPrefix(media) + encode(path);
export const dueKey = (ms: number, path: string) => `${DUE}${sortable(fromYearOne(ms))}~${encode(path)}`;
/** The time of a due key, in milliseconds since 1970. */
export const dueAt = (key: IndexKey) => Number(key.slice(DUE.length, DUE.length + DIGITS)) - YEAR_ONE;
/** All keys that are due up to and including `ms` sort before this. */
export const dueEnd = (ms: number) => `${DUE}${sortable(fromYearOne(ms))}~${LAST}`;
/** Keys of the feed after this one belong to articles older than `ms`. */
export const olderThan = (folder: string, ms: number) =>
  `${feedPrefix(folder)}${sortable(MAX_MS - fromYearOne(ms))}~${LAST}`;

/** The length in bytes of a content path as encoded in keys. */
export const bytesInKeys = (path: string) => Buffer.byteLength(encode(path));

/** The content path at the end of an index key or a record's key. */
export function pathOf(key: IndexKey): string {
  if (key.startsWith(RECORDS)) return key.slice(RECORDS.length);
  const last = key.slice(key.lastIndexOf("/") + 1);
  return decode(last.slice(last.indexOf("~") + 1));
}

/** The folder of the feed with this key or key prefix; `tags/rss/` for `feeds/tags%2Frss/`. */
export function folderOf(prefix: string): string {
  const part = prefix.slice(FEEDS.length, prefix.indexOf("/", FEEDS.length));
  return part === "main" ? "" : `${decode(part)}/`;
}

/** The folder and the title of a feed, of a key that tells them. */
export function titleOfKey(key: IndexKey): { readonly folder: string; readonly title: string } {
  const [, folder = "", title = ""] = key.split("/");
  return { folder: `${decode(folder)}/`, title: decode(title.slice(1)) };
}

/** The page of a sitemap's key, and when it was updated, in milliseconds since 1970. */
export function sitemapEntryOf(key: IndexKey): { readonly slug: string; readonly updated: number } {
  const [, updated = "", slug = ""] = key.slice(key.lastIndexOf("/") + 1).split("~");
  return { slug: decode(slug), updated: Number(updated) - YEAR_ONE };
}

export function parseIndexKey(key: IndexKey): ParsedKey {
  const [kind, second = "", third = "", fourth = "", fifth = ""] = key.split("/");
  if (kind === "page") return { kind: third === "" ? kind : "chapters", slug: second };
  if (kind === "feeds") return { kind: "feed", folder: folderOf(key) };
  if (kind === "archive") return { kind, folder: "", period: third, ms: msOf(fourth) };
  if (kind === "archives") return { kind: "archive", folder: `${decode(second)}/`, period: fourth, ms: msOf(fifth) };
  if (kind === "sitemap") return { kind, period: second };
  if (kind === "claims") return { kind: "claim", claim: key.slice(0, key.lastIndexOf("/") + 1) };
  return { kind: "other" };
}

/** The name that links know an article by, of a key that says so: a slug's claim, or another name. */
export function nameOfKey(key: IndexKey): string | undefined {
  const [kind, second = "", third = ""] = key.split("/");
  if (kind === "names") return decode(second);
  return kind === "claims" && second === "slug" ? decode(third) : undefined;
}

/** Compares keys in the order in which stores list them. */
export const sortsBefore = (a: string, b: string) => compareKeys(a, b) < 0;

/**
 * Orders the archive keys of one period from the oldest article to the newest: the exact reverse of the feed's order, also for articles
 * of the same instant. So what the feed leaves out is what the first pages have.
 */
export function compareByAge(a: IndexKey, b: IndexKey): number {
  const [timeA, timeB] = [a.slice(0, a.lastIndexOf("~")), b.slice(0, b.lastIndexOf("~"))];
  return compareKeys(timeA, timeB) || compareKeys(b, a);
}

const UNITS: Readonly<Record<number, string>> = { 4: "year", 7: "month", 10: "day" };
/** By the length of the period's name: `2023`, `2023-09`, `2023-09-14`. */
const unitOf = (period: string) => UNITS[period.length] ?? "other";

// For values of unlimited length, such as ids and media paths: a key has room for only one path beside them.
const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

// Milliseconds count from the year 1, in 15 digits, so that every date that a feed can contain sorts as a string.
const YEAR_ONE = 62_135_596_800_000;
const MAX_MS = 999_999_999_999_999;
const DIGITS = 15;
const fromYearOne = (ms: number) => Math.min(Math.max(ms + YEAR_ONE, 0), MAX_MS);
/** Of the last part of an archive key. */
const msOf = (timeAndPath: string) => Number(timeAndPath.slice(0, DIGITS)) - YEAR_ONE;
const sortable = (ms: number) => String(ms).padStart(DIGITS, "0");

// A path is one segment of a key, so the separators of segments (/) and of time and path (~) must be escaped in it.
// No path has a backslash, but a name may have one, which no key may have.
const ESCAPES: Readonly<Record<string, string>> = { "%": "%25", "/": "%2F", "~": "%7E", "\\": "%5C" };
const encode = (text: string) => text.replace(/[%/~\\]/g, (character) => ESCAPES[character] ?? character);
const decode = (text: string) => text.replace(/%(25|2F|7E|5C)/g, (triplet) => decodeURIComponent(triplet));

/** In UTF-16 units. Each takes at most three bytes, in UTF-8 as well as escaped. */
const MAX_TITLE_LENGTH = 200;
const beginning = (title: string) =>
  title.length > MAX_TITLE_LENGTH ? `${title.slice(0, MAX_TITLE_LENGTH - 1).replace(/[\ud800-\udbff]$/, "")}…` : title;

/**
 * Computes the complete expected site from its content alone. It uses the same parsers and renderers as the publisher, but none of
 * the code that decides what to write.
 */
import { createHash } from "node:crypto";
import type { Article } from "../../functions/article/article.ts";
import { toInstant } from "../../functions/article/date/instant.ts";
import { inputFormatOf } from "../../functions/article/read-article.ts";
import { slugOf } from "../../functions/article/slug.ts";
import { cacheControl } from "../../functions/edge/document-headers.ts";
import type { Document } from "../../functions/render/document.ts";
import type { Feed } from "../../functions/render/feed.ts";
import { type Item, toItem, toUri } from "../../functions/render/item.ts";
import { renderOpml } from "../../functions/render/opml.ts";
import { renderArchiveIndex } from "../../functions/render/pages/archive-index.ts";
import { renderArticlePage } from "../../functions/render/pages/article-page.ts";
import { renderSiteAssets } from "../../functions/render/pages/assets/site-assets.ts";
import { type FeedPage, renderFeedPage } from "../../functions/render/pages/feed-page.ts";
import { parseAuthors } from "../../functions/settings/parse-authors.ts";
import { parseSettings } from "../../functions/settings/parse-settings.ts";
import type { Settings } from "../../functions/settings/settings.ts";
import type { Meta } from "../../functions/store/store.ts";
import { renderFeed } from "../render/joined-document.ts";
import { type File, type Linkable, referencesOf } from "./oracle-links.ts";
import { readOnce } from "./read-once.ts";
import { allOf, type Past, SITE_OPTIONS, type World } from "./simulated-site.ts";

type Status = "live" | "draft" | "scheduled" | "expired";

/** An article that the site has a record of, whether or not it is shown. */
export type Known = {
  readonly path: string;
  readonly article: Article;
  readonly status: Status;
  readonly published: number;
  readonly updated: number;
  readonly futureUpdate?: number;
  readonly expires?: number;
  readonly appears: number;
};

type Live = Known &
  Linkable & { readonly id: string; readonly item: Item; readonly references: Record<string, string> };

const typeOf = (path: string) => (path.endsWith(".png") ? "image/png" : "application/octet-stream");

export type ExpectedSite = {
  readonly documents: ReadonlyMap<string, { readonly body: string; readonly meta: Meta }>;
  readonly known: readonly Known[];
  readonly live: readonly Live[];
};

/** The version of each file that is in effect: the current one or, if that is bad, the last good one. */
export type Effective = { readonly settings: Settings; readonly articles: ReadonlyMap<string, NonNullable<Past>> };

export async function expectedSite(world: World, { settings, articles }: Effective): Promise<ExpectedSite> {
  const { stores, clock, sizes } = world;
  const isMedia = (path: string) => isVisible(path) && inputFormatOf(path) === undefined;
  const files = (await allOf(stores.content)).filter((object) => isMedia(object.key));
  const known = [...articles].flatMap(([path, source]) => readKnown(path, source, settings, clock.now));
  const live = placeAll(
    known.filter(({ status }) => status === "live"),
    files.map(({ key, size }) => ({ path: key, size })),
    settings,
  );
  const used = new Set(live.flatMap(({ references }) => Object.values(references)));
  // Readers show pictures; any other file is public only if an article refers to it.
  const media = files.filter(
    ({ key }) => key.endsWith(".png") || used.has(`media/${key.split("/").map(encodeURIComponent).join("/")}`),
  );
  const documents = new Map<string, { body: string; meta: Meta }>();
  const add = ({ name, body, type, freshness }: Document) =>
    documents.set(name, { body, meta: { type, cacheControl: cacheControl[freshness] } });
  for (const { key, body } of media) {
    const meta = { type: typeOf(key), cacheControl: cacheControl.asset };
    documents.set(`media/${key}`, { body: Buffer.from(body).toString("latin1"), meta });
  }
  for (const { item, slug } of live) add(renderArticlePage(item, slug, settings));
  const listed = live.filter(({ article }) => !article.unlisted);
  const pages = archivePages(listed, settings, sizes.archivePageSize);
  for (const document of [...archive(pages, settings), ...feeds(listed, pages.at(-1)?.folder, settings)]) add(document);
  for (const document of renderSiteAssets(settings)) add(document);
  return { documents, known, live };
}

/** `site.json` is not media, and hidden files are ignored. */
const isVisible = (path: string) => path !== "site.json" && path.split("/").every((part) => !/^[._]/.test(part));

/** Finds the version of each file that is in effect. For a bad file, that is the past state whose version the publisher's record names. */
export async function effectiveStates(world: World): Promise<Effective> {
  const content = new Map((await allOf(world.stores.content)).map((object) => [object.key as string, object]));
  const articles = new Map<string, NonNullable<Past>>();
  for (const [path, object] of content) {
    if (!isVisible(path) || inputFormatOf(path) === undefined) continue;
    const { kind } = readOnce(path, object.body);
    if (kind === "skipped") continue;
    if (kind === "article" && isListOfFolder(path, object.body, [...content.keys()])) continue;
    const source = kind === "article" ? object : await lastGood(path, world);
    if (source) articles.set(path, source);
  }
  const settings = await effectiveSettings(world, content.get("site.json")?.body);
  const people = content.get("authors.yml");
  const authors = people && parseAuthors("authors.yml", people.body);
  return {
    settings: authors?.kind === "authors" ? { ...settings, knownAuthors: authors.authors } : settings,
    articles,
  };
}

const INDEX = /^(.+\/)index\.md$/;

/** Whether the file is an index without a date, with an article beside it: then it is none itself. A bad one cannot be told. */
function isListOfFolder(path: string, body: Uint8Array, paths: readonly string[]): boolean {
  const folder = INDEX.exec(path)?.[1];
  const reading = readOnce(path, body);
  if (folder === undefined || reading.kind !== "article" || reading.article.date !== undefined) return false;
  return paths.some((other) => other !== path && other.startsWith(folder) && inputFormatOf(other) !== undefined);
}

async function lastGood(path: string, { stores, past }: World): Promise<Past> {
  const [record] = (await allOf(stores.state, `records/${path}`)).filter(({ key }) => key === `records/${path}`);
  const states = past.get(path) ?? [];
  if (record === undefined) {
    // There is no record of a good version. That is right only if the file could have been missing, or been the list of its folder,
    // when it was last checked.
    const isMissing = (state: Past) => state === undefined || isListOfFolder(path, state.body, [...past.keys()]);
    if (states.some(isMissing)) return undefined;
    throw new Error(`${path}: the record of its last good version is missing`);
  }
  const { source } = JSON.parse(Buffer.from(record.body).toString());
  const found = states.findLast((state) => state?.version === source.version && state?.modified === source.modified);
  if (found && readOnce(path, found.body).kind === "article") return found;
  throw new Error(`${path}: the record names a version that never existed or is not good: ${JSON.stringify(source)}`);
}

async function effectiveSettings({ stores, past }: World, body: Uint8Array | undefined): Promise<Settings> {
  const reading = parseSettings(body, SITE_OPTIONS);
  if (reading.kind === "settings") return reading.settings;
  const [stored] = await allOf(stores.state, "settings/");
  const isStored = (state: Past) => Buffer.compare(state?.body ?? Buffer.of(), stored?.body ?? Buffer.of()) === 0;
  const states = past.get("site.json") ?? [undefined];
  if (!states.some(isStored)) throw new Error("the stored settings never existed as site.json");
  const last = parseSettings(states.find(isStored)?.body, SITE_OPTIONS);
  if (last.kind === "rejected") throw new Error("the stored settings are not valid");
  return last.settings;
}

function readKnown(path: string, source: NonNullable<Past>, settings: Settings, now: number): Known[] {
  const reading = readOnce(path, source.body);
  if (reading.kind !== "article") return [];
  const { article } = reading;
  const at = (date: Article["date"]) => (date === undefined ? undefined : toInstant(date, settings.timezone));
  const published = at(article.date) ?? source.modified;
  const stated = at(article.updated) ?? published;
  const futureUpdate = stated > now ? stated : undefined;
  const updated = futureUpdate === undefined ? Math.max(published, stated) : published;
  const expires = at(article.expires);
  const appears = Math.max(published, at(article.publishAfter) ?? published);
  let status: Status = appears <= now ? "live" : "scheduled";
  if (expires !== undefined && expires <= Math.max(now, appears)) status = "expired";
  if (article.draft) status = "draft";
  return [{ path, article, status, published, updated, futureUpdate, expires, appears }];
}

/** Gives each slug and id to the first article in key order that claims it; later articles get a unique suffix. */
function placeAll(known: readonly Known[], files: readonly File[], settings: Settings): Live[] {
  const taken = new Set<string>();
  const take = (name: string) => !taken.has(name) && taken.add(name) !== undefined;
  const named = [...known].sort(byPath).map((each) => {
    const { path, article } = each;
    const suffix = createHash("sha256").update(path).digest("hex").slice(0, 8);
    const desiredId = toUri(article.id ?? settings.id + path.split("/").map(encodeURIComponent).join("/"), settings);
    const slug = take(`slug ${article.slug}`) ? article.slug : `${article.slug}_${suffix}`;
    const id = take(`id ${desiredId}`) ? desiredId : `${desiredId}#${suffix}`;
    return { ...each, slug, id };
  });
  return named.map((each) => {
    const references = referencesOf(each, named, files);
    const media = Object.fromEntries(files.map(({ path, size }) => [path, { size, type: typeOf(path) }]));
    return { ...each, references, item: toItem({ ...each, references, media }, settings) };
  });
}

function byPath(a: Known, b: Known): number {
  return Buffer.compare(inKeys(a.path), inKeys(b.path));
}

/** A path as encoded in index keys. */
const inKeys = (path: string) => Buffer.from(path.replaceAll("%", "%25").replaceAll("/", "%2F").replaceAll("~", "%7E"));

const newestFirst = (live: readonly Live[]) => [...live].sort((a, b) => b.published - a.published || byPath(a, b));
const oldestFirst = (live: readonly Live[]) => [...live].sort((a, b) => a.published - b.published || byPath(a, b));

type Page = { readonly folder: string; readonly items: readonly Item[] };

function archivePages(live: readonly Live[], { archive, timezone }: Settings, size: number): Page[] {
  if (archive === false) return [];
  const length = { year: 4, month: 7, day: 10 }[archive];
  // Swedish dates have the format of ISO 8601.
  const days = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, calendar: "gregory" });
  const periods = new Map<string, Live[]>();
  for (const each of oldestFirst(live)) {
    const period = days.format(each.published).padStart(10, "0").slice(0, length);
    periods.set(period, [...(periods.get(period) ?? []), each]);
  }
  return [...periods].flatMap(([period, articles]) => {
    const pages = Array.from({ length: Math.ceil(articles.length / size) }, (_, page) => page);
    return pages.map((page) => ({
      folder: page === 0 ? `archive/${period}/` : `archive/${period}/${page + 1}/`,
      items: articles.slice(page * size, (page + 1) * size).map(({ item }) => item),
    }));
  });
}

function archive(pages: readonly Page[], settings: Settings): Document[] {
  if (settings.archive === false) return [];
  const firsts = pages.map(({ folder }) => folder).filter((folder) => folder.split("/").length === 3);
  return [renderArchiveIndex(firsts.reverse(), settings), ...archiveDocuments(pages, settings)];
}

function archiveDocuments(pages: readonly Page[], settings: Settings): Document[] {
  const { title, description } = settings;
  return pages.flatMap(({ folder, items }, at) => {
    const [prevArchive, nextArchive] = [pages[at - 1]?.folder, pages[at + 1]?.folder];
    const feed: Feed = {
      folder,
      title,
      description,
      items,
      links: { kind: "archive", current: "", prevArchive, nextArchive },
    };
    const view: FeedPage = { kind: "archive", folder, items, prevArchive, nextArchive };
    return [...renderFeed(feed, settings), renderFeedPage(view, settings)];
  });
}

function feeds(live: readonly Live[], prevArchive: string | undefined, settings: Settings): Document[] {
  const { title, description, limit } = settings;
  const newest = newestFirst(live).map(({ item }) => item);
  const named = (folder: string, namesOf: (item: Item) => readonly string[]) =>
    partFeeds(folder, newest, namesOf, settings);
  const parts = [
    ...named("authors/", (item) => item.authors.map(({ name }) => name)),
    ...named("tags/", (item) => item.tags),
  ];
  const listed = parts.map(({ folder }) => ({ folder, title: plainName(folder) }));
  const items = newest.slice(0, limit);
  const main: Feed = { folder: "", title, description, items, links: { kind: "subscription", prevArchive } };
  const site: FeedPage = { kind: "site", title, description, folder: "", items, feeds: listed };
  return [
    renderOpml(listed, settings),
    ...renderFeed(main, settings),
    renderFeedPage(site, settings),
    ...parts.flatMap(({ documents }) => documents),
  ];
}

/** One feed per name, sorted by folder. */
function partFeeds(
  root: string,
  newest: readonly Item[],
  namesOf: (item: Item) => readonly string[],
  settings: Settings,
) {
  const slugs = new Set(newest.flatMap((item) => namesOf(item).map(slugOf)));
  const folders = [...slugs].map((slug) => `${root}${slug}/`);
  folders.sort((a, b) => Buffer.compare(Buffer.from(a.slice(0, -1)), Buffer.from(b.slice(0, -1))));
  return folders.map((folder) => {
    const belongs = (name: string) => `${root}${slugOf(name)}/` === folder;
    const items = newest.filter((item) => namesOf(item).some(belongs)).slice(0, settings.limit);
    const name = items.flatMap(namesOf).find(belongs) ?? "";
    const title = `${settings.title} – ${name}`;
    const isTag = root === "tags/";
    const description = isTag ? `Articles about ${name}` : `Articles by ${name}`;
    const feed: Feed = { folder, title, description, items, links: { kind: "subscription" } };
    const view: FeedPage = { kind: isTag ? "tag" : "author", folder, title: name, description, items };
    return { folder, documents: [...renderFeed(feed, settings), renderFeedPage(view, settings)] };
  });
}

/** The title of a feed in a list of feeds, derived from its folder. */
function plainName(folder: string): string {
  const words = (folder.split("/")[1] ?? "").replaceAll("-", " ");
  return folder.startsWith("tags/") ? words : words.replace(/(?<=^| )\p{L}/gu, (letter) => letter.toUpperCase());
}

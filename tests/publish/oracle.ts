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
import { renderChapters } from "../../functions/render/chapters.ts";
import type { Document } from "../../functions/render/document.ts";
import { type Item, toIri, toItem } from "../../functions/render/item.ts";
import { renderOpml } from "../../functions/render/opml.ts";
import { renderArchiveIndex } from "../../functions/render/pages/archive-index.ts";
import { renderArticlePage } from "../../functions/render/pages/article-page.ts";
import { FAVICON, renderSiteAssets } from "../../functions/render/pages/assets/site-assets.ts";
import { renderSitemap, renderSitemapIndex } from "../../functions/render/sitemap.ts";
import { parseAuthors } from "../../functions/settings/parse-authors.ts";
import { parseSettings } from "../../functions/settings/parse-settings.ts";
import type { Settings } from "../../functions/settings/settings.ts";
import type { Meta } from "../../functions/store/store.ts";
import { type FeedOfItems, type FeedPageOfItems, renderFeed, renderFeedPage } from "../render/joined-document.ts";
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

const TYPES: Readonly<Record<string, string>> = { png: "image/png", wav: "audio/wav", vtt: "text/vtt" };
const typeOf = (path: string) => TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
/** A WAV file's length of data by its bytes a second, of files that `wavOf` made. */
const durationOf = ({ path, body }: File) => {
  const bytes = Buffer.from(body);
  return path.endsWith(".wav") && bytes.length > 44 ? Math.round(bytes.readUInt32LE(40) / bytes.readUInt32LE(28)) : 0;
};

/** Width and height of a GIF file that `gifOf` made. */
const pictureOf = ({ path, body }: File) => {
  const text = Buffer.from(body).toString("latin1");
  if (!path.endsWith(".png") || !text.startsWith("GIF89a")) return {};
  return { width: Buffer.from(body).readUInt16LE(6), height: Buffer.from(body).readUInt16LE(8) };
};

export type ExpectedSite = {
  readonly documents: ReadonlyMap<string, { readonly body: string; readonly meta: Meta }>;
  /** Of the feeds of tags and authors. */
  readonly titles: readonly { readonly folder: string; readonly title: string }[];
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
    files.map(({ key, size, body }) => ({ path: key, size, body })),
    settings,
  );
  const used = new Set(live.flatMap(({ references }) => Object.values(references)));
  // Readers show pictures; any other file is public only if an article refers to it.
  const media = files.filter(
    ({ key }) =>
      /\.(?:png|wav|vtt)$/.test(key) || used.has(`media/${key.split("/").map(encodeURIComponent).join("/")}`),
  );
  const documents = new Map<string, { body: string; meta: Meta }>();
  const meta = { type: FAVICON.type, cacheControl: cacheControl[FAVICON.freshness] };
  documents.set(FAVICON.name, { body: Buffer.from(FAVICON.body).toString("latin1"), meta });
  const add = ({ name, body, type, freshness }: Document) =>
    documents.set(name, { body, meta: { type, cacheControl: cacheControl[freshness] } });
  for (const { key, body, version } of media) {
    const meta = { type: typeOf(key), cacheControl: cacheControl.asset, copyOf: version };
    documents.set(`media/${key}`, { body: Buffer.from(body).toString("latin1"), meta });
  }
  for (const each of live) {
    add(renderArticlePage(each.item, each.slug, settings));
    if (Array.isArray(each.article.episode?.chapters)) add(chaptersOf(each, settings));
  }
  const listed = live.filter(({ article }) => !article.unlisted);
  const { documents: ofFeeds, titles } = feeds(listed, settings, sizes.archivePageSize);
  for (const document of ofFeeds) add(document);
  for (const document of [...renderSiteAssets(settings), ...sitemap(listed, settings)]) add(document);
  return { documents, titles, known, live };
}

function chaptersOf(each: Live, settings: Settings): Document {
  const document = renderChapters({ ...each, media: {} }, settings);
  if (document?.name !== `articles/${each.slug}/chapters.json`) throw new Error("the chapters are not beside the page");
  return document;
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
    const desiredId = article.id ?? settings.id + path.split("/").map(encodeURIComponent).join("/");
    const slug = take(`slug ${article.slug}`) ? article.slug : `${article.slug}_${suffix}`;
    const id = take(`id ${toIri(desiredId, settings)}`) ? desiredId : `${desiredId}#${suffix}`;
    return { ...each, slug, id };
  });
  return named.map((each) => {
    const references = referencesOf(each, named, files);
    const media = Object.fromEntries(
      files.map((file) => {
        const facts = { size: file.size, type: typeOf(file.path), duration: durationOf(file) };
        return [file.path, { ...facts, ...pictureOf(file) }];
      }),
    );
    return { ...each, references, item: toItem({ ...each, references, media }, settings) };
  });
}

function byPath(a: Known, b: Known): number {
  return Buffer.compare(inKeys(a.path), inKeys(b.path));
}

/** A path as encoded in index keys. */
const inKeys = (path: string) => Buffer.from(path.replaceAll("%", "%25").replaceAll("/", "%2F").replaceAll("~", "%7E"));

const newestFirst = (live: readonly Live[]) => [...live].sort((a, b) => b.published - a.published || byPath(a, b));

function sitemap(live: readonly Live[], settings: Settings): Document[] {
  const months = new Map<string, Live[]>();
  const days = new Intl.DateTimeFormat("sv-SE", { timeZone: settings.timezone, calendar: "gregory" });
  for (const each of [...live].sort((a, b) => b.published - a.published || a.updated - b.updated || bySlug(a, b))) {
    const month = days.format(each.published).padStart(10, "0").slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), each]);
  }
  const parts = [...months].map(([month, articles]) => renderSitemap(`sitemap-${month}.xml`, articles, settings));
  const index = [...months].map(([month, articles]) => ({
    month,
    updated: Math.max(...articles.map(({ updated }) => updated)),
  }));
  if (index.length > 1) return [...parts, renderSitemapIndex(index, settings)];
  return [...parts, renderSitemap("sitemap.xml", [...months.values()].flat(), settings)];
}

/** As index keys sort: a `~` follows the slug there. */
const bySlug = (a: Live, b: Live) => Buffer.compare(Buffer.from(`${a.slug}~`), Buffer.from(`${b.slug}~`));

/** The archive of one feed; pages in order, oldest first, each with its articles newest first. */
type Page = { readonly folder: string; readonly live: readonly Live[]; readonly isComplete: boolean };

const LENGTHS = { year: 4, month: 7, day: 10 } as const;
const LONGER = { year: "year", month: "year", day: "month" } as const;

function archivePages(live: readonly Live[], of: string, settings: Settings, maximum: number): Page[] {
  const { archive, archives, timezone, limit } = settings;
  if (archive === false || (of !== "" && !archives)) return [];
  const size = Math.min(limit, maximum);
  const length = LENGTHS[/^(?:tags|authors)/.test(of) ? LONGER[archive] : archive];
  // Swedish dates have the format of ISO 8601.
  const days = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, calendar: "gregory" });
  const periods = new Map<string, Live[]>();
  for (const each of newestFirst(live).reverse()) {
    const period = days.format(each.published).padStart(10, "0").slice(0, length);
    periods.set(period, [...(periods.get(period) ?? []), each]);
  }
  const newest = [...periods.keys()].at(-1);
  return [...periods].flatMap(([period, articles]) => {
    const pages = Array.from({ length: Math.ceil(articles.length / size) }, (_, page) => page);
    return pages.map((page) => {
      const own = articles.slice(page * size, (page + 1) * size);
      const folder = `${of}archive/${period}/${page === 0 ? "" : `${page + 1}/`}`;
      return { folder, live: own.reverse(), isComplete: period !== newest || own.length === size };
    });
  });
}

const complete = (pages: readonly Page[]) => pages.filter((page) => page.isComplete);

function archiveIndex(pages: readonly Page[], settings: Settings): Document[] {
  if (settings.archive === false) return [];
  const firsts = pages.map(({ folder }) => folder).filter((folder) => folder.split("/").length === 3);
  return [renderArchiveIndex(firsts.reverse(), settings)];
}

type Kind = "tag" | "author" | "section" | "language";
/** `language`: of a feed of one language. */
type Named = { readonly folder: string; readonly kind: Kind; readonly name: string; readonly language?: string };

function archive(pages: readonly Page[], named: (live: readonly Live[]) => Named | undefined, settings: Settings) {
  return pages.flatMap(({ folder, live, isComplete }, at) => {
    const of = named(live);
    const [older, newer] = [pages[at - 1], pages[at + 1]];
    const shown = newer !== undefined && (newer.isComplete || of === undefined) ? newer.folder : undefined;
    const items = live.map(({ item }) => item);
    const view: FeedPageOfItems = {
      kind: "archive",
      folder,
      items,
      language: of?.language,
      of: of && { kind: of.kind, folder: of.folder, title: of.name },
      prevArchive: older?.folder,
      nextArchive: shown,
    };
    if (!isComplete) return of === undefined ? [renderFeedPage(view, settings)] : [];
    const links: FeedOfItems["links"] = {
      kind: "archive",
      current: of?.folder ?? "",
      prevArchive: older?.folder,
      nextArchive: newer?.isComplete ? newer.folder : undefined,
    };
    return [
      ...renderFeed({ folder, ...headings(of, settings), items, links }, settings),
      renderFeedPage(view, settings),
    ];
  });
}

function headings(of: Named | undefined, { title, description }: Settings) {
  if (of === undefined) return { title, description };
  const about = { tag: "about", author: "by", section: "in", language: "in" }[of.kind];
  return { title: `${title} – ${of.name}`, description: `Articles ${about} ${of.name}`, language: of.language };
}

function subscription(newest: readonly Live[], pages: readonly Page[], { limit }: Settings) {
  const next = newest[limit];
  const older = next && pages.find(({ live }) => live.includes(next))?.folder;
  return { kind: "subscription", prevArchive: complete(pages).at(-1)?.folder, older } as const;
}

function feeds(live: readonly Live[], settings: Settings, maximum: number) {
  const { title, description, limit } = settings;
  const newest = newestFirst(live);
  const named = (kind: Kind, namesOf: (live: Live) => readonly string[]) =>
    partFeeds(kind, newest, namesOf, settings, maximum);
  const parts = [
    ...named("author", ({ item }) => item.authors.map(({ name }) => name)),
    ...named("language", ({ article }) => (settings.languages ? [article.language ?? settings.language] : [])),
    ...named("section", ({ path }) => sectionsOf(path, settings)),
    ...named("tag", ({ item }) => item.tags),
  ];
  const listed = parts.map(({ folder, name }) => ({ folder, title: inLists(name) }));
  // The feed of a show holds all episodes; its page does not.
  const isShow = settings.podcast !== undefined && settings.podcast.tag === undefined;
  const items = newest.slice(0, isShow ? newest.length : limit).map(({ item }) => item);
  const pages = archivePages(newest, "", settings, maximum);
  const links = subscription(newest, pages, isShow ? { ...settings, limit: newest.length } : settings);
  const main: FeedOfItems = { folder: "", title, description, items, links };
  const site: FeedPageOfItems = { kind: "site", title, description, folder: "", items, feeds: listed };
  const documents = [
    renderOpml(listed, settings),
    ...archiveIndex(pages, settings),
    ...archive(pages, () => undefined, settings),
    ...renderFeed(main, settings),
    renderFeedPage(site, settings),
    ...parts.flatMap(({ documents }) => documents),
  ];
  return { documents, titles: listed };
}

const LANGUAGES: Readonly<Record<string, string>> = { en: "English", de: "Deutsch", "pt-BR": "Português (Brasil)" };

/** The first folder of the path, or those that are listed. */
function sectionsOf(path: string, { sections }: Settings): string[] {
  // The folder of an index is the article's own, but a section that names it has it all the same.
  const folders = path.replace(/[^/]+\/index\.\w+$/, "");
  if (sections === true) return folders.includes("/") ? [folders.slice(0, folders.indexOf("/"))] : [];
  return sections.filter((section) => path.startsWith(`${section}/`));
}

/** A key has no room for a longer name. */
const inLists = (name: string) => (name.length <= 200 ? name : `${name.slice(0, 199).replace(/\p{Surrogate}$/u, "")}…`);

/** One feed per name, sorted by folder. */
function partFeeds(
  kind: Kind,
  newest: readonly Live[],
  namesOf: (live: Live) => readonly string[],
  settings: Settings,
  maximum: number,
) {
  const root = `${kind}s/`;
  const slugs = new Set(newest.flatMap((live) => namesOf(live).map(slugOf)));
  const folders = [...slugs].map((slug) => `${root}${slug}/`);
  folders.sort((a, b) => Buffer.compare(Buffer.from(a.slice(0, -1)), Buffer.from(b.slice(0, -1))));
  return folders.map((folder) => {
    const belongs = (name: string) => `${root}${slugOf(name)}/` === folder;
    const all = newest.filter((each) => namesOf(each).some(belongs));
    const named = (live: readonly Live[]): Named => {
      const name = live.flatMap(namesOf).find(belongs) ?? "";
      return kind === "language"
        ? { folder, kind, name: LANGUAGES[name] ?? "", language: name }
        : { folder, kind, name };
    };
    const pages = archivePages(all, folder, settings, maximum);
    const isShow = kind === "tag" && settings.podcast?.tag !== undefined && belongs(settings.podcast.tag);
    const limit = isShow ? all.length : settings.limit;
    const links = subscription(all, pages, { ...settings, limit });
    const shown = all.slice(0, limit);
    const items = shown.map(({ item }) => item);
    const heading = headings(named(shown), settings);
    const view: FeedPageOfItems = {
      kind,
      folder,
      title: named(shown).name,
      description: heading.description,
      language: named(shown).language,
      items,
      older: links.older,
      translations: kind === "language" ? folders.map((each) => ({ folder: each, language: each.slice(10, -1) })) : [],
    };
    const documents = [
      ...archive(pages, named, settings),
      ...renderFeed({ folder, ...heading, items, links }, settings),
      renderFeedPage(view, settings),
    ];
    return { folder, name: named(shown).name, documents };
  });
}

/** Computes the record of an article: its current status, final slug and id, index keys, and fingerprint. Pure. */
import { createHash } from "node:crypto";
import type { Article } from "../../article/article.ts";
import { toInstant } from "../../article/date/instant.ts";
import { hasChapters } from "../../render/chapters.ts";
import { toIri } from "../../render/item.ts";
import type { Settings } from "../../settings/settings.ts";
import type { ArticleRecord, Source, Status } from "../state/record.ts";
import {
  archiveKey,
  chaptersKey,
  claimKey,
  dueKey,
  feedKey,
  filesKey,
  type IndexKey,
  idClaimPrefix,
  linkKey,
  pageKey,
  sitemapKey,
  slugClaimPrefix,
  usesKey,
} from "../state/state-keys.ts";
import { monthOf, periodOf } from "./archive-period.ts";
import { nameKeys, slugWithSuffix, suffixOf } from "./article-names.ts";
import { foldersOf } from "./part-folders.ts";
import { type FoundReferences, type WantedReferences, wantedReferences } from "./wanted-references.ts";

/** What an article's placement would be if there were no other articles. */
export type DesiredPlacement = {
  readonly path: string;
  readonly article: Article;
  readonly source: Source;
  readonly status: Status;
  readonly published: number;
  readonly updated: number;
  /** The `updated` date of the article, if it is in the future: documents must show it from then on. */
  readonly futureUpdate?: number;
  readonly expires?: number;
  /** When the article appears: its date, or a later instant before which it is hidden. */
  readonly appears: number;
  /** The complete id that the article claims. */
  readonly id: string;
  /** The key prefixes in the index under which all articles claim this slug, and this id. */
  readonly claims: { readonly slug: string; readonly id: string };
  /** What it refers to on this site. */
  readonly wanted: WantedReferences;
};

/** The settings, time (milliseconds since 1970) and release that one batch is published with. */
export type PublishConditions = { readonly settings: Settings; readonly now: number; readonly release: string };

/** Whether an earlier article in key order already has this article's slug or id. */
export type ClaimLookup = { readonly slugTaken: boolean; readonly idTaken: boolean };

/** What the index and the content say about an article. */
export type PlacementLookup = ClaimLookup & FoundReferences;

export function desiredPlacement(
  path: string,
  article: Article,
  source: Source,
  conditions: PublishConditions,
): DesiredPlacement {
  const { settings, now } = conditions;
  const instant = (date: Article["date"]) => (date === undefined ? undefined : toInstant(date, settings.timezone));
  const published = instant(article.date) ?? source.modified;
  const stated = instant(article.updated) ?? published;
  // An update in the future is not shown before its time, like a scheduled article.
  const [updated, futureUpdate] = stated > now ? [published, stated] : [Math.max(published, stated), undefined];
  const expires = instant(article.expires);
  const appears = Math.max(published, instant(article.publishAfter) ?? published);
  const status = statusAt(now, article.draft, appears, expires);
  const id = desiredId(path, article, settings);
  // Two articles must not have the same id in any format, and what differs in Atom differs in all.
  const claims = { slug: slugClaimPrefix(article.slug), id: idClaimPrefix(toIri(id, settings)) };
  const wanted = wantedReferences(path, article, settings);
  return { path, article, source, status, published, updated, futureUpdate, expires, appears, id, claims, wanted };
}

/** The complete id of an article if no other article has it: opaque if the writer, or another tool, gave one. */
export function desiredId(path: string, { id }: Pick<Article, "id">, settings: Settings): string {
  return id ?? defaultId(path, settings);
}

/** The final slug. */
export function slugOfDesired(
  { path, article }: DesiredPlacement,
  { slugTaken }: Pick<ClaimLookup, "slugTaken">,
): string {
  return slugTaken ? slugWithSuffix(article.slug, path) : article.slug;
}

export function computeRecord(
  desired: DesiredPlacement,
  found: PlacementLookup,
  conditions: PublishConditions,
): ArticleRecord {
  const slug = slugOfDesired(desired, found);
  const { media, references, files } = found;
  const id = found.idTaken ? `${desired.id}#${suffixOf(desired.path)}` : desired.id;
  const { article, source, status, published, updated } = desired;
  const fingerprint = fingerprintOf(desired, id, found, conditions);
  const keys = [...keysOf(desired, slug, conditions.settings), ...files.map((file) => filesKey(file, desired.path))];
  return { article, source, status, id, slug, published, updated, media, references, files, fingerprint, keys };
}

function statusAt(now: number, draft: boolean, appears: number, expires: number | undefined): Status {
  if (draft) return "draft";
  // An article that expires before it would appear never does.
  if (expires !== undefined && expires <= Math.max(now, appears)) return "expired";
  return appears > now ? "scheduled" : "live";
}

function keysOf(desired: DesiredPlacement, slug: string, settings: Settings): IndexKey[] {
  const { path, article, status, expires, appears, claims, wanted } = desired;
  if (status === "scheduled") return [dueKey(appears, path)];
  if (status !== "live") return [];
  const keys = [
    pageKey(slug),
    ...(hasChapters(article) ? [chaptersKey(slug)] : []),
    ...(article.unlisted ? [] : listingKeys(desired, slug, settings)),
    claimKey(claims.slug, path),
    claimKey(claims.id, path),
    ...nameKeys(path, article),
    ...wanted.articleNames.map((name) => linkKey(name, path)),
    ...wanted.mediaNames.map((media) => usesKey(media, path)),
  ];
  const due = new Set([expires, desired.futureUpdate].filter((ms) => ms !== undefined));
  return [...keys, ...[...due].map((ms) => dueKey(ms, path))];
}

/** The keys of the feeds, the archives and the sitemap that list the article. */
function listingKeys(desired: DesiredPlacement, slug: string, settings: Settings): IndexKey[] {
  const { path, article, published, updated } = desired;
  const feeds = foldersOf({ path, article }, settings).flatMap((folder) => {
    const period = periodOf(published, folder, settings);
    const archive = period === undefined ? [] : [archiveKey(folder, period, published, path)];
    return [feedKey(folder, published, path), ...archive];
  });
  return [...feeds, sitemapKey(monthOf(published, settings), { published, updated, slug }, path)];
}

/** The default id: the site's prefix and the path, in the form of RFC 4151 tag: URIs (ASCII, reserved characters escaped). */
function defaultId(path: string, settings: Settings): string {
  return settings.id + path.split("/").map(encodeURIComponent).join("/");
}

/** Of the settings that a batch is published with: writing them for each article would take as long as all else here. */
const settingsJson = new WeakMap<Settings, string>();
function jsonOf(settings: Settings): string {
  const json = settingsJson.get(settings) ?? JSON.stringify(settings);
  settingsJson.set(settings, json);
  return json;
}

function fingerprintOf(
  desired: DesiredPlacement,
  id: string,
  { media, references }: FoundReferences,
  { settings, release }: PublishConditions,
): string {
  // The date of an undated article is its file's modification time, so a new copy of the same bytes changes the article.
  const modified = desired.article.date === undefined ? desired.source.modified : undefined;
  const inputs = [desired.source.version, modified, jsonOf(settings), release, desired.status, id, media, references];
  return createHash("sha256").update(JSON.stringify(inputs)).digest("base64url").slice(0, 22);
}

/** Where an article belongs on the site: its status now, its keys in the index, and the fingerprint of all that decides them. Pure. */
import { createHash } from "node:crypto";
import type { Article } from "../../article/article.ts";
import { toInstant } from "../../article/date/instant.ts";
import { mediaPath } from "../../article/reference.ts";
import { slugOf } from "../../article/slug.ts";
import { toUri } from "../../render/item.ts";
import type { Settings } from "../../settings/settings.ts";
import {
  archiveKey,
  claimKey,
  dueKey,
  feedKey,
  type IndexKey,
  idClaimPrefix,
  pageKey,
  slugClaimPrefix,
  usesKey,
} from "../state/index-key.ts";
import type { ArticleRecord, MediaInfo, Source, Status } from "../state/record.ts";
import { periodOf } from "./archive-period.ts";

/** What does not depend on other articles: who an article would like to be. */
export type DesiredPlacement = {
  readonly path: string;
  readonly article: Article;
  readonly source: Source;
  readonly status: Status;
  readonly published: number;
  readonly updated: number;
  /** When an update is to be told that has yet to come. */
  readonly later?: number;
  readonly expires?: number;
  /** The whole id, as wished. */
  readonly id: string;
  /** Where all those who wish for this slug, and for this id, stand in the index. */
  readonly claims: { readonly slug: string; readonly id: string };
};

/** The site as it is while one batch is published. */
export type PublishConditions = { readonly settings: Settings; readonly now: number; readonly release: string };

/** What others leave to an article: which of its wishes are taken by an article before it, and the media there is. */
export type ClaimLookup = { readonly slugTaken: boolean; readonly idTaken: boolean; readonly media: MediaInfo };

export function desiredPlacement(
  path: string,
  article: Article,
  source: Source,
  moment: PublishConditions,
): DesiredPlacement {
  const { settings, now } = moment;
  const instant = (date: Article["date"]) => (date === undefined ? undefined : toInstant(date, settings.timezone));
  const published = instant(article.date) ?? source.modified;
  const written = instant(article.updated) ?? published;
  // An update is told once it has come, like an article.
  const [updated, later] = written > now ? [published, written] : [Math.max(published, written), undefined];
  const expires = instant(article.expires);
  const status = statusAt(now, article.draft, published, expires);
  const id = desiredId(path, article, settings);
  const claims = { slug: slugClaimPrefix(article.slug), id: idClaimPrefix(id) };
  return { path, article, source, status, published, updated, later, expires, id, claims };
}

/** The whole id that an article has unless another has it: as documents tell it, so that none is told twice. */
export function desiredId(path: string, { id }: Pick<Article, "id">, settings: Settings): string {
  return toUri(id ?? defaultId(path, settings), settings);
}

/** The media of the site's own that an article's documents tell the size and type of, as content paths. */
export function mediaOf(article: Article): string[] {
  const paths = article.attachments.map((attachment) => mediaPath(attachment.url));
  return [...new Set(paths.filter((path) => path !== undefined))];
}

export function computeRecord(wish: DesiredPlacement, found: ClaimLookup, moment: PublishConditions): ArticleRecord {
  // No slug holds `_`, so nobody can claim this one.
  const slug = found.slugTaken ? `${wish.article.slug}_${suffixOf(wish.path)}` : wish.article.slug;
  const id = found.idTaken ? `${wish.id}#${suffixOf(wish.path)}` : wish.id;
  const { article, source, status, published, updated } = wish;
  const fingerprint = fingerprintOf(wish, id, found.media, moment);
  const keys = keysOf(wish, slug, moment.settings);
  return { article, source, status, id, slug, published, updated, media: found.media, fingerprint, keys };
}

function suffixOf(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 8);
}

/** The folders of the feeds that tell of an article: the main feed's, its tags', its authors'. */
export function foldersOf(article: Article, settings: Settings): string[] {
  const authors = article.authors.length > 0 ? article.authors : settings.authors;
  const tags = article.tags.map((tag) => `tags/${slugOf(tag)}/`);
  return [...new Set(["", ...tags, ...authors.map((author) => `authors/${slugOf(author.name)}/`)])];
}

function statusAt(now: number, draft: boolean, published: number, expires: number | undefined): Status {
  if (draft) return "draft";
  // What expires before it would appear never does.
  if (expires !== undefined && expires <= Math.max(now, published)) return "expired";
  return published > now ? "scheduled" : "live";
}

function keysOf(wish: DesiredPlacement, slug: string, settings: Settings): IndexKey[] {
  const { path, article, status, published, expires, claims } = wish;
  if (status === "scheduled") return [dueKey(published, path)];
  if (status !== "live") return [];
  const keys = [
    pageKey(slug),
    ...foldersOf(article, settings).map((folder) => feedKey(folder, published, path)),
    claimKey(claims.slug, path),
    claimKey(claims.id, path),
    ...mediaOf(article).map((media) => usesKey(media, path)),
  ];
  const period = periodOf(published, settings);
  if (period !== undefined) keys.push(archiveKey(period, published, path));
  const due = new Set([expires, wish.later].filter((ms) => ms !== undefined));
  return [...keys, ...[...due].map((ms) => dueKey(ms, path))];
}

/** The default id: the site's prefix and the path, as RFC 4151 lets a tag: URI be written (ASCII, reserved characters escaped). */
function defaultId(path: string, settings: Settings): string {
  return settings.id + path.split("/").map(encodeURIComponent).join("/");
}

function fingerprintOf(wish: DesiredPlacement, id: string, media: MediaInfo, moment: PublishConditions): string {
  // An undated article is as old as its file, so that a new copy of the same bytes changes it.
  const modified = wish.article.date === undefined ? wish.source.modified : undefined;
  const facts = [wish.source.version, modified, moment.settings, moment.release, wish.status, id, media];
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url").slice(0, 22);
}

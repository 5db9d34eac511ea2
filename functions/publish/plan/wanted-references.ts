/** What an article refers to on this site: lists, for each reference, the files and articles that it may mean. Pure. */
import { type ArticleAddress, articleAddress, hasExtension } from "../../article/address/article-address.ts";
import { type MediaCandidate, mediaCandidates, mediaName } from "../../article/address/media-address.ts";
import type { Article } from "../../article/article.ts";
import { type Reference, referencesIn, writtenIn } from "../../article/reference.ts";
import { sitePaths } from "../../render/site-urls.ts";
import type { Settings } from "../../settings/settings.ts";
import { isMedia } from "../content-path.ts";
import type { MediaInfo } from "../state/record.ts";

export type WantedReference = {
  readonly reference: Reference;
  /** Files that it may mean; the first that exists is meant. */
  readonly media: readonly MediaCandidate[];
  /** Where an article may be that is meant if no file is found; undefined if the address can only be a file's. */
  readonly article?: ArticleAddress;
  /** Documents tell the file's size and type. */
  readonly isAttachment: boolean;
  /** The article shows or plays it. */
  readonly isEmbedded: boolean;
  /** Documents tell how long it plays, and the article does not say. */
  readonly needsDuration: boolean;
};

export type WantedReferences = {
  readonly all: readonly WantedReference[];
  /** Names of articles and of media: when one of them comes or goes, the article is looked at again. */
  readonly articleNames: readonly string[];
  readonly mediaNames: readonly string[];
};

export type FoundReferences = {
  /** By reference: where it leads on this site, percent-encoded: `articles/b/#part`, `media/img/x.png`. What is not found has no entry. */
  readonly references: Readonly<Record<string, string>>;
  /** The attachments' files, and the pictures that the article shows. */
  readonly media: MediaInfo;
  /** Files that are published only because something refers to them. */
  readonly files: readonly string[];
};

export const NOTHING_FOUND: FoundReferences = { references: {}, media: {}, files: [] };

/** How many different references of one article are looked up; each costs store requests. */
export const MAX_REFERENCES = 1000;

export function wantedReferences(path: string, article: Article, settings: Settings): WantedReferences {
  const attachments = new Set(article.attachments.map(({ url }) => url));
  const unsaid = article.episode?.duration ? [] : article.attachments.filter(({ duration }) => !duration);
  const untimed = new Set(unsaid.map(({ url }) => url));
  const references = new Set([
    ...(article.image ? [article.image] : []),
    ...attachments,
    ...episodeReferences(article),
    ...referencesIn(article.html),
  ]);
  const bases = sitePaths(settings);
  const all: WantedReference[] = [];
  for (const reference of references) {
    const found = wanted(reference, path, bases);
    if (found !== undefined)
      all.push({ ...found, isAttachment: attachments.has(reference), needsDuration: untimed.has(reference) });
    if (all.length === MAX_REFERENCES) break;
  }
  return {
    all,
    articleNames: distinct(all.flatMap((each) => each.article?.names ?? [])),
    mediaNames: distinct(all.flatMap((each) => each.media.map((candidate) => mediaName(candidate.path)))),
  };
}

/** The files of an episode: its transcripts, its chapters and their pictures. */
export function episodeReferences({ episode }: Article): Reference[] {
  const { transcripts = [], chapters = [] } = episode ?? {};
  const ofChapters = typeof chapters === "string" ? [chapters] : chapters.flatMap(({ image }) => image ?? []);
  return [...transcripts.map(({ url }) => url), ...ofChapters];
}

function wanted(
  reference: Reference,
  path: string,
  bases: readonly string[],
): Omit<WantedReference, "isAttachment" | "needsDuration"> | undefined {
  const written = writtenIn(reference);
  if (written === undefined) return undefined;
  const isEmbedded = written.kind === "embed";
  const article = written.kind === "link" ? articleAddress(written.address, path, bases) : undefined;
  // A link without an extension names no file: it would cost a request for each of thousands of links between articles.
  if (article !== undefined && !written.address.includes(".")) return { reference, article, isEmbedded, media: [] };
  const names = new Map<string, boolean>();
  const mayBeFile = (candidate: MediaCandidate) => {
    // Candidates differ in roots of other tools, which do not matter here.
    const name = mediaName(candidate.path);
    const known = names.get(name) ?? (isMedia(name) && (isEmbedded || hasExtension(name)));
    names.set(name, known);
    return known;
  };
  const media = mediaCandidates(written.address, path, bases).filter(mayBeFile);
  return { reference, article, isEmbedded, media };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

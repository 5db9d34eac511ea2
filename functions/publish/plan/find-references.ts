/** Looks up what an article's references lead to: pages of other articles, by the index, and media, by the content store. */

import { encodePath, urlRest } from "../../article/address/address.ts";
import { type ArticleCandidate, aliasForm, chooseArticle, nameOfAlias } from "../../article/address/article-address.ts";
import { isPlayable } from "../../render/enclosure.ts";
import type { Store } from "../../store/store.ts";
import { kindOfPath } from "../content-path.ts";
import type { MediaFile, MediaFiles } from "../media-files.ts";
import type { PictureSize } from "../picture-size.ts";
import type { MediaInfo } from "../state/record.ts";
import type { RecordReader } from "../state/record-reader.ts";
import {
  aliasMark,
  aliasMarkOf,
  claimKey,
  namesPrefix,
  pathOf,
  slugClaimPrefix,
  sortsBefore,
} from "../state/state-keys.ts";
import { otherNames, slugWithSuffix } from "./article-names.ts";
import type { DesiredPlacement } from "./compute-record.ts";
import type { FoundReferences, WantedReference } from "./wanted-references.ts";

type Lookup = {
  /** What the article's record knows of its files: a recording is read once for each of its versions. */
  readonly known?: MediaInfo;
  readonly state: Store;
  readonly files: MediaFiles;
  readonly records: RecordReader;
};

/** `slug`: the article's own final slug, for links to itself. */
export async function findReferences(
  desired: DesiredPlacement,
  slug: string,
  lookup: Lookup,
): Promise<FoundReferences> {
  const references: Record<string, string> = {};
  const media: Record<string, MediaInfo[string]> = {};
  const files = new Set<string>();
  for (const wanted of desired.wanted.all) {
    const file = await findMedia(wanted, lookup.files);
    const page = file === undefined ? await findArticle(wanted, desired, slug, lookup) : undefined;
    if (page !== undefined)
      references[wanted.reference] = `articles/${encodeURIComponent(page)}/${urlRest(wanted.article?.rest ?? "")}`;
    if (file === undefined) continue;
    const { path, rest, ...info } = file;
    const isRecording = wanted.isAttachment && isPlayable(info);
    const duration = isRecording && wanted.needsDuration ? await durationOf(file, lookup) : undefined;
    references[wanted.reference] = `media/${encodePath(path)}${urlRest(rest)}`;
    const isPicture = wanted.isEmbedded && info.type.startsWith("image/");
    const size = isPicture ? await pictureSizeOf(file, lookup) : undefined;
    if (wanted.isAttachment || isPicture)
      media[path] = { ...media[path], ...info, ...(duration !== undefined && { duration }), ...size };
    if (kindOfPath(path) === "attachment-only") files.add(path);
  }
  return { references, media, files: [...files] };
}

async function durationOf(file: MediaFile, { known = {}, files }: Lookup): Promise<number | undefined> {
  const before = Object.hasOwn(known, file.path) ? known[file.path] : undefined;
  const duration = before?.version === file.version ? before.duration : undefined;
  return duration ?? files.durationOf(file);
}

async function pictureSizeOf(file: MediaFile, { known = {}, files }: Lookup): Promise<PictureSize | undefined> {
  const before = Object.hasOwn(known, file.path) ? known[file.path] : undefined;
  const { width, height } = before?.version === file.version ? before : {};
  return width === undefined || height === undefined ? files.pictureSizeOf(file) : { width, height };
}

async function findMedia({ media }: WantedReference, files: MediaFiles) {
  for (const { path, rest } of media) {
    const found = await files.find(path);
    if (found !== undefined) return { ...found, rest };
  }
  return undefined;
}

type Candidate = ArticleCandidate & { readonly slug: () => Promise<string | undefined> };

async function findArticle(
  { article: address }: WantedReference,
  desired: DesiredPlacement,
  ownSlug: string,
  lookup: Lookup,
): Promise<string | undefined> {
  if (address === undefined) return undefined;
  const candidates: Candidate[] = [];
  for (const name of address.names) {
    candidates.push(...ownCandidates(name, address.alias, desired, ownSlug));
    candidates.push(
      ...(await byClaim(name, desired, lookup)),
      ...(await byOtherName(name, address.alias, desired, lookup)),
    );
  }
  const chosen = chooseArticle(address, inOrder(candidates));
  return chosen?.slug();
}

/** One for each article, in the order of keys, so that the choice among equals does not depend on how each was found. */
function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const merged = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { path, isAlias, bySlug } = candidate;
    const known = merged.get(path) ?? candidate;
    merged.set(path, { ...known, isAlias: known.isAlias || isAlias, bySlug: known.bySlug || bySlug });
  }
  return [...merged.values()].sort((a, b) => (sortsBefore(claimKey("", a.path), claimKey("", b.path)) ? -1 : 1));
}

/** The article itself, by what it is known by from now on. */
function ownCandidates(name: string, alias: string | undefined, desired: DesiredPlacement, slug: string): Candidate[] {
  const { path, article } = desired;
  const aliases = article.aliases.filter((each) => nameOfAlias(each) === name);
  const bySlug = article.slug === name;
  if (aliases.length === 0 && !bySlug && !otherNames(path, article).includes(name)) return [];
  const isAlias = aliases.some((each) => aliasForm(each) === alias);
  return [{ path, isAlias, bySlug, slug: async () => slug }];
}

/** The claimants of a slug; the first in key order has it as it is. */
async function byClaim(
  name: string,
  { path: own, article }: DesiredPlacement,
  { state }: Lookup,
): Promise<Candidate[]> {
  const prefix = slugClaimPrefix(name);
  const paths = (await state.list({ prefix })).entries.map((entry) => pathOf(entry.key)).filter((path) => path !== own);
  const isOwnFirst = (path: string) =>
    article.slug === name && sortsBefore(claimKey(prefix, own), claimKey(prefix, path));
  return paths.map((path, at) => {
    const slug = at > 0 || isOwnFirst(path) ? slugWithSuffix(name, path) : name;
    return { path, isAlias: false, bySlug: true, slug: async () => slug };
  });
}

async function byOtherName(
  name: string,
  alias: string | undefined,
  { path: own }: DesiredPlacement,
  { state, records }: Lookup,
): Promise<Candidate[]> {
  const mark = alias === undefined ? undefined : aliasMark(alias);
  const { entries } = await state.list({ prefix: namesPrefix(name) });
  return entries
    .map(({ key }) => ({
      key,
      path: pathOf(key),
      isAlias: mark !== undefined && aliasMarkOf(key) === mark,
      bySlug: false,
    }))
    .filter(({ path }) => path !== own)
    .map(({ key, ...candidate }) => ({
      ...candidate,
      slug: async () => (await records.read(candidate.path, key))?.slug,
    }));
}

/** Looks up what an article's references lead to: pages of other articles, by the index, and media, by the content store. */

import { encodePath, urlRest } from "../../article/address/address.ts";
import { type ArticleCandidate, aliasForm, chooseArticle, nameOfAlias } from "../../article/address/article-address.ts";
import type { Store } from "../../store/store.ts";
import { kindOfPath } from "../content-path.ts";
import type { MediaFiles } from "../media-files.ts";
import {
  aliasMark,
  aliasMarkOf,
  claimKey,
  namesPrefix,
  pathOf,
  slugClaimPrefix,
  sortsBefore,
} from "../state/index-key.ts";
import type { MediaInfo } from "../state/record.ts";
import type { RecordReader } from "../state/record-reader.ts";
import { otherNames, slugWithSuffix } from "./article-names.ts";
import type { DesiredPlacement } from "./compute-record.ts";
import type { FoundReferences, WantedReference } from "./wanted-references.ts";

type Lookup = {
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
    references[wanted.reference] = `media/${encodePath(path)}${urlRest(rest)}`;
    if (wanted.isAttachment) media[path] = info;
    if (kindOfPath(path) === "attachment-only") files.add(path);
  }
  return { references, media, files: [...files] };
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
  // In the order of keys, so that the choice among equals does not depend on how each was found.
  candidates.sort((a, b) => (a.path === b.path ? 0 : sortsBefore(claimKey("", a.path), claimKey("", b.path)) ? -1 : 1));
  const chosen = chooseArticle(address, candidates);
  return chosen?.slug();
}

/** The article itself, by what it is known by from now on. */
function ownCandidates(name: string, alias: string | undefined, desired: DesiredPlacement, slug: string): Candidate[] {
  const { path, article } = desired;
  const aliases = article.aliases.filter((each) => nameOfAlias(each) === name);
  const isAlias = aliases.some((each) => aliasForm(each) === alias);
  const bySlug = article.slug === name;
  if (aliases.length === 0 && !bySlug && !otherNames(path, article).includes(name)) return [];
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

/** Finds references that lead nowhere, for the `check` command: takes a published article's record, returns a finding for each. */
import { type MediaCandidate, mediaCandidates } from "../../article/address/media-address.ts";
import type { Article, Problem } from "../../article/article.ts";
import { MARK, type Reference, referencesIn, writtenIn } from "../../article/reference.ts";
import { type IgnoredAs, ignoredAs } from "../../publish/content-path.ts";
import { episodeReferences, MAX_REFERENCES } from "../../publish/plan/wanted-references.ts";
import { type ArticleRecord, readRecord } from "../../publish/state/record.ts";
import { RECORDS } from "../../publish/state/state-keys.ts";
import type { Stores } from "../../publish/stores.ts";
import { type ReferenceContext, referenceContext, urlOf } from "../../render/expand-references.ts";
import { sitePaths } from "../../render/site-urls.ts";
import type { Settings } from "../../settings/settings.ts";
import { key, parseKey } from "../../store/key.ts";
import { listAll, type Store } from "../../store/store.ts";

export type DeadReference = Problem & { readonly kind: "problem" | "note" };

export type DeadReferenceFinder = (path: string, record: ArticleRecord) => Promise<DeadReference[]>;

/** Finds the dead references of any number of articles; it reads the ids of all articles once, when a fragment asks for them. */
export function deadReferenceFinder({ content, state, site }: Stores, settings: Settings): DeadReferenceFinder {
  let ids: Promise<Ids> | undefined;
  const idsOf = async (slug: string) => {
    ids ??= idsOfAll(state);
    return (await ids).get(slug);
  };
  const isFile = async (address: string, path: string) => {
    for (const candidate of mediaCandidates(address, path, sitePaths(settings))) {
      const parsed = parseKey(candidate.path);
      if ("key" in parsed && (await content.stat(parsed.key)) !== undefined) return true;
    }
    return false;
  };
  return async (path, record) => {
    const context = referenceContext(record, settings);
    const references = referencesOf(record.article);
    const found: DeadReference[] = [];
    let text: string | undefined;
    for (const reference of references) {
      const dead =
        (await deadFragment(reference, record, idsOf)) ??
        (await deadAddress(reference, record, { context, site, content, path, isFile: (at) => isFile(at, path) }));
      if (dead === undefined) continue;
      text ??= await textOf(path, content);
      found.push({ ...dead, line: lineOf(text, writtenIn(reference)?.address ?? reference.slice(1)) });
    }
    return references.length > MAX_REFERENCES ? [...found, tooMany(references.length)] : found;
  };
}

function referencesOf(article: Article): Reference[] {
  const { html, image, attachments } = article;
  const files = [...(image ? [image] : []), ...attachments.map(({ url }) => url), ...episodeReferences(article)];
  return [...new Set([...files, ...referencesIn(html)])];
}

type Ids = ReadonlyMap<string, ReadonlySet<string>>;

async function idsOfAll(state: Store): Promise<Ids> {
  const ids = new Map<string, ReadonlySet<string>>();
  for await (const { entries } of listAll(state, { prefix: RECORDS })) {
    for (const entry of entries) {
      const record = (await readRecord(state, entry.key.slice(RECORDS.length)))?.record;
      if (record?.status === "live") ids.set(record.slug, idsIn(record.article));
    }
  }
  return ids;
}

function idsIn({ html }: Article): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => id.replaceAll("&amp;", "&")));
}

type IdsOf = (slug: string) => Promise<ReadonlySet<string> | undefined>;

async function deadFragment(
  reference: Reference,
  { slug, references }: ArticleRecord,
  idsOf: IdsOf,
): Promise<DeadReference | undefined> {
  const isOwn = reference.startsWith(MARK.page);
  const address = isOwn ? reference : (references[reference] ?? "");
  const [, page = "", written = ""] = /^(?:articles\/([^/]*)\/)?[^#]*#(.+)$/s.exec(address) ?? [];
  const fragment = decoded(written);
  // `#:~:text=` names words of the page, and `#top` is the top of any page.
  if (fragment === "" || fragment === "top" || fragment.includes(":~:")) return undefined;
  const ids = isOwn || page !== "" ? await idsOf(isOwn ? slug : decoded(page)) : undefined;
  if (ids === undefined || ids.has(fragment) || ids.has(written)) return undefined;
  const where = isOwn ? "this article" : `the article at ${writtenIn(reference)?.address.replace(/#.*/s, "")}`;
  return { kind: "note", reason: `links to #${fragment}, but ${where} has no such part` };
}

type Surroundings = {
  readonly context: ReferenceContext;
  readonly site: Store;
  readonly content: Store;
  /** Of the article. */
  readonly path: string;
  /** Whether the content holds what the address names, an article or not. */
  readonly isFile: (address: string) => Promise<boolean>;
};

const IS_ARTICLE = "is an article, not a file to show or play";

async function deadAddress(
  reference: Reference,
  record: ArticleRecord,
  { context, site, content, path, isFile }: Surroundings,
): Promise<DeadReference | undefined> {
  const written = writtenIn(reference);
  if (written === undefined || Object.hasOwn(record.references, reference)) return undefined;
  const { kind, address } = written;
  const url = urlOf(reference, context);
  if (url !== undefined && (await isOwnDocument(url, context, site))) return undefined;
  if (url !== undefined && /^[\\/]/.test(address))
    return context.settings.home === undefined ? noHome(address) : undefined;
  const ignored = await ignoredFile(mediaCandidates(address, path, []), content);
  if (ignored !== undefined)
    return { kind: "problem", reason: `refers to ${address}, which is never published as one of the ${ignored}` };
  return kind === "embed"
    ? {
        kind: "problem",
        reason: `refers to ${address}, which ${(await isFile(address)) ? IS_ARTICLE : "is not in the content folder"}`,
      }
    : { kind: "problem", reason: `links to ${address}, which names no article and no file of the content folder` };
}

/** Why a file that is there is never published; undefined if there is none. */
async function ignoredFile(candidates: readonly MediaCandidate[], content: Store): Promise<IgnoredAs | undefined> {
  for (const { path } of candidates) {
    const why = ignoredAs(path);
    const parsed = why === undefined ? undefined : parseKey(path);
    if (parsed && "key" in parsed && (await content.stat(parsed.key)) !== undefined) return why;
  }
  return undefined;
}

function noHome(address: string): DeadReference {
  const remedy = 'to have such addresses lead to your own site, name it with "home" in site.json';
  return {
    kind: "note",
    reason: `refers to ${address}, which names no article and no file of the content folder; ${remedy}`,
  };
}

async function isOwnDocument(url: string, { settings }: ReferenceContext, site: Store): Promise<boolean> {
  if (!url.startsWith(settings.url)) return false;
  const name = decoded(url.slice(settings.url.length).replace(/[?#].*$/s, ""));
  const parsed = parseKey(name === "" || name.endsWith("/") ? `${name}index.html` : name);
  return "key" in parsed && (await site.stat(parsed.key)) !== undefined;
}

function tooMany(count: number): DeadReference {
  return {
    kind: "note",
    reason: `refers to ${count} different addresses of this site; only the first ${MAX_REFERENCES} are looked up`,
  };
}

async function textOf(path: string, content: Store): Promise<string> {
  const object = await content.read(key(path));
  return object === undefined ? "" : Buffer.from(object.body).toString();
}

/** The line on which the address stands as it is; undefined if it is written in another way there. */
function lineOf(text: string, address: string): number | undefined {
  const at = text.indexOf(address);
  return at < 0 || address === "" ? undefined : text.slice(0, at).split("\n").length;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads the keys that hold addresses: `url`, `link`, `permalink`, `slug`, `aliases` … A web address is where the original lives; a
 * path is where another tool published the article: its last name is the slug, and the whole path an alias.
 */
import type { Problem } from "../article.ts";
import { cleanText, oneLine } from "../characters.ts";
import { slugOf } from "../slug.ts";
import { meaningOf } from "./key-table.ts";
import type { Entry } from "./nested-keys.ts";
import { type LineOf, show } from "./validate.ts";

export type Addresses = {
  readonly externalUrl?: string;
  readonly slug?: string;
  readonly aliases: readonly string[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
};

type Address =
  | { readonly kind: "original"; readonly url: string }
  | { readonly kind: "page"; readonly slug?: string; readonly aliases: readonly string[] }
  | { readonly kind: "wrong"; readonly reason: string }
  | { readonly kind: "pattern" };

export function addressesOf(entries: readonly Entry[], lineOf: LineOf): Addresses {
  const found = entries.flatMap((entry) => {
    const meaning = meaningOf(entry.plain);
    const isAddress = meaning?.own === "url" || meaning?.own === "slug";
    const text = isAddress ? textOf(entry.value) : undefined;
    return text === undefined || !meaning
      ? []
      : [{ entry, text, meaning, address: readAddress(text, meaning.own, meaning.rank) }];
  });
  const wrong = entries.flatMap((entry) => listProblem(entry, lineOf));
  if (found.length === 0) return { aliases: aliasesIn(entries).slice(0, MAX_ALIASES), problems: wrong, notes: [] };
  found.sort((a, b) => order(a.meaning.own, a.meaning.rank) - order(b.meaning.own, b.meaning.rank));
  const report = (isOwn: boolean) =>
    found.flatMap(({ entry, text, meaning, address }) =>
      (meaning.rank === 0) === isOwn ? reportOn(entry, text, address, lineOf) : [],
    );
  const pages = found.flatMap(({ address }) => (address.kind === "page" ? address : []));
  const originals = found.flatMap(({ address }) => (address.kind === "original" ? address.url : []));
  return {
    externalUrl: originals[0],
    slug: pages.find(({ slug }) => slug !== undefined)?.slug,
    aliases: [...new Set([...pages.flatMap(({ aliases }) => aliases), ...aliasesIn(entries)])].slice(0, MAX_ALIASES),
    problems: [
      ...wrong,
      ...report(true)
        .filter(({ isWrong }) => isWrong)
        .map(({ problem }) => problem),
    ],
    notes: [...report(true).filter(({ isWrong }) => !isWrong), ...report(false)].map(({ problem }) => problem),
  };
}

function listProblem({ path, name, plain, value }: Entry, lineOf: LineOf): Problem[] {
  const isOwn = path.length === 1 && (plain === "url" || plain === "slug");
  const isEmpty =
    value === null ||
    (Array.isArray(value) && value.every((item) => typeof item !== "object" && textOf(item) === undefined));
  if (!isOwn || typeof value !== "object" || isEmpty) return [];
  return [{ line: lineOf(path), reason: `${name}: ${show(value)} is not a text` }];
}

/** Our own `slug` wins, then `url`, then the names of others. */
function order(own: string, rank: number): number {
  return rank === 0 && own === "slug" ? -1 : rank + (own === "url" ? 0 : 0.5);
}

/** An address is text; a number may be one. Anything else (`false`, a list) is no address. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = oneLine(cleanText(String(value)));
  return /^[-–—~]?$/.test(text) ? undefined : text.slice(0, MAX_LENGTH);
}

const MAX_LENGTH = 2000;
const MAX_ALIASES = 100;
/** Jekyll's names of patterns, and variables of any template. */
const PATTERN = /^(?:date|pretty|ordinal|weekdate|none)$|(?:^|\/):\w|\{\{|\{%|<[a-z]+>|\[:?\w+\]/i;
const HOST = /^(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?!html?$|php$|aspx?$|jsp$|md$|xml$|txt$)[a-z]{2,24}(?:[/?#]|$))/i;

function readAddress(text: string, own: string, rank: number): Address {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || text.startsWith("//")) return absoluteAddress(text, own);
  if (PATTERN.test(text) && !(rank === 0 && own === "slug")) return { kind: "pattern" };
  if (own === "url" && HOST.test(text))
    return { kind: "wrong", reason: `${show(text)} is not a web address; write https://…` };
  if (rank === 0 && own === "slug" && !text.includes("/")) return { kind: "page", slug: slugOf(text), aliases: [] };
  return { kind: "page", slug: lastNameOf(text), aliases: text.includes("/") && text !== "/" ? [text] : [] };
}

/** A permalink that is a web address is where the article itself was; a link leads to somebody else's. */
function absoluteAddress(text: string, own: string): Address {
  const address = text.startsWith("//") ? `https:${text}` : text;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return own === "slug"
      ? { kind: "page", slug: slugOf(text), aliases: [] }
      : { kind: "wrong", reason: `${show(text)} is not a web address; write https://…` };
  if (own === "url") return { kind: "original", url: url.href };
  return { kind: "page", slug: lastNameOf(url.pathname), aliases: [url.href] };
}

/** `/2023/05/my-post/`, `/my-post/index.html` and `/my-post.html` are all called `my-post`; `/` has no name. */
function lastNameOf(path: string): string | undefined {
  const names = path
    .replace(/[?#].*/s, "")
    .split("/")
    .filter((name) => name !== "" && !/^index\.\w{1,5}$/i.test(name));
  const name = decoded(names.at(-1) ?? "").replace(/\.(?:html?|php|aspx?|jsp|md|markdown)$/i, "");
  return /[\p{L}\p{N}]/u.test(name) ? slugOf(name) : undefined;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

function aliasesIn(entries: readonly Entry[]): string[] {
  const written = entries.filter(({ plain }) => meaningOf(plain)?.own === "aliases");
  return written.flatMap(({ value }) =>
    (Array.isArray(value) ? value.slice(0, MAX_ALIASES) : [value]).flatMap((item) => textOf(item) ?? []),
  );
}

type Reported = { readonly problem: Problem; readonly isWrong: boolean };

function reportOn({ path, name }: Entry, text: string, address: Address, lineOf: LineOf): Reported[] {
  const line = lineOf(path);
  const report = (reason: string, isWrong: boolean) => [{ problem: { line, reason: `${name}: ${reason}` }, isWrong }];
  if (address.kind === "wrong") return report(address.reason, true);
  if (address.kind === "pattern") return report(`${show(text)} is a pattern of another tool, ignored`, false);
  const isOther =
    name === "slug" &&
    address.kind === "page" &&
    address.slug !== undefined &&
    address.slug !== text &&
    !text.includes("/");
  return isOther ? report(`${show(text)} is published as ${address.kind === "page" ? address.slug : ""}`, false) : [];
}

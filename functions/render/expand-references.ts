/** Puts URLs in place of an article's references: takes its HTML (or one reference) and where it is placed, and returns absolute URLs. */
import { asUrl, isRooted } from "../article/address/address.ts";
import { type CleanHtml, MARK, type Reference, type Written, writtenIn } from "../article/reference.ts";
import type { Settings } from "../settings/settings.ts";
import type { Placement } from "./placement.ts";
import { pageAddress } from "./site-urls.ts";

export type ReferenceContext = {
  /** Where references lead on this site; see `Placement`. */
  readonly references: Placement["references"];
  /** The URL of the article's page. */
  readonly page: string;
  readonly settings: Pick<Settings, "url" | "home">;
};

export function referenceContext(
  { references, slug }: Pick<Placement, "references" | "slug">,
  settings: Settings,
): ReferenceContext {
  return { references, page: pageAddress(slug, settings), settings };
}

/** An absolute ASCII URL; undefined if the reference leads nowhere. */
export function urlOf(reference: Reference, context: ReferenceContext): string | undefined {
  if (reference.startsWith(MARK.page)) return context.page + reference.slice(1);
  const written = writtenIn(reference);
  if (written === undefined) return reference;
  const found = Object.hasOwn(context.references, reference) ? context.references[reference] : undefined;
  return found === undefined ? elsewhere(written, context) : context.settings.url + found;
}

/** What no article or file of this site has. An address from the root of a host may be a document of the writer's own site. */
function elsewhere(
  { kind, address }: Written,
  { page, settings: { url, home } }: ReferenceContext,
): string | undefined {
  if (/^[\\/]/.test(address)) return home === undefined ? onHost(address, kind, url) : atHome(address, home);
  if (kind === "embed" || isRooted(address)) return undefined;
  const { href } = new URL(asUrl(address).path, page);
  return href.startsWith(url) && OWN_DOCUMENT.test(href.slice(url.length)) ? new URL(address, page).href : undefined;
}

/** Documents that this site has beside articles and media. */
const OWN_DOCUMENT = /^(?:(?:tags|authors|archive)\/.*|feed\.(?:xml|json)|atom\.xml|feeds\.opml)?$/;

/** A site at the root of its host has no other pictures there. */
function onHost(address: string, kind: Written["kind"], url: string): string | undefined {
  const { origin, pathname } = new URL(url);
  return kind === "embed" && pathname === "/" ? undefined : origin + fromRoot(address);
}

/** Tools that put a site into a folder (`https://example.org/blog/`) have writers name the folder, or not. */
function atHome(address: string, home: string): string {
  const { origin, pathname } = new URL(home);
  const path = fromRoot(address);
  return origin + (path.startsWith(pathname) ? path : pathname.replace(/\/$/, "") + path);
}

/** A host that cannot exist: it lets `URL` apply its own rules to a path, whatever the path is. */
const NOWHERE = "https://nowhere.invalid";

function fromRoot(address: string): string {
  const path = address.replace(/^[\\/]+/, "/");
  return URL.canParse(path, NOWHERE) ? new URL(path, NOWHERE).href.slice(NOWHERE.length) : "/";
}

/** A picture that is not there gives way to its alternative text; another element loses the address that leads nowhere. */
export function expandReferences(html: CleanHtml, context: ReferenceContext): string {
  let isWhole = true;
  const expanded = html.replace(MARKED, (reference) => {
    const url = urlOf(unescaped(reference), context);
    if (url === undefined) isWhole = false;
    return url === undefined ? MARK.embed : url.replaceAll("&", "&amp;");
  });
  return isWhole ? expanded : expanded.replace(TAG, withoutDeadReferences);
}

// Text contains no marks, and a value in quotes or a list ends before these characters.
const MARKED = /[\u0001-\u0003][^"\s,<>\u0001-\u0003]*/g;
/** Clean HTML uses `<` only for tags, and double quotes around every attribute value. */
const TAG = /<[a-z][^"<>]*(?:"[^"]*"[^"<>]*)*>/g;
const ATTRIBUTE = /\s([a-z-]+)="([^"]*)"/g;

function unescaped(reference: string): Reference {
  return reference.replaceAll("&amp;", "&") as Reference;
}

/** `MARK.embed` alone stands where a reference led nowhere. */
function withoutDeadReferences(tag: string): string {
  if (!tag.includes(MARK.embed)) return tag;
  const kept = tag.replace(ATTRIBUTE, (attribute, name: string, value: string) => {
    if (!value.includes(MARK.embed)) return attribute;
    const images = name === "srcset" ? value.split(", ").filter((image) => !image.includes(MARK.embed)) : [];
    return images.length === 0 ? "" : ` srcset="${images.join(", ")}"`;
  });
  const [, element = ""] = /^<([a-z]+)/.exec(tag) ?? [];
  if (!/^(?:img|source|track)$/.test(element) || /\ssrc(?:set)?="/.test(kept)) return kept;
  return element === "img" ? alternativeText(tag) : "";
}

function alternativeText(tag: string): string {
  for (const [, name, value = ""] of tag.matchAll(ATTRIBUTE))
    if (name === "alt") return value.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return "";
}

/** Puts URLs in place of an article's references: takes its HTML (or one reference) and where it is placed, and returns absolute URLs. */
import { asUrl, isRooted } from "../article/address/address.ts";
import { type CleanHtml, MARK, markedIn, type Reference, type Written, writtenIn } from "../article/reference.ts";
import type { Settings } from "../settings/settings.ts";
import type { Placement } from "./placed-article.ts";
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
  const path = asUrl(address).path;
  if (!URL.canParse(path, page)) return undefined;
  const { href } = new URL(path, page);
  return href.startsWith(url) && OWN_DOCUMENT.test(href.slice(url.length)) ? new URL(address, page).href : undefined;
}

/** Documents that this site has beside articles and media. */
const OWN_DOCUMENT = /^(?:(?:tags|authors|archive)\/.*|feed\.(?:xml|json)|atom\.xml|feeds\.opml)?$/;

/** A site at the root of its host has no other pictures there. */
function onHost(address: string, kind: Written["kind"], url: string): string | undefined {
  const { origin, path } = partsOf(url);
  return kind === "embed" && path === "/" ? undefined : origin + fromRoot(address);
}

/** Tools that put a site into a folder (`https://example.org/blog/`) have writers name the folder, or not. */
function atHome(address: string, home: string): string {
  const { origin, path: folder } = partsOf(home);
  const path = fromRoot(address);
  return origin + (path.startsWith(folder) ? path : folder.replace(/\/$/, "") + path);
}

/** Of a normalized URL. Reading it anew for every link of every item would be a good part of the work of a build. */
function partsOf(url: string): { readonly origin: string; readonly path: string } {
  const [, origin = "", path = "/"] = /^([a-z]+:\/\/[^/?#]*)([^?#]*)/.exec(url) ?? [];
  return { origin, path };
}

/** A host that cannot exist: it lets `URL` apply its own rules to a path, whatever the path is. */
const NOWHERE = "https://nowhere.invalid";

function fromRoot(address: string): string {
  if (/^\/(?:[\w-][\w.-]*\/)*(?:[\w-][\w.-]*)?$/.test(address)) return address;
  const path = address.replace(/^[\\/]+/, "/");
  return URL.canParse(path, NOWHERE) ? new URL(path, NOWHERE).href.slice(NOWHERE.length) : "/";
}

/** A picture that is not there gives way to its alternative text; another element loses the address that leads nowhere. */
export function expandReferences(html: CleanHtml, context: ReferenceContext): string {
  const parts: string[] = [];
  let [done, isWhole] = [0, true];
  for (const { reference, start, end } of markedIn(html)) {
    const url = urlOf(reference, context);
    parts.push(html.slice(done, start), url === undefined ? DEAD : url.replaceAll("&", "&amp;"));
    isWhole &&= url !== undefined;
    done = end;
  }
  if (done === 0) return html;
  const expanded = parts.join("") + html.slice(done);
  return isWhole ? expanded : withoutDeadReferences(expanded);
}

/** Stands where a reference led nowhere, until its tag is changed. */
const DEAD = MARK.embed;

/** Clean HTML uses `<` only for tags, but for values in double quotes, which stand around every attribute's value. */
const TAG = /<[a-z][^"<>]*(?:"[^"]*"[^"<>]*)*>/y;
const ATTRIBUTE = /\s([a-z-]+)="([^"]*)"/g;

function withoutDeadReferences(html: string): string {
  const parts: string[] = [];
  let end = 0;
  for (let at = html.indexOf(DEAD); at >= 0; at = html.indexOf(DEAD, end)) {
    const start = startOfTag(html, at, end);
    TAG.lastIndex = start;
    const tag = TAG.exec(html)?.[0] ?? html.slice(start, at + 1);
    parts.push(html.slice(end, start), withoutDead(tag));
    end = start + tag.length;
  }
  return parts.join("") + html.slice(end);
}

/** Of the tag whose attribute value holds the position: an odd number of quotes lies between them. A value may hold `<` itself. */
function startOfTag(html: string, at: number, from: number): number {
  let quotes = 0;
  for (let start = at - 1; start >= from; start--) {
    if (html[start] === '"') quotes++;
    if (html[start] === "<" && quotes % 2 === 1) return start;
  }
  return at;
}

function withoutDead(tag: string): string {
  const kept = tag.replace(ATTRIBUTE, (attribute, name: string, value: string) => {
    if (!value.includes(DEAD)) return attribute;
    const images = name === "srcset" ? value.split(", ").filter((image) => !image.includes(DEAD)) : [];
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

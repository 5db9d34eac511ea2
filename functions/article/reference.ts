/**
 * References that an article makes: to the web, to its site's media, to its own page.
 *
 * An article does not know where it will be published. What depends on that stands as a mark, a control character that no
 * cleaned text can hold, followed by the rest of an ASCII URL; `expand` puts the true beginning in its place.
 */
import { unescape as percentDecode } from "node:querystring";
import { inputFormatOf } from "./input-format.ts";
import { slugOfPath } from "./slug.ts";

/** HTML that passed `clean`: safe to put into a page or feed once its marks are expanded. */
export type CleanHtml = string & { readonly __brand: "CleanHtml" };
/** An absolute ASCII URL, or a mark and the rest of one. */
export type Reference = string & { readonly __brand: "Reference" };

export const MARK = {
  /** The article's own page: `https://example.org/articles/slug/`. */
  page: "\u0001",
  /** The site's root: `https://example.org/blog/`. */
  site: "\u0002",
  /** The root of the site's host, without a slash at its end: `https://example.org`. */
  host: "\u0003",
} as const;

export type BaseUrls = { readonly [mark in keyof typeof MARK]: string };

const BY_MARK: Readonly<Record<string, keyof BaseUrls>> = {
  [MARK.page]: "page",
  [MARK.site]: "site",
  [MARK.host]: "host",
};

/** Puts the places' URLs (ASCII, absolute) where the marks stand, in HTML or in a single reference. */
export function expand(text: CleanHtml | Reference, places: BaseUrls): string {
  return text.replace(/[\u0001-\u0003]/g, (mark) => places[BY_MARK[mark] as keyof BaseUrls]);
}

/** `link`: a reader may follow it. `embed`: what it leads to is shown or played in the article. */
export type ReferenceKind = "link" | "embed";

/**
 * What a reference written in the article at `path` leads to; undefined where it leads nowhere that is safe (`javascript:`) or at all.
 *
 * | written                                          | is relative to                                             |
 * | ------------------------------------------------ | ---------------------------------------------------------- |
 * | `https://…`, `mailto:`, `tel:`, `//host/…`       | nothing; the last is taken as https                        |
 * | `/about`                                         | the site's host, as in any browser                         |
 * | `#note`, `?q`, `other-slug/`, `../other-slug/`   | the article's own page; never above the site's root        |
 * | link to `other.md`, `../news/x.txt#note`         | the article's folder: the page of that file, by its name   |
 * | any other link, and everything that is embedded  | the article's folder: media; never above the content root  |
 */
export function resolve(raw: string, path: string, kind: ReferenceKind): Reference | undefined {
  if (RESOLVED.test(raw)) return raw as Reference;
  const text = withoutControls(raw);
  if (SCHEME.test(text)) return absolute(text, kind);
  if (/^[\\/]{2}/.test(text)) return absolute(`https:${text}`, kind);
  if (/^[\\/]/.test(text)) return reference(MARK.host, below(text, `${NOWHERE}/`));
  if (isMedia(text, kind)) return inContent(text, path, kind);
  return kind === "embed" && /^$|^[#?]/.test(text) ? undefined : onPage(text);
}

/** Browsers overlook tabs and line ends wherever they stand, and controls at either end; none is of use anywhere. */
function withoutControls(raw: string): string {
  return raw.replace(/[\u0000-\u001f\u007f]/g, "").trim();
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** `javascript:`, for messages about what does not resolve. */
export function schemeOf(raw: string): string | undefined {
  return SCHEME.exec(withoutControls(raw))?.[0].toLowerCase().slice(0, 40);
}

/** A file such as HTML may hold a mark as a character reference; it can do no harm at the beginning of what is a URL otherwise. */
const RESOLVED = /^[\u0001-\u0003][\x21-\x7e]*$/;

const SCHEMES: Readonly<Record<ReferenceKind, RegExp>> = {
  link: /^(?:https?|mailto|tel):/,
  // Raster images cannot hold script; a page saved whole has its pictures so.
  embed: /^(?:https?:|data:image\/(?:png|jpeg|gif|webp|avif)[;,])/i,
};

function absolute(text: string, kind: ReferenceKind): Reference | undefined {
  if (!URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  return SCHEMES[kind].test(href) ? (href as Reference) : undefined;
}

/** A host that cannot be, so that URL's own rules can be had for what is only part of a URL. */
const NOWHERE = "https://nowhere.invalid";

function below(text: string, base: string): string {
  return URL.canParse(text, base) ? new URL(text, base).href.slice(NOWHERE.length) : "/";
}

function reference(mark: string, rest: string): Reference {
  return (mark + rest) as Reference;
}

function isMedia(text: string, kind: ReferenceKind): boolean {
  const file = text.replace(/[?#].*/s, "");
  return kind === "embed" ? file !== "" : EXTENSION.test(file);
}

/** `.md`, `.mp3`, `.7z`, but not the `.5` of `version-1.5`. */
const EXTENSION = /\.\d{0,3}[a-z][a-z0-9]{0,7}$/i;

const PAGE = "/articles/-/";

function onPage(text: string): Reference {
  const rest = below(text, NOWHERE + PAGE);
  return rest.startsWith(PAGE) ? reference(MARK.page, rest.slice(PAGE.length)) : reference(MARK.site, rest.slice(1));
}

function inContent(text: string, path: string, kind: ReferenceKind): Reference | undefined {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const [, file = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(below(text, `${NOWHERE}/${encodePath(folder)}`)) ?? [];
  const target = decodePath(file);
  if (target === "" || file.endsWith("/")) return undefined;
  const isArticle = kind === "link" && inputFormatOf(target) !== undefined;
  return reference(MARK.site, (isArticle ? articleAt(target) : `media/${encodePath(target)}`) + rest);
}

function articleAt(path: string): string {
  return `articles/${encodeURIComponent(slugOfPath(path))}/`;
}

/** The content path of the media that a reference leads to: `posts/img/x y.png`; undefined where it leads elsewhere. */
export function mediaPath(reference: Reference): string | undefined {
  const [, path] = /^\u0002media\/([^?#]*)/.exec(reference) ?? [];
  return (path && decodePath(path)) || undefined;
}

/** The slug of the page that a reference leads to, where it is an article's of this site. */
export function linkedPage(reference: Reference): string | undefined {
  const [, slug] = /^\u0002articles\/([^/?#]+)\/(?:[?#]|$)/.exec(reference) ?? [];
  return slug && decodePart(slug);
}

function encodePath(path: string): string {
  return path.toWellFormed().split("/").map(encodeURIComponent).join("/");
}

/** Without empty parts; a part that would mean something else once decoded (`..%2f..`) stays as it is. */
function decodePath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((part) => (part.includes("%") ? decodePart(part) : part)).join("/");
}

function decodePart(part: string): string {
  const decoded = percentDecode(part);
  return /^\.{0,2}$|[\u0000-\u001f\u007f\\/]/.test(decoded) ? part : decoded;
}

/** Every reference in the HTML, in its order: what `href`, `src`, `srcset`, `poster` and `cite` hold. */
export function referencesIn(html: CleanHtml): Reference[] {
  const found: string[] = [];
  // Clean HTML has `<` for nothing but tags, and all its values stand between double quotes.
  for (const [tag] of html.matchAll(/<[a-z][^"<>]*(?:"[^"]*"[^"<>]*)*>/g)) {
    for (const [, name = "", value = ""] of tag.matchAll(/\s([a-z]+)="([^"]*)"/g)) {
      if (name === "srcset") found.push(...urlsOf(unescapeHtml(value)));
      else if (/^(?:href|src|poster|cite)$/.test(name)) found.push(unescapeHtml(value));
    }
  }
  return found as Reference[];
}

function urlsOf(srcset: string): string[] {
  return srcset.split(/,\s+/).flatMap((candidate) => candidate.split(" ", 1));
}

function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => CHARACTERS[name] ?? "");
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

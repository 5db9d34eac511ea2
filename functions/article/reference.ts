/**
 * Turns the links and media addresses in an article into references, and references into absolute URLs.
 *
 * An article does not know where it will be published. A reference that depends on the site's URL therefore begins with a mark,
 * a control character that cleaned text never contains, followed by the rest of an ASCII URL. `expand` replaces the mark with
 * the real base URL.
 */
import { unescape as percentDecode } from "node:querystring";
import { inputFormatOf } from "./input-format.ts";
import { slugOfPath } from "./slug.ts";

/** Sanitized HTML: safe to put into a page or feed once its marks are expanded. */
export type CleanHtml = string & { readonly __brand: "CleanHtml" };
/** An absolute ASCII URL, or a mark and the rest of one. */
export type Reference = string & { readonly __brand: "Reference" };

export const MARK = {
  /** The article's own page: `https://example.org/articles/slug/`. */
  page: "\u0001",
  /** The site's root: `https://example.org/blog/`. */
  site: "\u0002",
  /** The root of the site's host, without a trailing slash: `https://example.org`. */
  host: "\u0003",
} as const;

export type BaseUrls = { readonly [mark in keyof typeof MARK]: string };

const BY_MARK: Readonly<Record<string, keyof BaseUrls>> = {
  [MARK.page]: "page",
  [MARK.site]: "site",
  [MARK.host]: "host",
};

/** Replaces each mark with its base URL (ASCII, absolute), in HTML or in a single reference. */
export function expand(text: CleanHtml | Reference, baseUrls: BaseUrls): string {
  return text.replace(/[\u0001-\u0003]/g, (mark) => baseUrls[BY_MARK[mark] as keyof BaseUrls]);
}

/** `link`: a reader may follow it. `embed`: the article shows or plays its target. */
export type ReferenceKind = "link" | "embed";

/**
 * Resolves an address written in the article at `path`; undefined if it is unsafe (`javascript:`) or invalid.
 *
 * | written                                          | is relative to                                             |
 * | ------------------------------------------------ | ---------------------------------------------------------- |
 * | `https://…`, `mailto:`, `tel:`, `//host/…`       | nothing; `//host` becomes https                            |
 * | `/about`                                         | the site's host, as in any browser                         |
 * | `#note`, `?q`, `other-slug/`, `../other-slug/`   | the article's own page; never above the site's root        |
 * | link to `other.md`, `../news/x.txt#note`         | the article's folder: the page of that file, by file name  |
 * | any other link, and all embedded files           | the article's folder: media; never above the content root  |
 */
export function resolve(raw: string, path: string, kind: ReferenceKind): Reference | undefined {
  if (RESOLVED.test(raw)) return raw as Reference;
  const text = withoutControls(raw);
  if (SCHEME.test(text)) return absolute(text, kind);
  if (/^[\\/]{2}/.test(text)) return absolute(`https:${text}`, kind);
  if (/^[\\/]/.test(text)) return reference(MARK.host, resolvePath(text, `${DUMMY_ORIGIN}/`));
  if (isMedia(text, kind)) return inContent(text, path, kind);
  return kind === "embed" && /^$|^[#?]/.test(text) ? undefined : onPage(text);
}

/** Browsers ignore tabs and line ends anywhere in a URL, and control characters at both ends. No URL needs them, so all go. */
function withoutControls(raw: string): string {
  return raw.replace(/[\u0000-\u001f\u007f]/g, "").trim();
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** The scheme, such as `javascript:`, for messages about addresses that do not resolve. */
export function schemeOf(raw: string): string | undefined {
  return SCHEME.exec(withoutControls(raw))?.[0].toLowerCase().slice(0, 40);
}

/** HTML can contain a mark as a character reference (`&#1;`). That is harmless at the start of an otherwise valid URL. */
const RESOLVED = /^[\u0001-\u0003][\x21-\x7e]*$/;

const SCHEMES: Readonly<Record<ReferenceKind, RegExp>> = {
  link: /^(?:https?|mailto|tel):/,
  // Raster images cannot contain scripts, and pages saved as a single file embed their pictures this way.
  embed: /^(?:https?:|data:image\/(?:png|jpeg|gif|webp|avif)[;,])/i,
};

function absolute(text: string, kind: ReferenceKind): Reference | undefined {
  if (!URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  return SCHEMES[kind].test(href) ? (href as Reference) : undefined;
}

/** A host that cannot exist: it lets `URL` apply its own rules to a partial URL. */
const DUMMY_ORIGIN = "https://nowhere.invalid";

function resolvePath(text: string, base: string): string {
  return URL.canParse(text, base) ? new URL(text, base).href.slice(DUMMY_ORIGIN.length) : "/";
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

const DUMMY_PAGE = "/articles/-/";

function onPage(text: string): Reference {
  const rest = resolvePath(text, DUMMY_ORIGIN + DUMMY_PAGE);
  return rest.startsWith(DUMMY_PAGE)
    ? reference(MARK.page, rest.slice(DUMMY_PAGE.length))
    : reference(MARK.site, rest.slice(1));
}

function inContent(text: string, path: string, kind: ReferenceKind): Reference | undefined {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const [, file = "", rest = ""] =
    /^([^?#]*)(.*)$/s.exec(resolvePath(text, `${DUMMY_ORIGIN}/${encodePath(folder)}`)) ?? [];
  const target = decodePath(file);
  if (target === "" || file.endsWith("/")) return undefined;
  const isArticle = kind === "link" && inputFormatOf(target) !== undefined;
  return reference(MARK.site, (isArticle ? articleAt(target) : `media/${encodePath(target)}`) + rest);
}

function articleAt(path: string): string {
  return `articles/${encodeURIComponent(slugOfPath(path))}/`;
}

/** The content path of the media file a reference points to: `posts/img/x y.png`; undefined if it points elsewhere. */
export function mediaPath(reference: Reference): string | undefined {
  const [, path] = /^\u0002media\/([^?#]*)/.exec(reference) ?? [];
  return (path && decodePath(path)) || undefined;
}

/** The slug of the article page on this site that a reference points to; undefined if it points elsewhere. */
export function linkedPage(reference: Reference): string | undefined {
  const [, slug] = /^\u0002articles\/([^/?#]+)\/(?:[?#]|$)/.exec(reference) ?? [];
  return slug && decodePart(slug);
}

function encodePath(path: string): string {
  return path.toWellFormed().split("/").map(encodeURIComponent).join("/");
}

/** Drops empty parts. A part that would change its meaning when decoded (`..%2f..`) stays encoded. */
function decodePath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((part) => (part.includes("%") ? decodePart(part) : part)).join("/");
}

function decodePart(part: string): string {
  const decoded = percentDecode(part);
  return /^\.{0,2}$|[\u0000-\u001f\u007f\\/]/.test(decoded) ? part : decoded;
}

/** Every reference in the HTML, in document order: the values of `href`, `src`, `srcset`, `poster` and `cite`. */
export function referencesIn(html: CleanHtml): Reference[] {
  const found: string[] = [];
  // Clean HTML uses `<` only for tags, and double quotes around every attribute value.
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

/**
 * Turns an address written in an article into a reference: an absolute URL, or a mark and the address as written.
 *
 * An article does not know where it will be published, nor which other articles and files there are. A reference that depends on
 * that keeps the writer's words, percent-encoded, behind a mark: a control character. The publisher finds what each of them leads to
 * (`publish/plan/find-references.ts`), and `render/expand-references.ts` puts the URLs in.
 *
 * A writer can type a mark (`&#3;`), and gains nothing: the words behind it mean what they mean without it, and whatever they are, no
 * mark expands to a URL on a host that the words alone could not name.
 */

import { plainAddress } from "./address-marks.ts";

/** Sanitized HTML: safe to put into a page or feed once its marks are expanded. */
export type CleanHtml = string & { readonly __brand: "CleanHtml" };
/** An absolute ASCII URL, or a mark and the rest. */
export type Reference = string & { readonly __brand: "Reference" };

/** `link`: a reader may follow it. `embed`: the article shows or plays its target. */
export type ReferenceKind = "link" | "embed";

export const MARK = {
  /** The article's own page, and a query or fragment as in a URL: `#note`. */
  page: "\u0001",
  /** A file that the article shows or plays, as written and percent-encoded: `..%2Fimg%2Fx.png`. */
  embed: "\u0002",
  /** An article or file that the article links to, as written and percent-encoded. */
  link: "\u0003",
} as const;

const WORDS = "(?:[\\w.!~*()-]|%[\\dA-F]{2})+";
/** Sanitizing twice changes nothing, so a reference is accepted as an address. */
const RESOLVED: Readonly<Record<ReferenceKind, RegExp>> = {
  link: new RegExp(`^(?:${MARK.page}(?:[?#][\\x21-\\x7e]*)?|${MARK.link}${WORDS})$`),
  embed: new RegExp(`^${MARK.embed}${WORDS}$`),
};

/**
 * Undefined if the address is unsafe (`javascript:`) or invalid.
 *
 * | written                                       | becomes                                       |
 * | --------------------------------------------- | --------------------------------------------- |
 * | `https://…`, `mailto:`, `tel:`, `//host/…`    | an absolute URL; `//host` becomes https       |
 * | `#note`, `?q`                                 | a place on the article's own page             |
 * | `/posts/b/`, `../b.md`, `img/x.png`, `b`      | a mark and these words                        |
 */
export function resolve(raw: string, kind: ReferenceKind): Reference | undefined {
  if (RESOLVED[kind].test(raw)) return raw as Reference;
  const text = plainAddress(withoutControls(raw));
  if (SCHEME.test(text)) return absolute(text, kind);
  if (/^[\\/]{2}/.test(text)) return absolute(`https:${text}`, kind);
  if (/^$|^[#?]/.test(text)) return kind === "embed" ? undefined : reference(MARK.page, resolvePath(text));
  return isFolder(text) && kind === "embed" ? undefined : reference(MARK[kind], encode(text));
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

/** A host that cannot exist: it lets `URL` apply its own rules to a query or fragment. */
const DUMMY_PAGE = "https://nowhere.invalid/";

function resolvePath(text: string): string {
  return new URL(text, DUMMY_PAGE).href.slice(DUMMY_PAGE.length);
}

function reference(mark: string, rest: string): Reference {
  return (mark + rest) as Reference;
}

const isFolder = (text: string) => /(?:^|[\\/])\.{0,2}$/.test(text);

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll("'", "%27");
}

/** An address as the article has it, and what for; undefined for absolute URLs and places on the article's own page. */
export type Written = { readonly kind: ReferenceKind; readonly address: string };

export function writtenIn(reference: Reference): Written | undefined {
  const kind = KINDS[reference.charAt(0)];
  // A typed mark can bring any words along, but only well-formed ones are accepted (`RESOLVED`).
  return kind && { kind, address: decodeSafely(reference.slice(1)) };
}

const KINDS: Readonly<Record<string, ReferenceKind>> = { [MARK.embed]: "embed", [MARK.link]: "link" };

/** Percent-encoding that is not UTF-8 stays as it is. */
function decodeSafely(text: string): string {
  try {
    return withoutControls(decodeURIComponent(text));
  } catch {
    return text;
  }
}

/** A reference with a mark, and where it stands in the HTML. */
export type Marked = { readonly reference: Reference; readonly start: number; readonly end: number };

/** Every reference in the HTML that has a mark, in order. Text contains no marks, and each value ends before the characters of `END`. */
export function* markedIn(html: CleanHtml): Generator<Marked> {
  // Searching for each mark by itself is several times faster than a regular expression for all three.
  const next = Object.values(MARK).map((mark) => ({ mark, at: html.indexOf(mark) }));
  for (;;) {
    const first = next.reduce((a, b) => (b.at >= 0 && (a.at < 0 || b.at < a.at) ? b : a));
    if (first.at < 0) return;
    const start = first.at;
    END.lastIndex = start + 1;
    const end = END.exec(html)?.index ?? html.length;
    yield { reference: unescapeHtml(html.slice(start, end)) as Reference, start, end };
    first.at = html.indexOf(first.mark, end);
  }
}

const END = /["\s,<>\u0001-\u0003]/g;

/** Each once. */
export function referencesIn(html: CleanHtml): Set<Reference> {
  const found = new Set<Reference>();
  for (const { reference } of markedIn(html)) found.add(reference);
  return found;
}

function unescapeHtml(text: string): string {
  return text.includes("&") ? text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => CHARACTERS[name] ?? "") : text;
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/**
 * Takes a file that could be an article by its name, and says why it is none: a README, a redirect, a home page, data of a tool.
 *
 * A date at its top or in its path makes an article of each but data and redirects.
 */
import { readArticlePath } from "./article-path.ts";
import type { InputFormat } from "./input-format.ts";
import { meaningOf, plainKey } from "./metadata/key-table.ts";
import { whyNoItem } from "./why-no-json-article.ts";

export type ReadFile = {
  readonly path: string;
  readonly format: InputFormat;
  readonly text: string;
  /** Whether it has a date: at its top, in its text or in its path. */
  readonly isDated: boolean;
};

/** Undefined if the file is an article, or a broken one. */
export function whyNoArticle(file: ReadFile): string | undefined {
  if (file.format === "json") {
    const reason = whyNoItem(file.text);
    if (reason !== undefined) return reason;
  }
  if (isRedirect(file)) return "is a redirect, not an article";
  if (isDatedOnPurpose(file)) return undefined;
  if (isNamedAsNone(file.path)) return `is not an article by its name; ${REMEDY}`;
  if (isFilledByTemplate(file))
    return `has no text of its own, but a template of another tool that fills it; ${REMEDY}`;
  return whyNoIndex(file) ?? (isTemplate(file) ? `is a template of another tool; ${REMEDY}` : undefined);
}

const REMEDY = "a date in its front matter makes it one";

/** With their translations: `README.zh-CN.md`. Names that could be titles count only as they are usually written. */
const NAMES: readonly RegExp[] = [
  /^(?:readme|changelog|contributing|code[_-]of[_-]conduct|codeowners|licen[cs]e|_index)(?:\.[\w-]+)?\.\w+$/i,
  /^(?:SECURITY|SUPPORT|GOVERNANCE|AUTHORS|MAINTAINERS|CONTRIBUTORS|COPYING|NOTICE|CHANGES|HISTORY|TODO|SUMMARY|AGENTS|CLAUDE|GEMINI|FUNDING|(?:PULL_REQUEST|ISSUE)_TEMPLATE)\.\w+$/,
  /^(?:40[0-9]|50[0-9]|offline)\.\w+$/i,
  /^(?:robots|humans|ads|app-ads|sellers|security|llms|llms-full|cname|version|build|keybase)\.txt$/i,
  /^google[\da-f]{16}\.html$|^yandex_[\da-f]+\.html$|^BingSiteAuth\.\w+$/i,
];

/** Whether the file name is one that articles do not have. */
export function isNamedAsNone(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return NAMES.some((names) => names.test(name));
}

/** A date that a page shows (`<time>`, a byline) does not say that a README or home page is an article. */
function isDatedOnPurpose({ path, text, isDated, format }: ReadFile): boolean {
  if (!isDated) return false;
  const hasTop = format === "json" || /^\s*(?:---|\+\+\+|;;;|\{|[a-z][\w-]*:\s)/i.test(text.slice(0, 1000));
  return hasTop || readArticlePath(path).date !== undefined || !isFrontPage(path);
}

const KEY_LINE = /^\s{0,8}["']?(\w[\w. -]{0,40})["']?\s{0,8}[:=](?!\s{0,8}["']?(?:\{\{|<%|\$\{))/;

/** Whether a line at the top of a file that could not be read begins like a date of front matter; one to be filled in does not count. */
export function hasDateLine(text: string): boolean {
  const lines = text.slice(0, 4000).split("\n");
  return lines.some((line) => meaningOf(plainKey(KEY_LINE.exec(line)?.[1] ?? ""))?.own === "date");
}

const isFrontPage = (path: string) => isNamedAsNone(path) || (!path.includes("/") && readArticlePath(path).isIndex);

/** Folders whose index is the list of what lies in them. */
const SECTIONS =
  /^(?:posts?|blogs?|articles?|news|notes|pages|content|docs|writing|essays|journal|diary|stories|tags?|categor(?:y|ies)|topics|series|authors?|archives?|feeds?|projects|photos|links|drafts|\d{1,2}|[12]\d{3}|[12]\d{3}-\d{2}|[a-z]{2}(?:-[a-z]{2})?)$/i;

function whyNoIndex({ path, text }: ReadFile): string | undefined {
  if (!readArticlePath(path).isIndex) return undefined;
  const folder = path.split("/").at(-2);
  if (folder === undefined) return `is the home page of another tool, not an article; ${REMEDY}`;
  const isList = SECTIONS.test(folder) || LISTS.test(frontMatterOf(text)?.keys ?? "");
  return isList || isBodiless(text) ? `is the index of its folder, not an article; ${REMEDY}` : undefined;
}

const LISTS =
  /^[ \t]*["']?(?:layout|type|template)["']?[ \t]*[:=][ \t]*["']?(?:home|index|list|page|section|archives?|blog|default|collection|terms|taxonomy)\b/im;

const REDIRECTS =
  /^[ \t]*["']?(?:(?:redirect(?:[-_]?(?:to|url|link))?)["']?[ \t]*[:=][ \t]*(?!false\b)\S|(?:layout|type|template)["']?[ \t]*[:=][ \t]*["']?(?:redirect|moved)\b)/im;

/** As Jekyll, Hugo and others write them: nothing but the new address, or an HTML page that leads to it at once. */
function isRedirect({ text, format }: ReadFile): boolean {
  if (REDIRECTS.test(frontMatterOf(text)?.keys ?? "") && isBodiless(text)) return true;
  if (format !== "html" && format !== "markdown") return false;
  const head = text.slice(0, 10_000);
  if (!/<meta\b[^>]{0,300}\bhttp-equiv\s*=\s*["']?refresh\b[^>]{0,300}\burl\s*=/i.test(head)) return false;
  return text.length <= head.length && wordsIn(head) <= 40;
}

const wordsIn = (html: string) => html.replace(/<[^<>]*>/g, " ").match(/\S+/g)?.length ?? 0;

function isBodiless(text: string): boolean {
  return (frontMatterOf(text)?.body ?? text).trim() === "";
}

/** Enough to look for single keys, whatever the dialect is. */
function frontMatterOf(text: string): { readonly keys: string; readonly body: string } | undefined {
  const opening = /^\s*(---|\+\+\+|;;;)[ \t]*\r?\n/.exec(text.slice(0, 1000));
  if (!opening) return undefined;
  const rest = text.slice(opening[0].length - 1);
  const end = rest.indexOf(`\n${opening[1]}`);
  if (end < 0) return undefined;
  const line = rest.indexOf("\n", end + 1);
  return { keys: rest.slice(0, end), body: line < 0 ? "" : rest.slice(line) };
}

/** Of the layouts of posts, of which a title may be all. */
const LAYOUT = /^(?:layout|template)$/;
const POSTS = /^[\s"']*(?:post|article|note|link|photo|image|quote|status|video|audio|entry|episode|podcast)s?\b/i;

/** A search page or a list of all posts: a template or layout is named, and there is nothing to read, see or follow. */
function isFilledByTemplate({ text, format }: ReadFile): boolean {
  if (format === "json" || !isBodiless(text)) return false;
  const lines = frontMatterOf(text)?.keys.slice(0, 4000).split("\n") ?? [];
  const keys = lines.flatMap((line) => {
    const set = KEY_LINE.exec(line);
    return set?.[1] === undefined ? [] : [{ plain: plainKey(set[1]), value: line.slice(set[0].length) }];
  });
  return (
    keys.some(({ plain, value }) => LAYOUT.test(plain) && /\w/.test(value) && !POSTS.test(value)) &&
    !keys.some(({ plain, value }) => {
      const own = meaningOf(plain)?.own;
      return own === "image" || own === "attachments" || (own === "url" && /^[\s"']*https?:/i.test(value));
    })
  );
}

/** A date, or the title itself, that a tool fills in: `date: {{ date }}`, `title: "<% tp.file.title %>"`. A title may well be `{{ page.title }}`. */
const TO_FILL_IN =
  /^[ \t]*(?:(?:date|created)[ \t]*[:=][ \t]*["']?(?:\{\{|<%|\$\{)|title[ \t]*[:=][ \t]*["']?(?:\{\{[ \t]*(?:title|name|\.Name|\.Title|replace[ \t(]+\.)|<%[ \t]*tp\.))/im;

/** A page that lists articles by a loop, or an article that a tool fills in when its writer begins one. */
function isTemplate({ text, format, isDated }: ReadFile): boolean {
  if (TO_FILL_IN.test(frontMatterOf(text)?.keys.slice(0, 4000) ?? "")) return true;
  return (
    format === "html" && !isDated && /\{%-?\s*(?:for|include|extends)\s|\{\{-?\s*(?:range|define|partial)\s/.test(text)
  );
}

/**
 * Turns Markdown into clean HTML: CommonMark with tables, strikethrough, bare links and footnotes. Raw HTML is allowed and
 * sanitized.
 */
import MarkdownIt, { type Token } from "markdown-it";
// @ts-expect-error The package ships no types: it is a plugin and nothing else.
import footnote from "markdown-it-footnote";
import type { Problem } from "../article.ts";
import { oneLine } from "../characters.ts";
import type { BodySource, ParsedBody } from "../parsed-body.ts";
import { type CleanHtml, MARK } from "../reference.ts";
import { MAX_DEPTH } from "../sanitize/parse-html.ts";
import { sanitizeHtml } from "../sanitize/sanitize.ts";
import { lineInRaw, type RawHtml } from "../sanitize/source-lines.ts";
import { plainText, prepare } from "./token-rules.ts";
import { limitWork, withinLimits } from "./work-limits.ts";

/** The longest address that becomes a link, in characters. */
const MAX_ADDRESS_LENGTH = 2000;
let addressPattern: RegExp | undefined;
const markdown = new MarkdownIt({ html: true, linkify: true }).use(footnote).use(limitWork);
// `resolve`, called by `prepare`, decides which links are safe and where they lead.
markdown.validateLink = () => true;
markdown.normalizeLink = (url) => url;
// `decodeText` has already normalized line ends and rejected NUL.
markdown.core.ruler.disable("normalize");
// `example.com` may be a file name or a host, so only text with a scheme or `www.` becomes a link.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// The library tests every paragraph, and then each text in a paragraph that may have a link. Only these strings can begin one.
const mayLink = (text: string) => /:\/\/|www\.|mailto:/i.test(text);
const makesLink = markdown.linkify.test.bind(markdown.linkify);
markdown.linkify.pretest = mayLink;
markdown.linkify.test = (text) => mayLink(text) && makesLink(text);
markdown.linkify.add("ftp:", null).add("//", null);
markdown.linkify.add("http:", { validate: linkLength }).add("https:", "http:");
// Not a complete address yet: `prepare` adds the scheme.
markdown.linkify.add("www.", {
  validate: (text, at) => Math.max(0, linkLength(`//${text.slice(at, at + MAX_ADDRESS_LENGTH)}`, 0) - 2),
});

for (const type of ["html_block", "html_inline"]) {
  markdown.renderer.rules[type] = (tokens, index, _, env) => keepRaw(tokens[index], env);
}

/**
 * A name and password, a host and a port are shorter than this. The library's pattern takes quadratic time for a longer one, and so
 * it does for a path of many opening brackets and quotes.
 */
const ENDLESS_HOST = /^\/\/[^\s/?#]{400}/;
const BRACKETED_PATH = /^(?:[^([{"']*[([{"']){16}/;

/**
 * Returns the length of the address that continues at `at`, after `http:`; 0 if it is not an address.
 *
 * The library's own search reads to the end of the text for every link with an opening bracket: slow for many links.
 */
function linkLength(text: string, at: number): number {
  const { re } = markdown.linkify;
  addressPattern ??= new RegExp(`^//${re.src_auth}${re.src_host_port_strict}${re.src_path}`, "i");
  const tail = text.slice(at, at + MAX_ADDRESS_LENGTH).replace(/[\ud800-\udbff]$/, "");
  if (ENDLESS_HOST.test(tail)) return 0;
  return addressPattern.exec(BRACKETED_PATH.exec(tail)?.[0] ?? tail)?.[0].length ?? 0;
}

export function readMarkdown(body: BodySource): ParsedBody {
  const { text, path, firstLine } = body;
  const tooMany = tooManyFootnotes(text);
  if (tooMany) return { kind: "rejected", problems: [{ line: firstLine, reason: tooMany }] };
  const env: MarkdownEnv = { raw: [] };
  const tokens = withinLimits(text, () => markdown.parse(text, env));
  if ("refused" in tokens) return { kind: "rejected", problems: [{ line: firstLine, reason: tokens.refused }] };
  const title = takeTitle(tokens, body.title);
  const { hasRawHtml, depth, notes } = prepare(tokens, path, firstLine);
  if (depth > MAX_DEPTH)
    return { kind: "rejected", problems: [{ reason: `elements are nested more than ${MAX_DEPTH} deep` }] };
  const html = markdown.renderer.render(tokens, markdown.options, env);
  // Without raw HTML, every tag is the renderer's, every text is escaped and every address resolved: nothing to sanitize.
  if (!hasRawHtml) return parsed(cleanHtml(html, env), title, notes);
  const cleaned = sanitizeHtml(html, { path, lineAt: (_, offset) => lineInRaw(html, env.raw, offset) });
  if (cleaned.kind === "refused") return { kind: "rejected", problems: [cleaned.problem] };
  return parsed(cleaned.html, title, [...notes, ...cleaned.notes]);
}

/** The footnote plugin sets `footnotes`. */
type MarkdownEnv = { readonly raw: RawHtml[]; readonly footnotes?: unknown };

function parsed(html: CleanHtml, title: string | undefined, notes: readonly Problem[]): ParsedBody {
  return { kind: "parsed", html, fields: title === undefined ? {} : { title }, notes };
}

/** The footnote plugin takes quadratic time. */
const MAX_FOOTNOTE_MARKERS = 5000;

function tooManyFootnotes(text: string): string | undefined {
  const markers = text.match(/\[\^|\^\[/g)?.length ?? 0;
  return markers > MAX_FOOTNOTE_MARKERS
    ? `the article has ${markers} footnote markers; the limit is ${MAX_FOOTNOTE_MARKERS}`
    : undefined;
}

/** Removes the heading that begins the text and returns it as title. A heading that differs from front matter's title stays. */
function takeTitle(tokens: Token[], knownTitle: string | undefined): string | undefined {
  const [heading, inline] = tokens;
  if (heading?.type !== "heading_open" || heading.tag !== "h1") return undefined;
  const title = oneLine(plainText(inline?.children ?? []));
  const spellings = [title, oneLine(inline?.content ?? "")].map((spelling) => spelling.toLowerCase());
  if (title === "" || (knownTitle !== undefined && !spellings.includes(knownTitle.toLowerCase()))) return undefined;
  tokens.splice(0, 3);
  return title;
}

function keepRaw(token: Token | undefined, env: MarkdownEnv | undefined): string {
  const { raw } = env ?? { raw: [] };
  raw.push({ content: token?.content ?? "", line: Number(token?.meta?.line ?? 1) });
  return token?.content ?? "";
}

/** Makes footnote links point into the page, and drops invalid characters from references such as `&#12;` or `&#0;`. */
function cleanHtml(html: string, env: MarkdownEnv): CleanHtml {
  const linked = env.footnotes ? html.replaceAll('<a href="#fn', `<a href="${MARK.page}#fn`) : html;
  return (/[\f\r\uFFFD]/.test(linked) ? linked.replace(/\f/g, " ").replace(/[\r\uFFFD]/g, "") : linked) as CleanHtml;
}

/** Markdown: CommonMark with tables, strikethrough, bare links and footnotes; raw HTML is allowed, and cleaned. */
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

/** No address is longer, in characters. */
const REACH = 2000;
let addressPattern: RegExp | undefined;
const markdown = new MarkdownIt({ html: true, linkify: true }).use(footnote);
// What is safe, and where it leads, is decided once, by `resolve` in `prepare`.
markdown.validateLink = () => true;
markdown.normalizeLink = (url) => url;
// Line ends and NUL are as they should be.
markdown.core.ruler.disable("normalize");
// `example.com` may be a file's name or a host's; only what says that it is a link is one.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// The library asks twice: of every paragraph, and then of each piece of text in one that may have a link. Only these make one.
const mayLink = (text: string) => /:\/\/|www\.|mailto:/i.test(text);
const makesLink = markdown.linkify.test.bind(markdown.linkify);
markdown.linkify.pretest = mayLink;
markdown.linkify.test = (text) => mayLink(text) && makesLink(text);
markdown.linkify.add("ftp:", null).add("//", null);
markdown.linkify.add("http:", { validate: linkLength }).add("https:", "http:");
// No whole address yet (`prepare` makes it one).
markdown.linkify.add("www.", {
  validate: (text, at) => Math.max(0, linkLength(`//${text.slice(at, at + REACH)}`, 0) - 2),
});

for (const type of ["html_block", "html_inline"]) {
  markdown.renderer.rules[type] = (tokens, index, _, env) => keepRaw(tokens[index], env);
}

/**
 * How long the address is that goes on at `at`, behind `http:`; 0 if it is none.
 *
 * The library's own search reads to the end of the text for every link that opens a bracket: many of them take very long.
 */
function linkLength(text: string, at: number): number {
  const { re } = markdown.linkify;
  addressPattern ??= new RegExp(`^//${re.src_auth}${re.src_host_port_strict}${re.src_path}`, "i");
  const tail = text.slice(at, at + REACH).replace(/[\ud800-\udbff]$/, "");
  return addressPattern.exec(tail)?.[0].length ?? 0;
}

export function readMarkdown(body: BodySource): ParsedBody {
  const { text, path, firstLine } = body;
  const tooMany = tooManyFootnotes(text);
  if (tooMany) return { kind: "rejected", problems: [{ line: firstLine, reason: tooMany }] };
  const env: MarkdownEnv = { raw: [] };
  const tokens = markdown.parse(text, env);
  const title = takeTitle(tokens, body.title);
  const { hasRawHtml, depth, notes } = prepare(tokens, path, firstLine);
  if (depth > MAX_DEPTH)
    return { kind: "rejected", problems: [{ reason: `elements are nested more than ${MAX_DEPTH} deep` }] };
  const html = markdown.renderer.render(tokens, markdown.options, env);
  // Without raw HTML, every tag is the renderer's, every text is escaped and every address resolved: cleaning would change nothing.
  if (!hasRawHtml) return story(safe(html, env), title, notes);
  const cleaned = sanitizeHtml(html, { path, lineAt: (_, offset) => lineInRaw(html, env.raw, offset) });
  if (cleaned.kind === "refused") return { kind: "rejected", problems: [cleaned.problem] };
  return story(cleaned.html, title, [...notes, ...cleaned.notes]);
}

/** `footnotes` is the plugin's. */
type MarkdownEnv = { readonly raw: RawHtml[]; readonly footnotes?: unknown };

function story(html: CleanHtml, title: string | undefined, notes: readonly Problem[]): ParsedBody {
  return { kind: "parsed", html, fields: title === undefined ? {} : { title }, notes };
}

/** The plugin gathers footnotes in time that grows with their square. */
const MAX_FOOTNOTE_MARKS = 5000;

function tooManyFootnotes(text: string): string | undefined {
  const marks = text.match(/\[\^|\^\[/g)?.length ?? 0;
  return marks > MAX_FOOTNOTE_MARKS
    ? `the article has ${marks} marks of footnotes; ${MAX_FOOTNOTE_MARKS} are allowed`
    : undefined;
}

/** The heading that begins the text, which then leaves it; one that says other than front matter stays. */
function takeTitle(tokens: Token[], known: string | undefined): string | undefined {
  const [heading, words] = tokens;
  if (heading?.type !== "heading_open" || heading.tag !== "h1") return undefined;
  const title = oneLine(plainText(words?.children ?? []));
  const spellings = [title, oneLine(words?.content ?? "")].map((spelling) => spelling.toLowerCase());
  if (title === "" || (known !== undefined && !spellings.includes(known.toLowerCase()))) return undefined;
  tokens.splice(0, 3);
  return title;
}

function keepRaw(token: Token | undefined, env: MarkdownEnv | undefined): string {
  const { raw } = env ?? { raw: [] };
  raw.push({ content: token?.content ?? "", line: Number(token?.meta?.line ?? 1) });
  return token?.content ?? "";
}

/** Footnotes point into the page. A character reference such as `&#12;` or `&#0;` must not bring in what no document may hold. */
function safe(html: string, env: MarkdownEnv): CleanHtml {
  const pointed = env.footnotes ? html.replaceAll('<a href="#fn', `<a href="${MARK.page}#fn`) : html;
  return (/[\f\r\uFFFD]/.test(pointed) ? pointed.replace(/[\f\r\uFFFD]/g, "") : pointed) as CleanHtml;
}

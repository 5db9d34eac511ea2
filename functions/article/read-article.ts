/**
 * Reads one content file: takes its path and bytes, and returns an `Article` or the reasons why it is rejected.
 *
 * All articles come through here. Front matter (or the members of a JSON item) overrides what the body says, and the body
 * overrides what the file name says.
 */
import type { Article, Problem, Reading } from "./article.ts";
import { readDate } from "./date/date.ts";
import { decodeText } from "./decode-text.ts";
import { readFrontMatter } from "./front-matter/front-matter.ts";
import { readHtml } from "./html/html.ts";
import { type InputFormat, inputFormatOf } from "./input-format.ts";
import { readJsonArticle } from "./json/json.ts";
import { readMarkdown } from "./markdown/markdown.ts";
import { type Metadata, readMetadata } from "./metadata/metadata.ts";
import { type BodySource, isBlank, type ParsedBody } from "./parsed-body.ts";
import { slugOfPath, stemOf } from "./slug.ts";
import { readText } from "./text/text.ts";

export { inputFormatOf };

/** The size limit of a content file. No feed reader would accept an article half as long. */
export const MAX_ARTICLE_BYTES = 5_000_000;

/** In characters. A first line longer than this is no title, and it would make every list of titles as long. */
const MAX_TITLE_LENGTH = 2000;

/** Never throws, whatever the file contains. The same path and bytes always give the same reading. */
export function readArticle(path: string, bytes: Uint8Array): Reading {
  const format = inputFormatOf(path);
  if (!format) return rejected({ reason: "is not an article: the file name must end in .txt, .md, .html or .json" });
  if (bytes.length > MAX_ARTICLE_BYTES)
    return rejected({
      reason: `is ${bytes.length} bytes long; the limit for an article is ${MAX_ARTICLE_BYTES} bytes`,
    });
  const decoding = decodeText(bytes);
  if (decoding.kind === "undecodable") return rejected(decoding.problem);
  if (decoding.text.trim() === "") return rejected({ line: 1, reason: "the file is empty" });
  return format === "json"
    ? finish(path, {}, [], readJsonArticle({ text: decoding.text, path, firstLine: 1 }))
    : readWithFrontMatter(path, decoding.text, format);
}

function rejected(...problems: readonly Problem[]): Reading {
  return { kind: "rejected", problems };
}

const READERS: Readonly<Record<Exclude<InputFormat, "json">, (body: BodySource) => ParsedBody>> = {
  text: readPlainText,
  markdown: readMarkdown,
  html: readHtml,
};

function readWithFrontMatter(path: string, text: string, format: keyof typeof READERS): Reading {
  const matter = readFrontMatter(text, format);
  if (matter.kind === "broken") return rejected(...matter.problems);
  const { body, firstLine } = matter;
  if (matter.kind === "none") return finish(path, {}, [], READERS[format]({ text: body, path, firstLine }));
  const metadata = readMetadata(matter.written, path);
  const title = metadata.kind === "valid" ? metadata.fields.title : undefined;
  const parsed = READERS[format]({ text: body, path, firstLine, title });
  if (metadata.kind === "invalid")
    return rejected(...metadata.problems, ...(parsed.kind === "rejected" ? parsed.problems : []));
  return finish(path, metadata.fields, [...matter.notes, ...metadata.notes], parsed);
}

function readPlainText({ text, firstLine, title }: BodySource): ParsedBody {
  // With a title in front matter the text may be empty: the article may consist of its link or its attachments.
  const parsed = readText(text, { firstLine, hasTitle: title !== undefined });
  if ("problems" in parsed) return { kind: "rejected", problems: parsed.problems };
  const { html, notes, ...fields } = parsed;
  return { kind: "parsed", html, fields, notes };
}

function finish(path: string, metadata: Metadata, notes: readonly Problem[], parsed: ParsedBody): Reading {
  if (parsed.kind === "rejected") return parsed;
  const fields = { ...parsed.fields, ...metadata };
  const { title = "" } = fields;
  if (title.length > MAX_TITLE_LENGTH) return rejected({ reason: longTitle(title, metadata) });
  const blank = isBlank(parsed.html);
  if (blank && fields.title === undefined) return rejected({ reason: "the article has neither a title nor text" });
  const allNotes = [...notes, ...parsed.notes];
  if (blank) allNotes.push({ reason: "the article has a title but no text" });
  if (!fields.title) allNotes.push({ reason: `has no title; using the file name instead: ${titleOfPath(path)}` });
  return { kind: "article", article: articleOf(path, fields, parsed), notes: allNotes };
}

function longTitle({ length }: string, metadata: Metadata): string {
  const origin = metadata.title === undefined ? "; it was taken from the first line or heading of the text" : "";
  return `the title has ${length} characters, and the limit is ${MAX_TITLE_LENGTH}${origin}`;
}

function articleOf(path: string, fields: Metadata, { html }: Extract<ParsedBody, { kind: "parsed" }>): Article {
  return {
    authors: [],
    tags: [],
    attachments: [],
    draft: false,
    unlisted: false,
    aliases: [],
    ...fields,
    title: fields.title ?? titleOfPath(path),
    slug: fields.slug ?? slugOfPath(path),
    date: fields.date ?? dateOfPath(path),
    html,
  };
}

/** `hello-world.md` becomes `Hello world`. */
function titleOfPath(path: string): string {
  const title =
    stemOf(path)
      .replace(DATED, "")
      .replace(/[-_\s]+/g, " ")
      .trim() || stemOf(path);
  return title.charAt(0).toUpperCase() + title.slice(1);
}

const DATED = /^(\d{4}-\d{2}-\d{2})[-_ ]+(?=.)/;

/** The date that begins a file name, as Jekyll writes it: `2023-09-14-hello.md`. */
function dateOfPath(path: string): Article["date"] {
  const [, written] = DATED.exec(stemOf(path)) ?? [];
  const reading = written === undefined ? undefined : readDate(written);
  return reading?.kind === "date" ? reading.date : undefined;
}

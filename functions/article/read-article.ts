/**
 * Reads one content file: takes its path and bytes, and returns an `Article` or the reasons why it is rejected.
 *
 * All articles come through here. Front matter (or the members of a JSON item) overrides what the body says, and the body
 * overrides what the file name says.
 */

import type { Article, Problem, Reading, WrittenDate } from "./article.ts";
import { dateOfAddresses, readArticlePath, titleOfPath } from "./article-path.ts";
import { decodeText } from "./decode-text.ts";
import { type DraftMark, draftMarkIn, isDraftTitle } from "./front-matter/draft-marks.ts";
import { readFrontMatter } from "./front-matter/front-matter.ts";
import { readHtml } from "./html/html.ts";
import { type InputFormat, inputFormatOf } from "./input-format.ts";
import { readJsonArticle } from "./json/json.ts";
import { readMarkdown } from "./markdown/markdown.ts";
import { lastOf, type Metadata, readMetadata } from "./metadata/metadata.ts";
import { leadToHeadings } from "./own-fragments.ts";
import { type BodySource, isBlank, type ParsedBody } from "./parsed-body.ts";
import { slugOfPath } from "./slug.ts";
import { readText } from "./text/text.ts";
import { hasDateLine, whyNoArticle } from "./why-no-article.ts";

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
  const { text } = decoding;
  const reading = readDecoded(path, text, format);
  // A file that cannot be read may be an index or a README that its date makes an article: its last good version stays.
  const isDated = reading.kind === "article" ? reading.article.date !== undefined : hasDateLine(text);
  const reason = whyNoArticle({ path, format, text, isDated });
  return reason === undefined ? reading : { kind: "skipped", notes: [{ reason }] };
}

function readDecoded(path: string, text: string, format: InputFormat): Reading {
  if (text.trim() === "") return rejected({ line: 1, reason: "the file is empty" });
  return format === "json"
    ? finish(path, {}, [], readJsonArticle({ text, path, firstLine: 1 }))
    : readWithFrontMatter(path, text, format);
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
  if (matter.kind === "none") {
    const parsed = READERS[format]({ text: body, path, firstLine });
    return withMark(finish(path, {}, [], parsed), draftMarkIn(body, firstLine, /\.mdx$/i.test(path)));
  }
  const metadata = readMetadata(matter.written);
  const title = metadata.kind === "valid" ? metadata.fields.title : undefined;
  const parsed = READERS[format]({ text: body, path, firstLine, title });
  if (metadata.kind === "invalid")
    return rejected(...metadata.problems, ...(parsed.kind === "rejected" ? parsed.problems : []));
  const notes = [...matter.notes, ...metadata.notes];
  return withMark(finish(path, metadata.fields, notes, parsed), draftMarkIn(body, firstLine, /\.mdx$/i.test(path)));
}

/** What the text itself says of being public or not. */
function withMark(reading: Reading, mark: DraftMark | undefined): Reading {
  if (mark === undefined || reading.kind !== "article") return reading;
  const { article, notes } = reading;
  if (mark.kind === "unclear") return rejected(mark.problem);
  if (mark.kind === "hidden") return { ...reading, article: { ...article, draft: true }, notes: [...notes, mark.note] };
  const publishAfter = lastOf([mark.date, ...(article.publishAfter ? [article.publishAfter] : [])], article.date);
  return publishAfter === undefined ? reading : { ...reading, article: { ...article, publishAfter } };
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
  const fields = { title: titleOfPath(path), ...parsed.fields, ...metadata };
  const { title = "" } = fields;
  if (title.length > MAX_TITLE_LENGTH) return rejected({ reason: longTitle(title, metadata) });
  const blank = isBlank(parsed.html);
  if (blank && isNothing(fields)) return rejected({ reason: "the article has neither a title nor text" });
  const allNotes = [...notes, ...parsed.notes];
  if (isDraftTitle(title)) allNotes.push({ reason: `hidden, because of its title ${JSON.stringify(title)}` });
  if (blank && title !== "") allNotes.push({ reason: "the article has a title but no text" });
  return { kind: "article", article: articleOf(path, fields, parsed), notes: allNotes };
}

/** Without text and title, an article can still be a recording, a picture or a link. */
function isNothing({ title, attachments = [], image, externalUrl }: Metadata): boolean {
  return title === undefined && attachments.length === 0 && image === undefined && externalUrl === undefined;
}

function longTitle({ length }: string, metadata: Metadata): string {
  const origin = metadata.title === undefined ? "; it was taken from the first line or heading of the text" : "";
  return `the title has ${length} characters, and the limit is ${MAX_TITLE_LENGTH}${origin}`;
}

function articleOf(path: string, fields: Metadata, { html }: Extract<ParsedBody, { kind: "parsed" }>): Article {
  const { date, isDraft } = readArticlePath(path);
  return {
    authors: [],
    tags: [],
    attachments: [],
    unlisted: false,
    aliases: [],
    ...fields,
    slug: fields.slug ?? slugOfPath(path),
    date: fields.date ?? ((date ?? dateOfAddresses(fields.aliases)) as WrittenDate | undefined),
    draft: fields.draft === true || isDraft || isDraftTitle(fields.title ?? ""),
    html: leadToHeadings(html),
  };
}

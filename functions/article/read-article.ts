/**
 * The one entrance to articles: a content file's path and bytes become an `Article`, or reasons why not.
 *
 * Front matter (or an item's own members) beats what the body says of itself, and that beats what the file's name says.
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

/** Of the file. No feed reader would take an article half as long. */
export const MAX_ARTICLE_BYTES = 5_000_000;

/** In characters. A text whose first line is longer has none, and every list of titles would be as long. */
const LONGEST_TITLE = 2000;

/** Throws at nothing that a writer could give; the same path and bytes always give the same reading. */
export function readArticle(path: string, bytes: Uint8Array): Reading {
  const format = inputFormatOf(path);
  if (!format) return rejected({ reason: "is no article: its name ends in none of .txt, .md, .html, .json" });
  if (bytes.length > MAX_ARTICLE_BYTES)
    return rejected({ reason: `has ${bytes.length} bytes; an article may have ${MAX_ARTICLE_BYTES}` });
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
  const matter = readFrontMatter(text);
  if (matter.kind === "broken") return rejected(...matter.problems);
  const { body, firstLine } = matter;
  if (matter.kind === "none") return finish(path, {}, [], READERS[format]({ text: body, path, firstLine }));
  const set = readMetadata(matter.written, path);
  const title = set.kind === "valid" ? set.fields.title : undefined;
  const story = READERS[format]({ text: body, path, firstLine, title });
  if (set.kind === "invalid") return rejected(...set.problems, ...(story.kind === "rejected" ? story.problems : []));
  return finish(path, set.fields, [...matter.notes, ...set.notes], story);
}

function readPlainText({ text, firstLine, title }: BodySource): ParsedBody {
  // With a title in front matter, there need be no text: the article may be its link or its attachments.
  const story = readText(text, { firstLine, hasTitle: title !== undefined });
  if ("problems" in story) return { kind: "rejected", problems: story.problems };
  const { html, notes, ...fields } = story;
  return { kind: "parsed", html, fields, notes };
}

function finish(path: string, set: Metadata, notes: readonly Problem[], story: ParsedBody): Reading {
  if (story.kind === "rejected") return story;
  const fields = { ...story.fields, ...set };
  const { title = "" } = fields;
  if (title.length > LONGEST_TITLE) return rejected({ reason: longTitle(title, set) });
  const blank = isBlank(story.html);
  if (blank && fields.title === undefined) return rejected({ reason: "there is neither a title nor a text" });
  const told = [...notes, ...story.notes];
  if (blank) told.push({ reason: "the article has a title but no text" });
  if (!fields.title) told.push({ reason: `has no title; its file's name stands in: ${titleOfPath(path)}` });
  return { kind: "article", article: articleOf(path, fields, story), notes: told };
}

function longTitle({ length }: string, set: Metadata): string {
  const where = set.title === undefined ? "; the text's first line or heading is taken for it" : "";
  return `the title has ${length} characters, and may have ${LONGEST_TITLE}${where}`;
}

function articleOf(path: string, fields: Metadata, { html }: Extract<ParsedBody, { kind: "parsed" }>): Article {
  return {
    authors: [],
    tags: [],
    attachments: [],
    draft: false,
    ...fields,
    title: fields.title ?? titleOfPath(path),
    slug: fields.slug ?? slugOfPath(path),
    date: fields.date ?? dateOfPath(path),
    html,
  };
}

/** `hello-world.md` is `Hello world`. */
function titleOfPath(path: string): string {
  const words =
    stemOf(path)
      .replace(DATED, "")
      .replace(/[-_\s]+/g, " ")
      .trim() || stemOf(path);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const DATED = /^(\d{4}-\d{2}-\d{2})[-_ ]+(?=.)/;

/** Jekyll's way to say it: `2023-09-14-hello.md`. */
function dateOfPath(path: string): Article["date"] {
  const [, written] = DATED.exec(stemOf(path)) ?? [];
  const reading = written === undefined ? undefined : readDate(written);
  return reading?.kind === "date" ? reading.date : undefined;
}

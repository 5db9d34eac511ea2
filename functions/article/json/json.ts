/** JSON articles: one item of a JSON Feed (version 1.1, "Items"), with `slug`, `draft`, `expires` and `source` of our own. */
import * as v from "valibot";
import type { Problem } from "../article.ts";
import { cleanText } from "../characters.ts";
import { date } from "../metadata/date-schema.ts";
import { embedded, id, metadataFrom } from "../metadata/metadata.ts";
import { isRecord, unknownKeyNotes, unknownKeyProblems, validate, type WrittenMetadata } from "../metadata/validate.ts";
import {
  bytes,
  duration,
  flag,
  group,
  language,
  line,
  listOf,
  meant,
  mediaType,
  named,
  people,
  tags,
  webAddress,
} from "../metadata/value-schemas.ts";
import type { BodySource, ParsedBody } from "../parsed-body.ts";
import type { CleanHtml } from "../reference.ts";
import { sanitizeHtml } from "../sanitize/sanitize.ts";
import { readText } from "../text/text.ts";
import { readJson } from "./parse-json.ts";

const own = {
  slug: v.optional(named),
  draft: v.optional(flag),
  expires: v.optional(date),
  source: v.optional(line),
};

const attachment = group(
  {
    url: embedded,
    mime_type: v.optional(mediaType),
    title: v.optional(line),
    size_in_bytes: v.optional(bytes),
    duration_in_seconds: v.optional(duration),
  },
  'no attachment; write {"url": …, "mime_type": …}',
);

const html = v.string(meant("not a text"));

const ITEM = v.object({
  id: v.optional(id),
  url: v.optional(webAddress),
  external_url: v.optional(webAddress),
  title: v.optional(line),
  content_html: v.optional(html),
  content_text: v.optional(html),
  summary: v.optional(line),
  image: v.optional(embedded),
  banner_image: v.optional(embedded),
  date_published: v.optional(date),
  date_modified: v.optional(date),
  author: v.optional(people),
  authors: v.optional(people),
  tags: v.optional(tags),
  language: v.optional(language),
  attachments: v.optional(listOf(attachment)),
  ...own,
  _dropfeed: v.optional(v.object(own, meant("not a group of names"))),
});

type Item = v.InferOutput<typeof ITEM>;

export function readJsonArticle({ text, path }: BodySource): ParsedBody {
  const json = readJson(text);
  if (json.kind === "broken") return rejected(json.problem);
  const whole = isWholeFeed(json.value);
  if (whole) return rejected({ line: 1, reason: whole });
  const item = validate(ITEM, json);
  if (item.kind === "invalid") return { kind: "rejected", problems: item.problems };
  const story = contentOf(item.fields, json, path);
  if (story.kind === "rejected") return story;
  const fields = { ...story.fields, ...metadataFrom(setBy(item.fields), path) };
  return { ...story, fields, notes: [...strangers(json), ...story.notes] };
}

function rejected(problem: Problem): ParsedBody {
  return { kind: "rejected", problems: [problem] };
}

function isWholeFeed(value: unknown): string | undefined {
  const isFeed = Array.isArray(value) || (isRecord(value) && Array.isArray(value.items));
  return isFeed ? "holds a list of articles; write one JSON Feed item per file" : undefined;
}

/** Names that begin with `_` are extensions, which anyone may add. */
function strangers(written: WrittenMetadata): Problem[] {
  const known = Object.keys(ITEM.entries);
  const keys = unknownKeyProblems(written.value, known).filter((key) => !key.startsWith("_"));
  return unknownKeyNotes(written, keys, { known });
}

/** HTML where there is both: it is the richer. Without either, an item may still be worth its link or its attachments. */
function contentOf({ content_html, content_text }: Item, { lineOf }: WrittenMetadata, path: string): ParsedBody {
  if (content_html !== undefined) return fromHtml(content_html, path, () => lineOf(["content_html"]));
  if (content_text !== undefined) return fromText(content_text, () => lineOf(["content_text"]));
  return { kind: "parsed", html: "" as CleanHtml, fields: {}, notes: [] };
}

function fromHtml(html: string, path: string, lineAt: () => number | undefined): ParsedBody {
  const cleaned = sanitizeHtml(html, { path, lineAt });
  if (cleaned.kind === "refused") return rejected({ ...cleaned.problem, line: lineAt() });
  return { kind: "parsed", html: cleaned.html, fields: {}, notes: cleaned.notes };
}

/** The whole text is one line of the file, whatever lines it has itself. */
function fromText(text: string, lineAt: () => number | undefined): ParsedBody {
  const story = readText(cleanText(text), { firstLine: 1, hasTitle: true });
  const placed = (problems: readonly Problem[]) => problems.map(({ reason }) => ({ line: lineAt(), reason }));
  if ("problems" in story) return { kind: "rejected", problems: placed(story.problems) };
  const { html, notes, ...fields } = story;
  return { kind: "parsed", html, fields, notes: placed(notes) };
}

function setBy(item: Item) {
  const { _dropfeed: extra = {}, attachments } = item;
  return {
    title: item.title,
    date: item.date_published,
    updated: item.date_modified,
    author: item.author,
    authors: item.authors,
    tags: item.tags,
    summary: item.summary,
    image: item.image ?? item.banner_image,
    url: item.external_url ?? item.url,
    id: item.id,
    slug: item.slug ?? extra.slug,
    language: item.language,
    draft: item.draft ?? extra.draft,
    expires: item.expires ?? extra.expires,
    source: item.source ?? extra.source,
    attachments: attachments?.map(({ url, mime_type, title, size_in_bytes, duration_in_seconds }) => {
      return { url, type: mime_type, title, size: size_in_bytes, duration: duration_in_seconds };
    }),
  };
}

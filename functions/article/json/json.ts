/** Reads a JSON article: a JSON Feed item (version 1.1, "Items") plus our own `slug`, `draft`, `expires` and `source`. */
import * as v from "valibot";
import type { Problem } from "../article.ts";
import { cleanText } from "../characters.ts";
import { date } from "../metadata/date-schema.ts";
import { meaningOf } from "../metadata/key-table.ts";
import { embedded, FIELDS, id, lastOf, type MetadataReading, metadataFrom, readShared } from "../metadata/metadata.ts";
import { type Entry, entriesOf, insideOf } from "../metadata/nested-keys.ts";
import { byLine, isRecord, unknownKeyNotes, validate, type WrittenMetadata } from "../metadata/validate.ts";
import { usualForm } from "../metadata/value-forms.ts";
import {
  bytes,
  duration,
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
import { repeatedTitle } from "../repeated-title.ts";
import { parsePart } from "../sanitize/parse-html.ts";
import { type SanitizeOptions, sanitizeNodes } from "../sanitize/sanitize.ts";
import { readText } from "../text/text.ts";
import { readJson } from "./parse-json.ts";

/** Whether the article is hidden, which `draft` and others tell, is read from all members together. */
const extensions = {
  slug: v.optional(named),
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
  'not an attachment; write {"url": …, "mime_type": …}',
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
  ...extensions,
  _dropfeed: v.optional(v.object(extensions, meant("not an object"))),
});

type Item = v.InferOutput<typeof ITEM>;

const MEMBERS: readonly string[] = Object.keys(ITEM.entries);
const OWN_MEMBERS: ReadonlySet<string> = new Set(MEMBERS);

export function readJsonArticle({ text }: BodySource): ParsedBody {
  const json = readJson(text);
  if (json.kind === "broken") return rejected(json.problem);
  const feedProblem = feedProblemOf(json.value);
  if (feedProblem) return rejected({ line: 1, reason: feedProblem });
  const item = validate(ITEM, { value: withUsualForms(json.value), lineOf: json.lineOf });
  const entries = isRecord(json.value) ? membersOf(json.value) : [];
  const shared = readShared(entries, json.lineOf, OWN_MEMBERS);
  const foreign = validate(FIELDS, shared.written);
  const others = [...(foreign.kind === "invalid" ? foreign.problems.map(shared.asNamed) : []), ...shared.problems];
  const problems = [...others.sort(byLine), ...(item.kind === "invalid" ? item.problems : [])];
  if (item.kind === "invalid" || foreign.kind === "invalid" || problems.length > 0)
    return { kind: "rejected", problems };
  const content = contentOf(item.fields, json);
  if (content.kind === "rejected") return content;
  const set = withDefaults(metadataOf(item.fields), { ...foreign.fields, ...shared.set });
  // A later `date` beside `date_published` means "not yet".
  const otherDates = foreign.fields.date === undefined ? [] : [foreign.fields.date];
  const fields = metadataFrom({ ...set, publishAfter: lastOf([...shared.publishAfter, ...otherDates], set.date) });
  const notes = [...unknownMembers(entries, shared.known, json), ...shared.notes, ...content.notes];
  return { ...content, fields: { ...content.fields, ...fields }, notes };
}

/** Tags, authors and pictures as other tools write them: objects, lists, maps. */
function withUsualForms(item: unknown): unknown {
  if (!isRecord(item)) return item;
  const forms = (["tags", "authors", "image"] as const).filter(
    (name) => Array.isArray(item[name]) || isRecord(item[name]),
  );
  if (forms.length === 0) return item;
  return { ...item, ...Object.fromEntries(forms.map((name) => [name, usualForm(name, item[name])])) };
}

/** The members, and those of its extensions (`_dropfeed`), any of which may say that the item is hidden. */
function membersOf(item: Readonly<Record<string, unknown>>): Entry[] {
  const entries = entriesOf(item);
  const extensions = entries.filter(({ name, value }) => /^_(?!_)/.test(name) && isRecord(value));
  const inside = extensions.flatMap(({ name, value }) => insideOf(name, value as Readonly<Record<string, unknown>>));
  return inside.length === 0 ? entries : [...entries, ...inside];
}

/** Members of other tools give what the item itself does not. */
function withDefaults(own: MetadataReading, others: MetadataReading): MetadataReading {
  const set = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...others, ...Object.fromEntries(set) };
}

function rejected(problem: Problem): ParsedBody {
  return { kind: "rejected", problems: [problem] };
}

function feedProblemOf(value: unknown): string | undefined {
  const isFeed = Array.isArray(value) || (isRecord(value) && Array.isArray(value.items));
  return isFeed ? "holds a list of articles; write one JSON Feed item per file" : undefined;
}

/** Notes unknown members. Names that begin with `_` are extensions, which JSON Feed allows anyone to add. */
function unknownMembers(entries: readonly Entry[], known: ReadonlySet<Entry>, written: WrittenMetadata): Problem[] {
  const unknown = entries.filter((entry) => {
    const isOwn = OWN_MEMBERS.has(entry.name) || entry.name.startsWith("_") || entry.path.length > 1;
    return !isOwn && !known.has(entry) && meaningOf(entry.plain) === undefined;
  });
  return unknownKeyNotes(
    written,
    unknown.map(({ name }) => name),
    { known: MEMBERS },
  );
}

/** Prefers HTML if an item has both, because it is richer. An item without either may still have a link or attachments. */
function contentOf({ title, content_html, content_text }: Item, { lineOf }: WrittenMetadata): ParsedBody {
  if (content_html !== undefined) return fromHtml(content_html, title, { lineAt: () => lineOf(["content_html"]) });
  if (content_text !== undefined) return fromText(content_text, () => lineOf(["content_text"]));
  return { kind: "parsed", html: "" as CleanHtml, fields: {}, notes: [] };
}

function fromHtml(html: string, title: string | undefined, options: SanitizeOptions): ParsedBody {
  const parsing = parsePart(html);
  if (parsing.kind === "refused") return rejected({ ...parsing.problem, line: options.lineAt(1, 0) });
  const without = repeatedTitle(parsing.root, title);
  const cleaned = sanitizeNodes(parsing.root.childNodes, { ...options, without });
  if (cleaned.kind === "refused") return rejected({ ...cleaned.problem, line: options.lineAt(1, 0) });
  return { kind: "parsed", html: cleaned.html, fields: {}, notes: cleaned.notes };
}

/** All lines of the text are on one line of the file, so every problem gets that line. */
function fromText(text: string, lineAt: () => number | undefined): ParsedBody {
  const parsed = readText(cleanText(text), { firstLine: 1, hasTitle: true });
  const withLine = (problems: readonly Problem[]) => problems.map(({ reason }) => ({ line: lineAt(), reason }));
  if ("problems" in parsed) return { kind: "rejected", problems: withLine(parsed.problems) };
  const { html, notes, ...fields } = parsed;
  return { kind: "parsed", html, fields, notes: withLine(notes) };
}

function metadataOf(item: Item): MetadataReading {
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
    source: item.source ?? extra.source,
    attachments: attachments?.map(({ url, mime_type, title, size_in_bytes, duration_in_seconds }) => {
      return { url, type: mime_type, title, size: size_in_bytes, duration: duration_in_seconds };
    }),
  };
}

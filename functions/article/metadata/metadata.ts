/** Validates front matter and turns it into the metadata of an article; lists every key that front matter may set. */
import * as v from "valibot";
import type { Article, Attachment, Problem } from "../article.ts";
import { type Reference, resolve } from "../reference.ts";
import { slugOf } from "../slug.ts";
import { date } from "./date-schema.ts";
import {
  isRecord,
  show,
  unknownKeyNames,
  unknownKeyNotes,
  type Validation,
  validate,
  type WrittenMetadata,
} from "./validate.ts";
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
} from "./value-schemas.ts";

/** The fields that are set. The body and the defaults supply the others. */
export type Metadata = Partial<Omit<Article, "html">>;

/** Checks that a reference is valid, which does not depend on the article's path. Its target does, and is resolved later. */
export const embedded = v.pipe(
  named,
  v.check((raw) => resolve(raw, "embed")?.startsWith("data:") === false, meant("not the address of a file")),
);

const attachmentByFields = group(
  {
    url: embedded,
    type: v.optional(mediaType),
    title: v.optional(line),
    size: v.optional(bytes),
    duration: v.optional(duration),
  },
  "not an attachment; write a file's path, or url and type",
);

const attachmentByUrl = v.pipe(
  embedded,
  v.transform((url): v.InferOutput<typeof attachmentByFields> => ({ url })),
);

/** Jekyll writes `published: false` for `draft: true`. */
const published = v.boolean(
  meant("neither true nor false; write date: 2023-09-14 to say when, draft: true to hide it"),
);

const MAX_ID_LENGTH = 200;
export const id = v.pipe(named, v.maxLength(MAX_ID_LENGTH, `is longer than ${MAX_ID_LENGTH} characters`));

export const SCHEMA = v.object({
  title: v.optional(line),
  date: v.optional(date),
  updated: v.optional(date),
  author: v.optional(people),
  authors: v.optional(people),
  tags: v.optional(tags),
  summary: v.optional(line),
  image: v.optional(embedded),
  url: v.optional(webAddress),
  id: v.optional(id),
  slug: v.optional(named),
  language: v.optional(language),
  draft: v.optional(flag),
  published: v.optional(published),
  expires: v.optional(date),
  attachments: v.optional(
    listOf(v.lazy((value) => (typeof value === "string" ? attachmentByUrl : attachmentByFields))),
  ),
  source: v.optional(line),
});

export type MetadataReading = v.InferOutput<typeof SCHEMA>;

/** Keys that other generators use, and our names for them. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ["abstract", "summary"],
  ["by", "author"],
  ["categories", "tags"],
  ["category", "tags"],
  ["cover", "image"],
  ["description", "summary"],
  ["excerpt", "summary"],
  ["expirydate", "expires"],
  ["keywords", "tags"],
  ["lang", "language"],
  ["lastmod", "updated"],
  ["modified", "updated"],
  ["permalink", "slug"],
  ["pubdate", "date"],
]);

export function readMetadata(original: WrittenMetadata): Validation<Metadata> {
  const known = Object.keys(SCHEMA.entries);
  const written = withLowerCaseKeys(original, known);
  if ("problem" in written) return { kind: "invalid", problems: [written.problem] };
  const valid = validate(SCHEMA, written);
  if (valid.kind === "invalid") return valid;
  const unknown = unknownKeyNotes(written, unknownKeyNames(written.value, known), { known, synonyms: SYNONYMS });
  return {
    ...valid,
    fields: metadataFrom(valid.fields),
    notes: [...unknown, ...slugNotes(valid.fields, written)],
  };
}

/** Makes known keys lower case, so that `Draft: true` hides the article just as `draft: true` does. */
function withLowerCaseKeys(
  { value, lineOf }: WrittenMetadata,
  known: readonly string[],
): WrittenMetadata | { readonly problem: Problem } {
  if (!isRecord(value)) return { value, lineOf };
  const spellings = new Map<PropertyKey, string>();
  for (const key of Object.keys(value)) {
    const lowerCase = known.includes(key.toLowerCase()) ? key.toLowerCase() : key;
    const other = spellings.get(lowerCase);
    if (other !== undefined)
      return { problem: { line: lineOf([key]), reason: `${key}: this key is set twice, also as ${other}` } };
    spellings.set(lowerCase, key);
  }
  const entries = [...spellings].map(([lowerCase, key]) => [lowerCase, value[key]] as const);
  return {
    value: Object.fromEntries(entries),
    lineOf: ([key = "", ...path]) => lineOf([spellings.get(key) ?? key, ...path]),
  };
}

/** Resolves references and drops empty fields. Naming every field is several times faster than using a rest pattern. */
export function metadataFrom(set: MetadataReading): Metadata {
  const { authors = set.author, attachments, image, slug } = set;
  const at = (raw: string) => resolve(raw, "embed") as Reference;
  return withoutEmpty({
    title: set.title,
    date: set.date,
    updated: set.updated,
    tags: set.tags,
    summary: set.summary,
    id: set.id,
    language: set.language,
    draft: set.published === false ? true : set.draft,
    expires: set.expires,
    source: set.source,
    authors,
    externalUrl: set.url,
    slug: slug === undefined ? undefined : slugOf(slug),
    image: image === undefined ? undefined : at(image),
    attachments: attachments?.map(({ url, ...rest }): Attachment => ({ ...rest, url: at(url) })),
  });
}

/** Requires every field, so the compiler reports a forgotten one. */
type All = { readonly [Name in keyof Required<Omit<Metadata, "unlisted" | "aliases">>]: Metadata[Name] };

/** Drops unset fields, so that spreading the result over an article overrides nothing with undefined. */
function withoutEmpty(fields: All): Metadata {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function slugNotes({ slug }: MetadataReading, { lineOf }: WrittenMetadata): Problem[] {
  const plain = slug && slugOf(slug);
  return slug === plain ? [] : [{ line: lineOf(["slug"]), reason: `slug: ${show(slug)} is published as ${plain}` }];
}

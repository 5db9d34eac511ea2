/** Turns front matter into the metadata of an article: our own keys and those of other tools, each value checked. */
import * as v from "valibot";
import type { Article, Attachment, Problem, WrittenDate } from "../article.ts";
import { cleanText } from "../characters.ts";
import { toInstant } from "../date/instant.ts";
import { type Reference, resolve } from "../reference.ts";
import { slugOf } from "../slug.ts";
import { addressesOf } from "./addresses.ts";
import { isAuthorDetail, withAuthorDetails } from "./author-details.ts";
import { chooseValues } from "./choose-values.ts";
import { date } from "./date-schema.ts";
import { EPISODE_FIELDS, episodeFrom } from "./episode-metadata.ts";
import { hidingOf } from "./hiding.ts";
import { KEYS_OF_OTHERS, meaningOf } from "./key-table.ts";
import { type Entry, entriesOf } from "./nested-keys.ts";
import {
  byLine,
  isRecord,
  type LineOf,
  unknownKeyNotes,
  type Validation,
  validate,
  type WrittenMetadata,
} from "./validate.ts";
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

const MAX_ID_LENGTH = 200;
/** Opaque: nothing in it is changed, not even space inside. */
export const id = v.pipe(
  v.union([v.string(), v.number(), v.boolean()], meant("not a text")),
  v.transform((value) => cleanText(String(value)).trim()),
  v.nonEmpty("is empty"),
  v.maxLength(MAX_ID_LENGTH, `is longer than ${MAX_ID_LENGTH} characters`),
);

/** The keys whose values are checked one by one. Addresses, and what hides an article, are read from all keys together. */
export const FIELDS = v.object({
  title: v.optional(line),
  date: v.optional(date),
  updated: v.optional(date),
  authors: v.optional(people),
  tags: v.optional(tags),
  summary: v.optional(line),
  image: v.optional(embedded),
  id: v.optional(id),
  language: v.optional(language),
  attachments: v.optional(
    listOf(v.lazy((value) => (typeof value === "string" ? attachmentByUrl : attachmentByFields))),
  ),
  source: v.optional(line),
  ...EPISODE_FIELDS,
});

export type MetadataReading = v.InferOutput<typeof FIELDS> & {
  readonly author?: Article["authors"];
  readonly url?: string;
  readonly slug?: string;
  readonly draft?: boolean;
  readonly unlisted?: boolean;
  readonly aliases?: readonly string[];
  readonly publishAfter?: WrittenDate;
  readonly expires?: WrittenDate;
};

/** Our own keys, which messages suggest. */
const OWN_KEYS: readonly string[] = [...Object.keys(KEYS_OF_OTHERS), "author", "draft", "published", "unlisted"];

export function readMetadata(original: WrittenMetadata): Validation<Metadata> {
  const { value, lineOf } = original;
  const invalid = (problems: readonly Problem[]) => ({ kind: "invalid" as const, problems });
  if (!isRecord(value)) return validate(FIELDS, original) as Validation<never>;
  const twice = keySetTwice(value, lineOf);
  if (twice) return invalid([twice]);
  const entries = entriesOf(value);
  const shared = readShared(entries, lineOf);
  const valid = validate(FIELDS, shared.written);
  const problems = [...shared.problems, ...(valid.kind === "invalid" ? valid.problems.map(shared.asNamed) : [])];
  if (valid.kind === "invalid" || problems.length > 0) return invalid(problems.sort(byLine));
  const set = { ...valid.fields, ...shared.set, publishAfter: lastOf(shared.publishAfter, valid.fields.date) };
  return {
    kind: "valid",
    fields: metadataFrom(set),
    notes: [...shared.notes, ...unknownNotes(entries, shared.known, lineOf)],
  };
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** What front matter and JSON items have in common: the keys of other tools, addresses, and what hides an article. */
export function readShared(entries: readonly Entry[], lineOf: LineOf, ownNames: ReadonlySet<string> = NO_NAMES) {
  const foreign = entries.filter(({ name }) => !ownNames.has(name));
  const hiding = hidingOf(entries, lineOf);
  const addresses = addressesOf(foreign, lineOf);
  const choice = chooseValues(foreign, FIELDS.entries, lineOf);
  const { externalUrl: url, slug, aliases } = addresses;
  const { draft, unlisted } = hiding;
  return {
    ...choice,
    written: withAuthorDetails(choice.written, foreign),
    set: { url, slug, aliases, draft, unlisted, expires: inOrder(hiding.expires)[0] },
    publishAfter: hiding.publishAfter,
    known: new Set([...hiding.known, ...foreign.filter(isAuthorDetail)]),
    problems: [...hiding.problems, ...addresses.problems],
    notes: [...hiding.notes, ...addresses.notes, ...choice.notes],
  };
}

/** The last of the dates before which the article is hidden, unless it is the article's own date. */
export function lastOf(dates: readonly WrittenDate[], own: WrittenDate | undefined): WrittenDate | undefined {
  return inOrder(dates.filter((each) => each !== own)).at(-1);
}

function inOrder(dates: readonly WrittenDate[]): readonly WrittenDate[] {
  return dates.length < 2 ? dates : [...dates].sort((a, b) => toInstant(a, "UTC") - toInstant(b, "UTC"));
}

function unknownNotes(entries: readonly Entry[], known: ReadonlySet<Entry>, lineOf: LineOf): Problem[] {
  const unknown = entries.filter((entry) => {
    return entry.path.length === 1 && !known.has(entry) && meaningOf(entry.plain) === undefined;
  });
  const names = unknown.map(({ name }) => name);
  return unknownKeyNotes({ value: undefined, lineOf }, names, { known: OWN_KEYS });
}

/** One key in two spellings, of which only one can be meant. */
function keySetTwice(value: Readonly<Record<string, unknown>>, lineOf: LineOf): Problem | undefined {
  const spellings = new Map<string, string>();
  for (const key of Object.keys(value)) {
    const lowerCase = key.toLowerCase();
    const other = spellings.get(lowerCase);
    if (other !== undefined && OWN_KEYS.includes(lowerCase))
      return { line: lineOf([key]), reason: `${key}: this key is set twice, also as ${other}` };
    spellings.set(lowerCase, key);
  }
  return undefined;
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
    draft: set.draft,
    unlisted: set.unlisted,
    aliases: set.aliases,
    publishAfter: set.publishAfter,
    expires: set.expires,
    source: set.source,
    authors,
    externalUrl: set.url,
    slug: slug === undefined ? undefined : slugOf(slug),
    image: image === undefined ? undefined : at(image),
    episode: episodeFrom(set),
    attachments: attachments?.map(({ url, ...rest }): Attachment => ({ ...rest, url: at(url) })),
  });
}

/** Requires every field, so the compiler reports a forgotten one. */
type All = { readonly [Name in keyof Required<Metadata>]: Metadata[Name] };

/** Drops unset fields, so that spreading the result over an article overrides nothing with undefined. */
function withoutEmpty(fields: All): Metadata {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

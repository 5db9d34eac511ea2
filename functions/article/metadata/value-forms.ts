/** Brings the forms in which other tools write a value into the one form that the schemas know: `image: { src: a.png }`, `tags: "#a #b"`. */
import { chaptersForm, flagForm, numberForm, seasonForm, transcriptForm } from "./episode-forms.ts";
import type { FieldKey } from "./key-table.ts";
import { peopleForm } from "./people-forms.ts";
import { isRecord } from "./validate.ts";
import { withoutWikiLinks } from "./wiki-links.ts";

/** Undefined if the value says that there is none: empty, `-`, `false`, an empty list. */
export function usualForm(field: FieldKey, written: unknown): unknown {
  const value = LINKED.has(field) ? withoutWikiLinks(written, field === "image") : written;
  if (field === "title") return value === "" || value === null ? undefined : value;
  if (field === "explicit" || field === "block") return flagForm(value);
  if (isNothing(value) || isFilesOwnDate(field, value) || (field === "image" && value === true)) return undefined;
  return (FORMS[field] ?? withoutNothing)(value);
}

/** Keys whose values are links in Obsidian; a title is as it is typed. */
const LINKED: ReadonlySet<FieldKey> = new Set<FieldKey>(["authors", "tags", "image", "source"]);

const FORMS: Readonly<Partial<Record<FieldKey, (value: unknown) => unknown>>> = {
  image: imageForm,
  tags: tagsForm,
  authors: (value) => peopleForm(value, isNothing),
  episode: numberForm,
  season: seasonForm,
  transcript: transcriptForm,
  chapters: chaptersForm,
  people: (value) => peopleForm(value, isNothing),
  hosts: (value) => peopleForm(value, isNothing),
  guests: (value) => peopleForm(value, isNothing),
  source: (value) => (isRecord(value) ? (named(value) ?? value) : value),
  language: (value) => (typeof value === "string" ? value.trim().replace(/\..*$/, "").replaceAll("_", "-") : value),
};

/** Eleventy's words for a date that the file or its repository has (11ty.dev/docs/dates): no date of the article's own. */
function isFilesOwnDate(field: FieldKey, value: unknown): boolean {
  return field === "date" && typeof value === "string" && /^\s*(?:git )?(?:last modified|created)\s*$/i.test(value);
}

/** Nobody is called "-", and `false` is how some tools write "none". */
function isNothing(value: unknown): boolean {
  if (typeof value === "string") return /^\s*(?:[-–—]|~)?\s*$/.test(value);
  return (
    value === null || value === undefined || value === false || (Array.isArray(value) && value.every(isNothingInList))
  );
}

/** A list in a list is a mistake to report, even if it is empty. */
function isNothingInList(item: unknown): boolean {
  return !Array.isArray(item) && isNothing(item);
}

function withoutNothing(value: unknown): unknown {
  return Array.isArray(value) ? value.filter((item) => !isNothing(item)) : value;
}

const ADDRESS_KEYS = [
  "path",
  "src",
  "url",
  "image",
  "file",
  "filename",
  "href",
  "publicURL",
  "source",
  "name",
  "feature",
];

/** A list gives its first; an object the address in it. */
function imageForm(value: unknown, depth = 0): unknown {
  if (depth > 3) return value;
  if (Array.isArray(value))
    return imageForm(
      value.find((item) => !isNothing(item)),
      depth + 1,
    );
  if (!isRecord(value)) return value;
  const key = ADDRESS_KEYS.find((name) => !isNothing(value[name]));
  return key === undefined ? undefined : imageForm(value[key], depth + 1);
}

function tagsForm(value: unknown): unknown {
  if (typeof value === "string") return tagsIn(value);
  if (!Array.isArray(value)) return value;
  return withoutLists(value)
    .filter((item) => !isNothingInList(item))
    .map((item) => withoutHash(isRecord(item) ? (named(item) ?? item) : item));
}

/** Hexo's categories may be lists in a list, one for each line of ancestors. */
function withoutLists(value: readonly unknown[]): readonly unknown[] {
  const isNested = value.length > 0 && value.every((item) => Array.isArray(item) && item.length > 0);
  return isNested ? [...new Set(value.flat())] : value;
}

function tagsIn(text: string): string[] {
  const words = text.trim().split(/[\s,]+/);
  if (words.every((word) => /^#[\p{L}\p{N}]/u.test(word))) return words.map((word) => word.slice(1));
  const mark = text.includes(",") ? "," : ";";
  return text.split(mark).map((tag) => withoutHash(tag) as string);
}

function withoutHash(tag: unknown): unknown {
  return typeof tag === "string" ? tag.replace(/^\s*#(?=\p{L})/u, "") : tag;
}

function named(value: Readonly<Record<string, unknown>>): unknown {
  return ["name", "label", "title", "slug", "url"].map((key) => value[key]).find((item) => !isNothing(item));
}

/** Validates parsed front matter, JSON or `site.json` against a schema, and reports all problems at once with their lines. */
import * as v from "valibot";
import type { Problem } from "../article.ts";
import { cleanText, oneLine } from "../characters.ts";
import { nearestName } from "./nearest-name.ts";

/** Returns the line of the value at a path of keys, or of its innermost ancestor that exists. */
export type LineOf = (path: readonly PropertyKey[]) => number | undefined;

export type WrittenMetadata = { readonly value: unknown; readonly lineOf: LineOf };

export type Validation<Fields> =
  | { readonly kind: "valid"; readonly fields: Fields; readonly notes: readonly Problem[] }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

type FieldsSchema = v.GenericSchema<unknown, object> & { readonly entries: Readonly<Record<string, unknown>> };

/** A key without a value (null, empty text) counts as not set. */
export function validate<Schema extends FieldsSchema>(
  schema: Schema,
  written: WrittenMetadata,
): Validation<v.InferOutput<Schema>> {
  if (!isRecord(written.value)) {
    return {
      kind: "invalid",
      problems: [{ line: written.lineOf([]), reason: `${show(written.value)} where names with values should be` }],
    };
  }
  const result = v.safeParse(schema, withoutEmpty(written.value));
  return result.success
    ? { kind: "valid", fields: result.output, notes: [] }
    : {
        kind: "invalid",
        problems: firstOf(result.issues.map((issue) => problemOf(issue, written.lineOf)).sort(byLine), "problems"),
      };
}

const MAX_REPORTED = 20;

/** The first problems, and how many more `things` there are: nobody reads a longer list. */
export function firstOf(problems: readonly Problem[], things: string): Problem[] {
  const more = problems.length - MAX_REPORTED;
  return more > 0 ? [...problems.slice(0, MAX_REPORTED), { reason: `${more} more ${things}` }] : [...problems];
}

export type UnknownKey = {
  readonly key: string;
  readonly line: number | undefined;
  readonly meant: string | undefined;
};

/** Returns the keys that are not in the schema, each with the known key that was probably meant. */
export function unknownKeys({ value, lineOf }: WrittenMetadata, known: readonly string[]): UnknownKey[] {
  return unknownKeyNames(value, known).map((key) => ({ key, line: lineOf([key]), meant: nearestName(key, known) }));
}

export function unknownKeyNames(value: unknown, known: readonly string[]): string[] {
  return isRecord(value) ? Object.keys(value).filter((key) => !known.includes(key)) : [];
}

/** The keys of `synonyms` are lower case. */
export type Vocabulary = { readonly known: readonly string[]; readonly synonyms?: ReadonlyMap<string, string> };

/** Turns an article's unknown keys into notes. For speed, it looks for suggestions only for the keys that it reports. */
export function unknownKeyNotes(
  { lineOf }: WrittenMetadata,
  unknown: readonly string[],
  vocabulary: Vocabulary,
): Problem[] {
  const notes = unknown.slice(0, MAX_REPORTED).map((key): Problem => {
    const meant = vocabulary.synonyms?.get(key.toLowerCase()) ?? nearestName(key, vocabulary.known);
    const hint = meant ? `; did you mean ${meant}?` : "";
    return { line: lineOf([key]), reason: `${key.slice(0, 60)}: unknown key, ignored${hint}` };
  });
  const more = unknown.length - notes.length;
  return more > 0 ? [...notes, { reason: `${more} more unknown keys, ignored` }] : notes;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Formats a value for a message. Lists and objects, however deep, are only named as such. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "string" ? JSON.stringify(oneLine(cleanText(value.slice(0, 200)))) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Drops empty values, and `__proto__` so that no key can reach the object's prototype. */
function withoutEmpty(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([key, item]) => key !== "__proto__" && item !== null && item !== ""),
  );
}

/** Problems without a line come first: they concern the entire file. */
export function byLine(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}

function problemOf(issue: v.BaseIssue<unknown>, lineOf: LineOf): Problem {
  const path = (issue.path ?? []).map(({ key }) => key as PropertyKey);
  const name = path.map(String).join(".");
  return { line: lineOf(path), reason: name === "" ? issue.message : `${name}: ${issue.message}` };
}

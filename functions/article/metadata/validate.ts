/** What a writer set by name (front matter, JSON, `site.json`) against what may be set: every problem at once, at its line. */
import * as v from "valibot";
import type { Problem } from "../article.ts";
import { cleanText, oneLine } from "../characters.ts";
import { nearestName } from "./nearest-name.ts";

/** The line of the value under a path of keys, or of the innermost that is there. */
export type LineOf = (path: readonly PropertyKey[]) => number | undefined;

export type WrittenMetadata = { readonly value: unknown; readonly lineOf: LineOf };

export type Validation<Fields> =
  | { readonly kind: "valid"; readonly fields: Fields; readonly notes: readonly Problem[] }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

type FieldsSchema = v.GenericSchema<unknown, object> & { readonly entries: Readonly<Record<string, unknown>> };

/** A key without a value (null, empty text) counts as not written. */
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

const MOST_TOLD = 20;

/** As many as anyone reads, and how many `things` there are besides. */
export function firstOf(told: readonly Problem[], things: string): Problem[] {
  const more = told.length - MOST_TOLD;
  return more > 0 ? [...told.slice(0, MOST_TOLD), { reason: `${more} more ${things}` }] : [...told];
}

export type UnknownKey = {
  readonly key: string;
  readonly line: number | undefined;
  readonly meant: string | undefined;
};

/** The keys that the schema does not know, each with the one that may have been meant. */
export function unknownKeys({ value, lineOf }: WrittenMetadata, known: readonly string[]): UnknownKey[] {
  return unknownKeyProblems(value, known).map((key) => ({ key, line: lineOf([key]), meant: nearestName(key, known) }));
}

export function unknownKeyProblems(value: unknown, known: readonly string[]): string[] {
  return isRecord(value) ? Object.keys(value).filter((key) => !known.includes(key)) : [];
}

/** `synonyms` are in small letters. */
export type Vocabulary = { readonly known: readonly string[]; readonly synonyms?: ReadonlyMap<string, string> };

/** What an article's unknown keys are worth: notes. Only those that are told are compared with what is known. */
export function unknownKeyNotes(
  { lineOf }: WrittenMetadata,
  strangers: readonly string[],
  words: Vocabulary,
): Problem[] {
  const told = strangers.slice(0, MOST_TOLD).map((key): Problem => {
    const meant = words.synonyms?.get(key.toLowerCase()) ?? nearestName(key, words.known);
    const hint = meant ? `; did you mean ${meant}?` : "";
    return { line: lineOf([key]), reason: `${key.slice(0, 60)}: unknown key, ignored${hint}` };
  });
  const more = strangers.length - told.length;
  return more > 0 ? [...told, { reason: `${more} more unknown keys, ignored` }] : told;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a message tells it; lists and maps, however deep, by what they are. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a group of names";
  const text = typeof value === "string" ? JSON.stringify(oneLine(cleanText(value.slice(0, 200)))) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Only what the writer wrote as the object's own, so that no key can reach its prototype. */
function withoutEmpty(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([key, held]) => key !== "__proto__" && held !== null && held !== ""),
  );
}

/** What has no line comes first: it concerns the whole. */
export function byLine(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0);
}

function problemOf(issue: v.BaseIssue<unknown>, lineOf: LineOf): Problem {
  const path = (issue.path ?? []).map(({ key }) => key as PropertyKey);
  const name = path.map(String).join(".");
  return { line: lineOf(path), reason: name === "" ? issue.message : `${name}: ${issue.message}` };
}

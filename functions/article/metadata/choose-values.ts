/** Chooses a value for each of our keys among all entries: our own key wins, then the order of `KEYS_OF_OTHERS`. */
import * as v from "valibot";
import type { Problem } from "../article.ts";
import { flagOf } from "./hiding-values.ts";
import { type FieldKey, mayMeanOther, meaningOf } from "./key-table.ts";
import type { Entry } from "./nested-keys.ts";
import type { LineOf, WrittenMetadata } from "./validate.ts";
import { usualForm } from "./value-forms.ts";

export type Choice = {
  readonly written: WrittenMetadata;
  readonly notes: readonly Problem[];
  /** A problem with the key as the writer named it. */
  readonly asNamed: (problem: Problem) => Problem;
};

type Schemas = Readonly<Partial<Record<FieldKey, v.GenericSchema>>>;
type Candidate = { readonly entry: Entry; readonly rank: number; readonly isOwn: boolean; readonly value: unknown };

/**
 * `schemas` has one for each key that is chosen. A wrong value of our own key stays, so that it is reported as a problem; that of
 * another tool's key is noted and passed over, since nobody wrote it for us.
 */
export function chooseValues(entries: readonly Entry[], schemas: Schemas, lineOf: LineOf): Choice {
  const chosen = new Map<PropertyKey, Candidate>();
  const notes: Problem[] = [];
  for (const [field, candidates] of candidatesByField(entries, schemas)) {
    for (const candidate of candidates) {
      const reason = candidate.isOwn ? undefined : whyWrong(schemas[field], candidate.value);
      if (reason !== undefined)
        notes.push({ line: lineOf(candidate.entry.path), reason: `${candidate.entry.name}: ${reason}, ignored` });
      else if (!chosen.has(field)) chosen.set(field, candidate);
    }
  }
  return { written: writtenOf(chosen, lineOf), notes, asNamed: (problem) => asNamed(problem, chosen) };
}

/** Keys whose values are yes or no. For others, that is what another tool means by a key of the same name. */
const FLAGS: ReadonlySet<FieldKey> = new Set(["explicit", "block"] as const);

function candidatesByField(entries: readonly Entry[], schemas: Schemas): Map<FieldKey, Candidate[]> {
  const found = new Map<FieldKey, Candidate[]>();
  for (const entry of entries) {
    const meaning = meaningOf(entry.plain);
    if (meaning === undefined || schemas[meaning.own] === undefined) continue;
    const value = usualForm(meaning.own, entry.value);
    if (value === undefined || (meaning.rank > 0 && !FLAGS.has(meaning.own) && flagOf(value) !== undefined)) continue;
    const isOurs = entry.path.length === 1 && (meaning.rank === 0 || entry.plain === "author");
    const isOwn = isOurs && !mayMeanOther(meaning.own);
    const candidates = found.get(meaning.own) ?? [];
    candidates.push({ entry, rank: meaning.rank, isOwn, value });
    found.set(meaning.own, candidates);
  }
  for (const candidates of found.values()) candidates.sort((a, b) => a.rank - b.rank);
  return found;
}

function whyWrong(schema: v.GenericSchema | undefined, value: unknown): string | undefined {
  if (schema === undefined) return undefined;
  return v.safeParse(schema, value).issues?.[0].message;
}

function writtenOf(chosen: ReadonlyMap<PropertyKey, Candidate>, lineOf: LineOf): WrittenMetadata {
  return {
    value: Object.fromEntries([...chosen].map(([field, { value }]) => [field, value])),
    lineOf: ([field = "", ...rest]) => {
      const candidate = chosen.get(field);
      return lineOf(candidate ? [...candidate.entry.path, ...rest] : [field, ...rest]);
    },
  };
}

function asNamed({ line, reason }: Problem, chosen: ReadonlyMap<PropertyKey, Candidate>): Problem {
  const [field = ""] = /^\w+/.exec(reason) ?? [];
  const entry = chosen.get(field)?.entry;
  const isOwn = entry === undefined || entry.name.toLowerCase() === field;
  return { line, reason: isOwn ? reason : entry.name.slice(0, 60) + reason.slice(field.length) };
}

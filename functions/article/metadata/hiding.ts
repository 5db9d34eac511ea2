/**
 * Decides from the keys of an article whether it is published: takes all entries, and returns whether they hide it, take it out of
 * the lists, or set a date before which it stays hidden.
 *
 * Nothing is taken for more public than it says. A hiding key with a value that is not understood is a problem, so that the article
 * is rejected rather than shown.
 */
import type { Problem, WrittenDate } from "../article.ts";
import { hidingKindOf, meantHidingKey } from "./hiding-keys.ts";
import { isHidingValue, isHidingWord, judge, judgeUntil, type Verdict } from "./hiding-values.ts";
import { meaningOf, plainKey } from "./key-table.ts";
import type { Entry } from "./nested-keys.ts";
import { firstOf, isRecord, type LineOf, show } from "./validate.ts";

export type Hiding = {
  readonly draft: boolean | undefined;
  readonly unlisted: boolean | undefined;
  /** Nothing is published before the last of these. */
  readonly publishAfter: readonly WrittenDate[];
  /** The article is gone from the first of these on. */
  readonly expires: readonly WrittenDate[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
  /** The entries that are hiding keys and nothing else, so that nobody calls them unknown. */
  readonly known: ReadonlySet<Entry>;
};

type Finding = { readonly entry: Entry; readonly verdict: Verdict; readonly meant?: string };

/** Nobody types more keys; a program that writes more spells them right. */
const MAX_MISSPELLED = 200;

export function hidingOf(entries: readonly Entry[], lineOf: LineOf): Hiding {
  const findings: Finding[] = [];
  for (const [at, entry] of entries.entries()) findings.push(...findingsOn(entry, at < MAX_MISSPELLED));
  return findings.length === 0 ? NOTHING_FOUND : hidingFrom(findings, lineOf);
}

const NOTHING_FOUND: Hiding = {
  draft: undefined,
  unlisted: undefined,
  publishAfter: [],
  expires: [],
  problems: [],
  notes: [],
  known: new Set(),
};

function hidingFrom(findings: readonly Finding[], lineOf: LineOf): Hiding {
  const verdicts = findings.map(({ verdict }) => verdict.kind);
  const isSet = (...kinds: readonly Verdict["kind"][]) => kinds.some((kind) => verdicts.includes(kind));
  return {
    draft: isSet("hidden") ? true : isSet("public") ? false : undefined,
    unlisted: isSet("unlisted") ? true : undefined,
    publishAfter: findings.flatMap(({ verdict }) => (verdict.kind === "from" ? verdict.date : [])),
    expires: findings.flatMap(({ verdict }) => (verdict.kind === "until" ? verdict.date : [])),
    problems: firstOf(
      findings.flatMap((finding) => problemOf(finding, lineOf)),
      "problems",
    ),
    notes: firstOf(
      findings.flatMap((finding) => noteOf(finding, lineOf)),
      "notes",
    ),
    known: new Set(
      findings.filter(({ verdict }) => verdict.kind !== "public" || verdict.isKnown).map(({ entry }) => entry),
    ),
  };
}

const NONE: readonly Finding[] = [];

function findingsOn(entry: Entry, mayBeMisspelled: boolean): readonly Finding[] {
  const { path, plain, value } = entry;
  const kind = hidingKindOf(plain) ?? (path[0] === "meta" ? hidingKindOf(plain.slice("meta".length)) : undefined);
  if (kind !== undefined) return findingFrom(entry, judge(kind, value, plain));
  if (isRecord(value) && plain !== "proto") return findingsInside(entry, value);
  const field = meaningOf(plain)?.own;
  if (field !== undefined) return field === "expires" ? findingFrom(entry, judgeUntil(value)) : NONE;
  if (!mayBeMisspelled) return NONE;
  const meant = meantHidingKey(path.at(-1) ?? "", plain);
  if (meant !== undefined) {
    const verdict = judge(meant.kind, value, meant.key);
    return verdict.kind === "public"
      ? [{ entry, verdict: { kind: "public", isKnown: false } }]
      : findingFrom(entry, verdict, meant.key);
  }
  return isHidingWord(plain, value)
    ? [{ entry, verdict: { kind: "hidden" }, meant: "draft: true" }]
    : findingFromRobots(entry);
}

/** Keys that mean the article wherever they stand; `hidden` inside `cover` means the cover. */
const ANYWHERE = /^(?:is)?(?:drafts?|published|publish|unpublished)$/;

/** A table of another tool may hold one of the keys: `wordpress: { draft: true }`. */
function findingsInside(entry: Entry, value: Readonly<Record<string, unknown>>): Finding[] {
  const inside = Object.entries(value).filter(([key, item]) => {
    const plain = plainKey(key);
    const kind = ANYWHERE.test(plain) ? hidingKindOf(plain) : undefined;
    return kind !== undefined && isHidingValue(kind, item, plain);
  });
  return inside.map(([key]) => ({ entry, verdict: { kind: "hidden" }, meant: `${key} of the article` }));
}

function findingFrom(entry: Entry, verdict: Verdict, meant?: string): Finding[] {
  return verdict.kind === "other" ? [] : [{ entry, verdict, meant }];
}

function findingFromRobots(entry: Entry): Finding[] {
  const isNoIndex = entry.plain === "robots" && typeof entry.value === "string" && /noindex|none/i.test(entry.value);
  return isNoIndex ? [{ entry, verdict: { kind: "unlisted" }, meant: "unlisted: true" }] : [];
}

function problemOf({ entry, verdict, meant }: Finding, lineOf: LineOf): Problem[] {
  if (verdict.kind !== "unclear") return [];
  const hint = meant === undefined ? "" : `; this looks like ${meant}`;
  return [{ line: lineOf(entry.path), reason: `${entry.name.slice(0, 60)}: ${verdict.reason}${hint}` }];
}

function noteOf({ entry, verdict, meant }: Finding, lineOf: LineOf): Problem[] {
  if (meant === undefined || (verdict.kind !== "hidden" && verdict.kind !== "unlisted")) return [];
  const result = verdict.kind === "hidden" ? "the article is not published" : "the article is in no feed and no list";
  const value = typeof entry.value === "object" ? "" : ` ${show(entry.value)}`;
  return [{ line: lineOf(entry.path), reason: `${entry.name.slice(0, 60)}:${value} is read as ${meant}: ${result}` }];
}

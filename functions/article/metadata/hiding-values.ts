/** Reads the value of a hiding key: does it hide the article, show it, say when, or is it not understood? */
import type { WrittenDate } from "../article.ts";
import { readWrittenDate } from "./date-schema.ts";
import { CIRCLES, HIDING_WORDS, type HidingKind, PUBLIC_AUDIENCE, PUBLIC_STATUS } from "./hiding-keys.ts";
import { isRecord, show } from "./validate.ts";

export type Verdict =
  | { readonly kind: "hidden" | "unlisted" | "nothing" }
  /** `isKnown`: false if only the value says so, and the key stays unknown. */
  | { readonly kind: "public"; readonly isKnown: boolean }
  | { readonly kind: "from" | "until"; readonly date: WrittenDate }
  | { readonly kind: "unclear"; readonly reason: string }
  /** The key means something else with this value. */
  | { readonly kind: "other" };

const HIDDEN: Verdict = { kind: "hidden" };
const PUBLIC: Verdict = { kind: "public", isKnown: true };
const UNLISTED: Verdict = { kind: "unlisted" };
const NOTHING: Verdict = { kind: "nothing" };
const OTHER: Verdict = { kind: "other" };

/** `key`: in plain form. */
export function judge(kind: HidingKind, value: unknown, key: string): Verdict {
  return JUDGES[kind](value, key);
}

const JUDGES: Readonly<Record<HidingKind, (value: unknown, key: string) => Verdict>> = {
  hides: judgeHides,
  shows: judgeShows,
  blocks: (value) => (flagOf(value) === true ? HIDDEN : OTHER),
  allows: (value) => (flagOf(value) === false ? HIDDEN : OTHER),
  status: (value) => judgeWord(value, PUBLIC_STATUS, "published or draft"),
  audience: judgeAudience,
  circle: (value) => (CIRCLES.has((wordOf(value) ?? "").replace(/[-_]/g, " ")) ? HIDDEN : OTHER),
  secret: (value) => (isEmpty(value) || value === false ? NOTHING : HIDDEN),
  unlists: (value) => judgeFlag(value, UNLISTED, PUBLIC),
  lists: (value, key) => (flagOf(value) === undefined && key !== "listed" ? OTHER : judgeFlag(value, PUBLIC, UNLISTED)),
  build: judgeBuild,
  output: (value) => (value === false || value === "false" ? HIDDEN : OTHER),
  from: judgeFrom,
};

function judgeHides(value: unknown, key: string): Verdict {
  // mkdocs-material lists the parts of a page to hide.
  if (key === "hide" && Array.isArray(value)) return OTHER;
  return judgeText(value) ?? judgeFlag(value, HIDDEN, PUBLIC);
}

function judgeShows(value: unknown): Verdict {
  const word = judgeText(value);
  if (word !== undefined) return word;
  const date = typeof value === "string" || typeof value === "number" ? readWrittenDate(String(value)) : undefined;
  if (date?.kind === "date") return { kind: "from", date: date.date };
  const flag = judgeFlag(value, PUBLIC, HIDDEN);
  if (flag.kind !== "unclear") return flag;
  const why = date?.kind === "impossible" ? `: ${date.reason}` : "";
  return {
    kind: "unclear",
    reason: `${flag.reason}${why}; write date: 2023-09-14 to say when, draft: true to hide it`,
  };
}

function judgeText(value: unknown): Verdict | undefined {
  const word = wordOf(value);
  if (word === undefined) return undefined;
  if (HIDING_WORDS.has(word)) return HIDDEN;
  return PUBLIC_STATUS.has(word) ? PUBLIC : undefined;
}

function judgeFlag(value: unknown, ifTrue: Verdict, ifFalse: Verdict): Verdict {
  if (isEmpty(value)) return { kind: "unclear", reason: "has no value; write true or false" };
  const flag = flagOf(value);
  if (flag === undefined) return { kind: "unclear", reason: `${show(value)} is neither true nor false` };
  return flag ? ifTrue : ifFalse;
}

function judgeAudience(value: unknown): Verdict {
  if (wordOf(value) === "unlisted") return UNLISTED;
  return judgeWord(value, PUBLIC_AUDIENCE, "public or private");
}

/** Any word that does not say "public" hides. */
function judgeWord(value: unknown, publicWords: ReadonlySet<string>, advice: string): Verdict {
  if (isEmpty(value)) return { kind: "unclear", reason: `has no value; write ${advice}` };
  if (typeof value === "object")
    return { kind: "unclear", reason: `${show(value)} is not understood; write ${advice}` };
  const word = wordOf(value);
  return word !== undefined && publicWords.has(word) ? PUBLIC : HIDDEN;
}

/** Hugo's `build: { list: never, render: never }`; a build number or tool under the same name means something else. */
function judgeBuild(value: unknown): Verdict {
  if (!isRecord(value)) return value === false || wordOf(value) === "never" ? HIDDEN : OTHER;
  const options = Object.entries(value).filter(([key]) => /^(?:list|render)$/i.test(key));
  return options.some(([, option]) => option !== true && wordOf(option) !== "always") ? HIDDEN : PUBLIC;
}

function judgeFrom(value: unknown): Verdict {
  if (isEmpty(value)) return NOTHING;
  const flag = flagOf(value);
  // `scheduled: true`, `embargo: true`: not yet, and it does not say when.
  if (flag !== undefined && typeof value !== "number") return flag ? HIDDEN : NOTHING;
  const reading = typeof value === "string" || typeof value === "number" ? readWrittenDate(String(value)) : undefined;
  if (reading?.kind === "date") return { kind: "from", date: reading.date };
  const why = reading?.kind === "impossible" ? reading.reason : "write 2023-09-14 or 2023-09-14T10:30:00-04:00";
  return { kind: "unclear", reason: `${show(value)} is not a date: ${why}` };
}

/** A date of expiry; `never` and `false` are none. */
export function judgeUntil(value: unknown): Verdict {
  if (value === false || /^(?:never|none|-)$/.test(wordOf(value) ?? "")) return NOTHING;
  const verdict = value === true ? OTHER : judgeFrom(value);
  if (verdict.kind === "from") return { kind: "until", date: verdict.date };
  return value === true ? { kind: "unclear", reason: "true is not a date; write 2023-09-14" } : verdict;
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...["true", "yes", "y", "on", "✓", "✔"].map((word) => [word, true] as const),
  ...["false", "no", "n", "off"].map((word) => [word, false] as const),
]);

/** As people and YAML 1.1 write it; a number is no flag. */
export function flagOf(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : FLAGS.get(wordOf(value) ?? "");
}

function wordOf(value: unknown): string | undefined {
  return typeof value === "string" ? value.trim().toLowerCase() : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || wordOf(value) === "";
}

/** Keys that name a stage of work or a kind of page. */
const STAGES = /^(?:state|stage|phase|workflow|type|kind|layout|posttype|poststate|template|category)$/;

/** Keys that name a stage of work and nothing else, and the stages before the last. */
const STATES = /^(?:state|stage|phase|workflow|poststate)$/;
const UNFINISHED =
  /^(?:queued?|scheduled|submitted|(?:in |needs |pending |under )?review|in[ _-]progress|idea|backlog|to ?do|unfinished|incomplete|not started)$/;

/** Whether an unknown key says by its value alone that the article is not public: `stage: draft`, `layout: draft`. */
export function isHidingWord(plain: string, value: unknown): boolean {
  const word = wordOf(value);
  if (word === undefined) return false;
  if (/^(?:draft|unpublished)$/.test(word) || (STAGES.test(plain) && HIDING_WORDS.has(word))) return true;
  return STATES.test(plain) && UNFINISHED.test(word);
}

/** Whether the value certainly hides; dates and what is not understood do not count. */
export function isHidingValue(kind: HidingKind, value: unknown, key: string): boolean {
  const verdict = judge(kind, value, key);
  return verdict.kind === "hidden" || verdict.kind === "unlisted";
}

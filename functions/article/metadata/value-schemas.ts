/** Schemas for the values in front matter, JSON and `site.json`; each error message says what to write instead. */
import * as v from "valibot";
import type { Person } from "../article.ts";
import { cleanText, oneLine } from "../characters.ts";
import { show, unknownKeyNames } from "./validate.ts";

type Issue = { readonly input: unknown };

/** Makes a message such as `7 is not a list; write tags: [one, two]`; `words` follow "is". */
export const meant =
  (words: string) =>
  ({ input }: Issue): string =>
    `${show(input)} is ${words}`;

/** A text on one line. Numbers and booleans count as text: `title: 1984`. */
export const line = v.pipe(
  v.union([v.string(), v.number(), v.boolean()], meant("not a text")),
  v.transform((value) => oneLine(cleanText(String(value)))),
);

export const named = v.pipe(line, v.nonEmpty("is empty"));

export const flag = v.boolean(meant("neither true nor false"));

/** An absolute http(s) URL, normalized as `new URL(x).href`. */
export const webAddress = v.pipe(
  line,
  v.check(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    meant("not a web address; write https://…"),
  ),
  v.transform((text) => new URL(text).href),
);

/** A BCP 47 language tag in canonical spelling: `en-us` becomes `en-US`. */
export const language = v.pipe(
  line,
  v.check((tag) => canonicalLanguage(tag) !== undefined, meant("not a language tag; write en, de-AT, zh-Hant …")),
  v.transform((tag) => canonicalLanguage(tag) ?? tag),
);

export function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** More than any article needs, and few enough to check every item. */
const MAX_ITEMS = 1000;
const limited = v.check<unknown, string>(
  (value) => !Array.isArray(value) || value.length <= MAX_ITEMS,
  `has more than ${MAX_ITEMS} items`,
);

/** A list; a single value becomes a list of one. */
export function listOf<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(
    v.unknown(),
    v.transform((value) => (Array.isArray(value) ? value : [value])),
    limited,
    v.array(item),
  );
}

/** A list of texts, or one text separated by commas. Of tags that differ only in case, the first stays. */
export const tags = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === "string" ? value.split(",") : value)),
  limited,
  v.array(line, meant("not a list; write tags: [one, two]")),
  v.transform((names) => distinct(names)),
);

export function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) if (name !== "" && !seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()];
}

/**
 * An object with these entries. If a key is missing, the message names an unknown key, which may be a misspelling of it.
 * `words` complete the message `… is …` for values that are not objects.
 */
export function group<const Entries extends v.ObjectEntries>(entries: Entries, words: string) {
  return v.object(entries, (issue) => {
    if (issue.received !== "undefined") return meant(words)(issue);
    const [stray] = unknownKeyNames(issue.path?.at(-1)?.input, Object.keys(entries));
    return stray === undefined ? "is missing" : `is missing; found unknown key ${show(stray)}`;
  });
}

const personByFields = group(
  { name: named, url: v.optional(webAddress), avatar: v.optional(webAddress) },
  "not an author; write a name, or name, url and avatar",
);

const personByName = v.pipe(
  named,
  v.transform((name): Person => ({ name })),
);

/** Names, or objects with `name`, `url` and `avatar`; a text may list several names separated by commas. */
export const people = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === "string" ? value.split(",").filter((name) => name.trim() !== "") : value)),
  listOf(v.lazy((value) => (typeof value === "object" ? personByFields : personByName))),
);

const MEDIA_TYPE = /^[a-z0-9][\w!#$&^.+-]*\/[a-z0-9][\w!#$&^.+-]*(?:;.*)?$/i;
export const mediaType = v.pipe(
  line,
  v.regex(MEDIA_TYPE, meant("not a media type; write audio/mpeg, application/pdf …")),
);

const NOT_BYTES = "not a number of bytes";
export const bytes = v.pipe(
  v.number(meant(NOT_BYTES)),
  v.safeInteger(meant(NOT_BYTES)),
  v.minValue(0, meant(NOT_BYTES)),
);

const NO_DURATION = "not a duration; write seconds or 1:02:03";

/** A duration in seconds, as players show it (`1:02:03`), in words (`1 h 2 min`) or in ISO 8601 (`PT1H2M3S`). */
export const duration = v.pipe(
  v.union([v.string(), v.number()], meant(NO_DURATION)),
  v.check((value) => secondsOf(value) >= 0, meant(NO_DURATION)),
  v.transform(secondsOf),
);

const IN_WORDS =
  /^(?:PT)?(?:(\d{1,4}) ?h(?:ours?|rs?)?)? ?(?:(\d{1,6}) ?m(?:in(?:ute)?s?)?)? ?(?:(\d{1,6}(?:\.\d{1,9})?) ?s(?:ec(?:ond)?s?)?)?$/i;

/** Not a number if it is none, or not finite. */
function secondsOf(written: string | number): number {
  if (typeof written === "number") return Number.isFinite(written) ? written : Number.NaN;
  const text = written.trim();
  const words = /[a-z]/i.test(text) ? IN_WORDS.exec(text)?.slice(1) : undefined;
  if (words?.some((part) => part !== undefined)) {
    const [hours = 0, minutes = 0, seconds = 0] = words.map((part) => Number(part ?? 0));
    return (hours * 60 + minutes) * 60 + seconds;
  }
  const [, hours = "0", minutes = "0", seconds = ""] =
    /^(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6}(?:\.\d{1,9})?)$/.exec(text) ?? [];
  return seconds === "" ? Number.NaN : (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
}

/** Formats dates, lists and amounts for a language and gives its text direction; all data comes from `Intl`. */

export type Direction = "ltr" | "rtl";

export type Language = {
  /** BCP 47, well-formed. */
  readonly tag: string;
  readonly direction: Direction;
  /** The language's name for itself: `Deutsch`. */
  readonly name: string;
  /** `14 September 2023`, for an instant in milliseconds since 1970 and an IANA time zone. */
  readonly day: (instant: number, timezone: string) => string;
  /** `2023`, `September 2023` or `14 September 2023`, for an archive's period. */
  readonly period: (period: string) => string;
  /** `September`: the part of a period's name that is not in the name of the longer period that contains it. */
  readonly partOfPeriod: (period: string) => string;
  /** Inserts the language's separators between items: `A, B and C`. */
  readonly list: <T>(items: readonly T[]) => readonly (T | string)[];
  readonly minutes: (amount: number) => string;
  readonly size: (bytes: number) => string;
};

const languages = new Map<string, Language>();

/** The language of a BCP 47 tag, or English if the tag is not well-formed. Cached, because formatters are expensive to create. */
export function languageOf(tag: string): Language {
  const cached = languages.get(tag);
  if (cached !== undefined) return cached;
  // Tags come from articles: a site with a thousand invented tags must not fill the memory.
  if (languages.size > 200) languages.clear();
  const language = makeLanguage(wellFormed(tag));
  languages.set(tag, language);
  return language;
}

function makeLanguage(tag: string): Language {
  const days = memoize((timeZone: string) => new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone }));
  const periods = memoize(
    (length: number) => new Intl.DateTimeFormat(tag, { ...PERIODS[length], timeZone: "UTC", calendar: "gregory" }),
  );
  const parts = memoize(
    (length: number) => new Intl.DateTimeFormat(tag, { ...PARTS[length], timeZone: "UTC", calendar: "gregory" }),
  );
  const list = new Intl.ListFormat(tag, { type: "conjunction" });
  const minutes = new Intl.NumberFormat(tag, { style: "unit", unit: "minute" });
  return {
    tag,
    direction: directionOf(tag),
    name: ownName(tag),
    day: (instant, timezone) => days(timezone).format(instant),
    period: (period) => periods(period.length).format(startOf(period)),
    partOfPeriod: (period) => parts(period.length).format(startOf(period)),
    list: (items) => withSeparators(items, list),
    minutes: memoize((amount: number) => minutes.format(amount)),
    size: (bytes) => sizeIn(tag, bytes),
  };
}

const YEAR = { year: "numeric" } as const;
const PERIODS: Readonly<Record<number, Intl.DateTimeFormatOptions>> = {
  4: YEAR,
  7: { ...YEAR, month: "long" },
  10: { ...YEAR, month: "long", day: "numeric" },
};
const PARTS: Readonly<Record<number, Intl.DateTimeFormatOptions>> = {
  4: YEAR,
  7: { month: "long" },
  10: { day: "numeric" },
};

function startOf(period: string): number {
  return Date.parse(`${period.padEnd(10, "-01")}T00:00:00Z`) || 0;
}

/** Formats a list of digits, which every language leaves unchanged, then replaces the digits with the items. */
function withSeparators<T>(items: readonly T[], list: Intl.ListFormat): readonly (T | string)[] {
  if (items.length < 2) return items;
  const parts = list.formatToParts(items.map((_, index) => String(index)));
  return parts.map((part) => (part.type === "element" ? (items[Number(part.value)] ?? "") : part.value));
}

function sizeIn(tag: string, bytes: number): string {
  const [unit, amount] =
    bytes < 1e6 ? ["kilobyte", bytes / 1e3] : bytes < 1e9 ? ["megabyte", bytes / 1e6] : ["gigabyte", bytes / 1e9];
  const digits = amount < 10 ? 1 : 0;
  return new Intl.NumberFormat(tag, { style: "unit", unit, maximumFractionDigits: digits }).format(amount);
}

const RTL_SCRIPTS = new Set([
  "Adlm",
  "Arab",
  "Aran",
  "Hebr",
  "Mand",
  "Mend",
  "Nkoo",
  "Rohg",
  "Samr",
  "Syrc",
  "Thaa",
  "Yezi",
]);

function directionOf(tag: string): Direction {
  return RTL_SCRIPTS.has(new Intl.Locale(tag).maximize().script ?? "") ? "rtl" : "ltr";
}

function wellFormed(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? "en";
  } catch (error) {
    if (error instanceof RangeError) return "en";
    throw error;
  }
}

function memoize<K, V>(make: (key: K) => V): (key: K) => V {
  const cache = new Map<K, V>();
  return (key) => {
    const value = cache.get(key) ?? make(key);
    cache.set(key, value);
    return value;
  };
}

/** Begins with a capital letter, as a heading does: `Français`. Extensions of the tag are no part of the name, and would be refused. */
function ownName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(new Intl.Locale(tag).baseName) ?? tag;
  const [first = ""] = name;
  return first.toLocaleUpperCase(tag) + name.slice(first.length);
}

/** How a language writes dates, lists and amounts, and in which direction: all of it from `Intl`. */

export type Direction = "ltr" | "rtl";

export type Language = {
  /** BCP 47, well-formed. */
  readonly tag: string;
  readonly direction: Direction;
  /** `14 September 2023`, of an instant in milliseconds since 1970, in an IANA time zone. */
  readonly day: (instant: number, timezone: string) => string;
  /** `2023`, `September 2023` or `14 September 2023`, of an archive's period. */
  readonly period: (period: string) => string;
  /** `September`: what a period adds to the longer one it is part of. */
  readonly partOfPeriod: (period: string) => string;
  /** Puts the language's own separators between things: `A, B and C`. */
  readonly list: <T>(things: readonly T[]) => readonly (T | string)[];
  readonly minutes: (amount: number) => string;
  readonly size: (bytes: number) => string;
};

const languages = new Map<string, Language>();

/** The language that a BCP 47 tag names, or English where it is none. Made once, since formatters are dear. */
export function languageOf(tag: string): Language {
  const known = languages.get(tag);
  if (known !== undefined) return known;
  // Tags come from articles: a site that makes up a thousand of them must not fill the memory.
  if (languages.size > 200) languages.clear();
  const language = makeLanguage(wellFormed(tag));
  languages.set(tag, language);
  return language;
}

function makeLanguage(tag: string): Language {
  const days = remember((timeZone: string) => new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone }));
  const periods = remember(
    (length: number) => new Intl.DateTimeFormat(tag, { ...PERIODS[length], timeZone: "UTC", calendar: "gregory" }),
  );
  const parts = remember(
    (length: number) => new Intl.DateTimeFormat(tag, { ...PARTS[length], timeZone: "UTC", calendar: "gregory" }),
  );
  const list = new Intl.ListFormat(tag, { type: "conjunction" });
  const minutes = new Intl.NumberFormat(tag, { style: "unit", unit: "minute" });
  return {
    tag,
    direction: directionOf(tag),
    day: (instant, timezone) => days(timezone).format(instant),
    period: (period) => periods(period.length).format(startOf(period)),
    partOfPeriod: (period) => parts(period.length).format(startOf(period)),
    list: (things) => woven(things, list),
    minutes: remember((amount: number) => minutes.format(amount)),
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

/** Formats a list of digits, which every language leaves alone, then puts the things in their places. */
function woven<T>(things: readonly T[], list: Intl.ListFormat): readonly (T | string)[] {
  if (things.length < 2) return things;
  const parts = list.formatToParts(things.map((_, index) => String(index)));
  return parts.map((part) => (part.type === "element" ? (things[Number(part.value)] ?? "") : part.value));
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

function remember<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

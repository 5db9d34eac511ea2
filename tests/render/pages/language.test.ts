import { describe, expect, it } from "vitest";
import { languageOf } from "../../../functions/render/pages/language-format.ts";
import {
  fallbackLanguageAttributes,
  languageAttributes,
  translationsFor,
} from "../../../functions/render/pages/translations.ts";

describe("languageOf", () => {
  it.each([
    ["en", "ltr"],
    ["ja", "ltr"],
    ["ar", "rtl"],
    ["he-IL", "rtl"],
    ["fa", "rtl"],
    ["pa-PK", "rtl"],
    ["az-Arab", "rtl"],
    ["ar-Latn", "ltr"],
    ["dv", "rtl"],
  ])("has for %s the direction %s", (tag, direction) => expect(languageOf(tag).direction).toBe(direction));

  it.each(["", "x", "not a language", "en_US_!", "\u0000", "a".repeat(10_000)])("falls back to English for %j", (tag) =>
    expect(languageOf(tag).tag).toBe("en"),
  );

  it.each([
    ["de", "Deutsch"],
    ["fr", "Français"],
    ["de-u-co-phonebk", "Deutsch"],
    ["de-x-foo", "Deutsch"],
    ["ja", "日本語"],
  ])("tells the own name of %s: %s", (tag, name) => expect(languageOf(tag).name).toBe(name));

  it("formats the day in the given time zone", () => {
    const lateEvening = Date.UTC(2023, 8, 14, 23, 30);
    expect(languageOf("en-GB").day(lateEvening, "UTC")).toBe("14 September 2023");
    expect(languageOf("en-GB").day(lateEvening, "Asia/Tokyo")).toBe("15 September 2023");
    expect(languageOf("de").day(lateEvening, "UTC")).toBe("14. September 2023");
    expect(languageOf("ja").day(lateEvening, "UTC")).toBe("2023年9月14日");
  });

  it.each([
    ["2023", "2023", "2023"],
    ["2023-09", "September 2023", "September"],
    ["2023-09-14", "14 September 2023", "14"],
  ])("names the period %s", (period, fullName, part) => {
    expect(languageOf("en-GB").period(period)).toBe(fullName);
    expect(languageOf("en-GB").partOfPeriod(period)).toBe(part);
  });

  it("inserts separators without changing the items", () => {
    const [a, b, c] = [{}, {}, {}];
    expect(languageOf("en-GB").list([a, b, c])).toEqual([a, ", ", b, " and ", c]);
    expect(languageOf("en").list([])).toEqual([]);
  });

  it.each([
    [512, "0.5 kB"],
    [48_200, "48 kB"],
    [11_534_336, "12 MB"],
    [3e9, "3 GB"],
  ])("formats %i bytes as %s", (bytes, expected) => expect(languageOf("en").size(bytes)).toBe(expected));
});

describe("translations", () => {
  it("are in the page's language if it is supported, whatever the region", () => {
    expect(translationsFor("de-AT").subscribe).toBe("Abonnieren");
    expect(fallbackLanguageAttributes("de-AT").markup).toBe("");
  });

  it("are English, and marked as English, for an unsupported language", () => {
    expect(translationsFor("pl").subscribe).toBe("Subscribe");
    expect(fallbackLanguageAttributes("pl").markup).toBe(' lang="en" dir="ltr"');
  });

  it("mark the language of an element if it differs from the page's", () => {
    expect(languageAttributes("ar", "en").markup).toBe(' lang="ar" dir="rtl"');
    expect(languageAttributes("en", "en").markup).toBe("");
  });

  it.each(["en", "de", "fr", "es", "ja", "ar"])("have a placeholder for the reading time in %s", (tag) =>
    expect(translationsFor(tag).reading).toContain("{}"),
  );

  it.each(["en", "de", "fr", "es", "ja", "ar"])(
    "have a name for tables in %s that is valid in an unquoted attribute",
    (tag) => expect(translationsFor(tag).table).toMatch(/^[^\s"'=<>`]+$/),
  );
});

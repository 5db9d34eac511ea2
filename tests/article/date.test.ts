import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WrittenDate } from "../../functions/article/article.ts";
import { readDate } from "../../functions/article/date/date.ts";
import { toInstant } from "../../functions/article/date/instant.ts";

function read(text: string): string {
  const reading = readDate(text);
  return reading.kind === "date" ? reading.date : reading.kind === "none" ? "none" : `impossible: ${reading.reason}`;
}

describe("readDate", () => {
  it.each([
    ["2023-09-14", "2023-09-14"],
    [" 2023-9-4\u00A0", "2023-09-04"],
    ["2023/09/14", "2023-09-14"],
    ["20230914", "2023-09-14"],
    ["20230914T103000Z", "2023-09-14T10:30:00Z"],
    ["2023-09-14T10:30", "2023-09-14T10:30:00"],
    ["2023-09-14 10:30:15", "2023-09-14T10:30:15"],
    ["2023-09-14T10:30:15.250Z", "2023-09-14T10:30:15.25Z"],
    ["2023-09-14t10:30:15.123456789z", "2023-09-14T10:30:15.123Z"],
    ["2023-09-14T10:30:15.000+02:00", "2023-09-14T10:30:15+02:00"],
    ["2023-09-14 10:30 +0530", "2023-09-14T10:30:00+05:30"],
    ["2023-09-14 10:30-04", "2023-09-14T10:30:00-04:00"],
    ["2023-09-14T10:30:00-00:00", "2023-09-14T10:30:00Z"],
    ["2023-09-14T10:30:00+02:00[Europe/Berlin]", "2023-09-14T10:30:00+02:00"],
    ["2023-09-14 10:30 Europe/Berlin", "2023-09-14T10:30:00+02:00"],
    ["Thu, 14 Sep 2023 10:30:00 GMT", "2023-09-14T10:30:00Z"],
    ["Thu, 14 Sep 2023 10:30:00 -0400", "2023-09-14T10:30:00-04:00"],
    ["Thu Sep 14 10:30:00 EDT 2023", "2023-09-14T10:30:00-04:00"],
    ["Thu Sep 14 2023 10:30:00 GMT+0200 (Central European Summer Time)", "2023-09-14T10:30:00+02:00"],
    ["Thursday, 14-Sep-2023 10:30:00 UTC", "2023-09-14T10:30:00Z"],
    ["14. September 2023", "2023-09-14"],
    ["Donnerstag, den 14. September 2023, 10:30 Uhr", "2023-09-14T10:30:00"],
    ["3. März 2023", "2023-03-03"],
    ["le 1er août 2023", "2023-08-01"],
    ["jeudi 14 septembre 2023 à 10h30", "2023-09-14T10:30:00"],
    ["14 de septiembre de 2023", "2023-09-14"],
    ["jueves, 14 de setiembre de 2023", "2023-09-14"],
    ["giovedì 14 settembre 2023", "2023-09-14"],
    ["donderdag 14 september 2023", "2023-09-14"],
    ["quinta-feira, 14 de setembro de 2023", "2023-09-14"],
    ["31 de septiembre de 2023", "impossible: September has 30 days"],
    ["vendredi 14 septembre 2023", "impossible: 14 September 2023 is a Thursday, not a Friday"],
    ["September 14th, 2023", "2023-09-14"],
    ["SEPTEMBER 14 2023", "2023-09-14"],
    ["Sept. 14, 2023", "2023-09-14"],
    ["14 Sept. 2023", "2023-09-14"],
    ["14th of September 2023", "2023-09-14"],
    ["Thursday the 14th of September, 2023", "2023-09-14"],
    ["Thurs. 14 September 2023", "2023-09-14"],
    ["Sept 14th of 2023", "2023-09-14"],
    ["September the 14th, 2023", "2023-09-14"],
    ["14. September 2023", "2023-09-14"],
    ["2023 September 14", "2023-09-14"],
    ["29 February 2024", "2024-02-29"],
    ["2023年9月14日 10:30", "2023-09-14T10:30:00"],
    ["14.09.2023", "2023-09-14"],
    ["14.09.2023, 10.30", "2023-09-14T10:30:00"],
    ["04.09.2023", "2023-09-04"],
    ["09/14/2023", "2023-09-14"],
    ["14/09/2023", "2023-09-14"],
    ["9/9/2023", "2023-09-09"],
    ["September 14, 2023 10:30 a.m. ET", "2023-09-14T10:30:00-04:00"],
    ["December 14, 2023 10:30 a.m. ET", "2023-12-14T10:30:00-05:00"],
    ["Sept. 14, 2023 | 7 pm Pacific Time", "2023-09-14T19:00:00-07:00"],
    ["10:30 a.m., Thursday, Sept. 14, 2023", "2023-09-14T10:30:00"],
    ["10:30 on 14 September 2023", "2023-09-14T10:30:00"],
    ["1030 GMT, 14 September 2023", "2023-09-14T10:30:00Z"],
    ["14 September 2023 at noon", "2023-09-14T12:00:00"],
    ["14 September 2023 12:05 am", "2023-09-14T00:05:00"],
    ["14 September 2023 12:05 pm", "2023-09-14T12:05:00"],
    ["14 September 2023, 10:30 BST", "2023-09-14T10:30:00+01:00"],
    ["14 September 2023, 10:30 CEST", "2023-09-14T10:30:00+02:00"],
    ["14 September 2023, 10:30 NST", "2023-09-14T10:30:00-03:30"],
    ["0001-01-01", "0001-01-01"],
    ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"],
  ])("reads %s", (text, date) => {
    expect(read(text)).toBe(date);
  });

  it("reads IST, which is ambiguous between three countries, as local time", () => {
    expect(read("14 September 2023, 10:30 IST")).toBe("2023-09-14T10:30:00");
  });

  it("falls back to the English parser for other formats", () => {
    expect(read("on 14 September 2023")).toBe("2023-09-14");
    expect(read("September-14-2023")).toBe("2023-09-14");
  });

  it.each([
    ["September 31st 2023", "September has 30 days"],
    ["2023-02-30", "February 2023 has 28 days"],
    ["29 February 1900", "February 1900 has 28 days"],
    ["2023-13-01", "there is no month 13"],
    ["2023-00-10", "there is no month 0"],
    ["2023-01-00", "days count from 1"],
    ["0000-01-01", "there is no year 0"],
    ["2023-09-14 25:00", "there is no hour 25"],
    ["2023-09-14T24:00:00Z", "there is no hour 24"],
    ["2023-09-14 10:60", "there is no minute 60"],
    ["2023-09-14 10:59:60", "there is no second 60"],
    ["14 September 2023 13:00 pm", "there is no hour 13 pm"],
    ["14 September 2023 0:30 am", "there is no hour 0 am"],
    ["2023-09-14T10:30:00+15:00", "no zone is that far from UTC"],
    ["Friday, 14 September 2023", "14 September 2023 is a Thursday, not a Friday"],
    ["09/10/2023", "9 October 2023 or 10 September 2023"],
    ["15/14/2023", "there is no month 14"],
    ["09.14.2023", "there is no month 14"],
    ["14092023", "eight digits are year, month and day: 20230914"],
    ["20230931", "September has 30 days"],
    ["14 Sep 23", "a year needs four digits"],
    ["14/09/23", "a year needs four digits"],
  ])("says why %s is impossible", (text, reason) => {
    expect(read(text)).toContain(`impossible: `);
    expect(read(text)).toContain(reason);
  });

  it.each([
    "",
    "tomorrow",
    "last Tuesday",
    "September 14",
    "14 September",
    "Thursday",
    "September 2023",
    "2023",
    "2023-09",
    "2023-257",
    "10:30",
    "14 September 2023 10",
    "3 days after 14 September 2023",
    "14-15 September 2023",
    "14 September 2023 to 15 September 2023",
    "14 September 2023.",
    "2023-09-14 10:30 XYZ",
    "2023-09-14 10:30 Europe/Nowhere",
    "2023-09-14 constructor",
    "Ann Lee",
    `14 September 2023${" ".repeat(50)}x`,
  ])("finds no date in %j", (text) => {
    expect(read(text)).toBe("none");
  });

  it("reads back every date that it wrote", () => {
    const parts = fc.tuple(
      fc.date({ min: new Date("0001-01-02"), max: new Date("9999-12-30"), noInvalidDate: true }),
      fc.integer({ min: -840, max: 840 }),
    );
    fc.assert(
      fc.property(parts, ([date, minutes]) => {
        const iso = date.toISOString();
        const offset = `${minutes < 0 ? "-" : "+"}${new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16)}`;
        for (const text of [iso, iso.slice(0, 10), iso.slice(0, 16), iso.slice(0, 19), iso.slice(0, 19) + offset]) {
          const written = read(text);
          expect(read(written)).toBe(written);
          expect(Date.parse(written.length === 19 ? `${written}Z` : written)).toBe(
            Date.parse(text.length < 20 && text.length > 10 ? `${text}Z` : text),
          );
        }
      }),
    );
  });

  it("never throws, and accepts only days in the calendar", () => {
    const pieces = fc.constantFrom(
      "14",
      "31",
      "0",
      "2023",
      "99",
      "Sep",
      "Feb",
      "Thu",
      ",",
      " ",
      ":",
      "30",
      "T",
      "Z",
      "+",
      "-",
      "/",
      ".",
      "pm",
      "EDT",
      "(",
      ")",
      "the",
      "of",
      "th",
      "年",
      "Europe/Paris",
      "noon",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces).map((all) => all.join("")),
        ),
        (text) => {
          const reading = readDate(text);
          if (reading.kind === "date") expect(Number.isFinite(toInstant(reading.date, "Asia/Kolkata"))).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("terminates for hostile texts", () => {
    for (const piece of ["1", " ", "14 Sep ", "1:", "-", "(", "年", "Europe/", "mon "]) {
      expect(readDate(piece.repeat(1_000_000)).kind).toBe("none");
      expect(readDate(`2023-09-14${piece.repeat(8)}x`).kind).not.toBe("date");
    }
  });
});

describe("toInstant", () => {
  const instant = (date: string, zone: string) => new Date(toInstant(date as WrittenDate, zone)).toISOString();

  it.each([
    ["a zone of its own", "2023-09-14T10:30:00-04:00", "Asia/Tokyo", "2023-09-14T14:30:00.000Z"],
    ["UTC", "2023-09-14T10:30:00.25Z", "Asia/Tokyo", "2023-09-14T10:30:00.250Z"],
    ["the site's zone", "2023-09-14T10:30:00", "America/New_York", "2023-09-14T14:30:00.000Z"],
    ["a fraction in the site's zone", "2023-09-14T10:30:00.5", "America/New_York", "2023-09-14T14:30:00.500Z"],
    ["the day's beginning in the site's zone", "2023-12-14", "America/New_York", "2023-12-14T05:00:00.000Z"],
    ["the day's beginning in UTC", "2023-12-14", "UTC", "2023-12-14T00:00:00.000Z"],
    ["half an hour", "2023-12-14", "Asia/Kolkata", "2023-12-13T18:30:00.000Z"],
    [
      "a time that is skipped: as far behind as before",
      "2023-03-26T02:30:00",
      "Europe/Berlin",
      "2023-03-26T01:30:00.000Z",
    ],
    ["the time before a gap", "2023-03-26T01:59:59", "Europe/Berlin", "2023-03-26T00:59:59.000Z"],
    ["the time after a gap", "2023-03-26T03:00:00", "Europe/Berlin", "2023-03-26T01:00:00.000Z"],
    ["a time that comes twice: the first", "2023-10-29T02:30:00", "Europe/Berlin", "2023-10-29T00:30:00.000Z"],
    ["the time before an overlap", "2023-10-29T01:59:59", "Europe/Berlin", "2023-10-28T23:59:59.000Z"],
    ["the time after an overlap", "2023-10-29T03:00:00", "Europe/Berlin", "2023-10-29T02:00:00.000Z"],
    ["a time that comes twice, west", "2023-11-05T01:30:00", "America/New_York", "2023-11-05T05:30:00.000Z"],
    ["a time that is skipped, west", "2023-03-12T02:30:00", "America/New_York", "2023-03-12T07:30:00.000Z"],
    ["a midnight that is skipped", "2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
    ["a day that is skipped", "2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
    ["half an hour of summer", "2023-10-01T02:15:00", "Australia/Lord_Howe", "2023-09-30T15:45:00.000Z"],
    ["a time before there were zones", "1800-01-01", "America/New_York", "1800-01-01T04:56:02.000Z"],
    ["the first day, where its beginning is in the year 0", "0001-01-01", "Asia/Tokyo", "0001-01-01T00:00:00.000Z"],
    ["the last, where its end is in the year 10000", "9999-12-31T23:59:59-04:00", "UTC", "9999-12-31T23:59:59.999Z"],
    ["a year of two digits", "0099-06-01", "UTC", "0099-06-01T00:00:00.000Z"],
  ])("handles %s", (_, date, zone, expected) => {
    expect(instant(date, zone)).toBe(expected);
  });

  it("matches the local time in its zone, unless that time is skipped", () => {
    const zones = fc.constantFrom(
      "America/New_York",
      "Europe/London",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "Africa/Casablanca",
      "America/St_Johns",
    );
    const walls = fc
      .integer({ min: Date.UTC(1975, 0), max: Date.UTC(2060, 0) })
      .map((ms) => new Date(ms).toISOString().slice(0, 19));
    fc.assert(
      fc.property(walls, zones, (wall, timeZone) => {
        const shown = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(
          toInstant(wall as WrittenDate, timeZone),
        );
        const ahead = Date.parse(`${shown.replace(" ", "T")}Z`) - Date.parse(`${wall}Z`);
        expect([0, 1_800_000, 3_600_000]).toContain(ahead);
      }),
    );
  });
});

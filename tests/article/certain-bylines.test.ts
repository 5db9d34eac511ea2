/**
 * A line that is a byline by its form is one whatever its words are. Generates names and papers from the words that mean most other
 * things, and sets each form at each place of a story.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ParsedText, readText } from "../../functions/article/text/text.ts";

/** Months, days, towns, colors, nobles, trades and small words: all of them are names of people. */
const AMBIGUOUS =
  "April May June Julian January August Jan Mar Monday Tuesday Friday Sunday Noel Easter Christmas Noon Day Knight Paris London Sydney Austin Dallas Boston Jordan Chelsea Brooklyn Washington Lincoln Berlin Vienna Florence Israel Chad Georgia Virginia White Black Green Brown Gray Scarlet Amber Rose Duke King Queen Prince Earl Baron Pope Bishop Royal Major Judge Will Mark Grant Bill Rich Frank Art Hope Faith Joy Grace Church Street Lake Bay Rivers Hill Woods Park Bell Law Order Wall Young Long Short Small Early Best Wise More Most Means Now Time Times Post News Press Star Editor Writer Way Heart Love Fire Sea Land Train Night Group Alone Right Steps Mistake Default Design Popular Golden Grand Central Mount Old Great Ancient National Global Human Nature Election Memorial Boxing Market Square Station".split(
    " ",
  );
const PAPERS =
  "The Sunday Times|The Independent|Le Monde|Die Zeit|El País|Der Spiegel|La Repubblica|The Mail|The Sun|The Friday Times|The Times of London|Paris Review|The Street|The Guardian|The May Post|New York Magazine|The White Knight Gazette|Monday Morning Post|The Day|The Now|De Standaard|ZeroHedge|example.org|The Daily Beast|The Christmas Herald".split(
    "|",
  );

const word = fc.constantFrom(...AMBIGUOUS);
const name = fc
  .uniqueArray(word, { minLength: 2, maxLength: 3 })
  .map((words) => words.join(" "))
  // "Staff Writer" and "Chief Editor Ann Lee" are roles, and two of these words are in roles.
  .filter((text) => !/Editor|Writer/.test(text) || /^(?:Editor|Writer) [^ ]+$/.test(text));
const paper = fc.constantFrom(...PAPERS);
const date = fc.constantFrom(
  ["September 14th 2023", "2023-09-14"],
  ["14 September 2023", "2023-09-14"],
  ["Sept. 14, 2023", "2023-09-14"],
  ["2023-09-14", "2023-09-14"],
  ["2023-09-14 10:30 EDT", "2023-09-14T10:30:00-04:00"],
) as fc.Arbitrary<[string, string]>;

type Parts = { readonly one: string; readonly two: string; readonly paper: string; readonly date: string };
type Form = {
  readonly line: (parts: Parts) => string;
  readonly says: readonly ("two" | "source" | "date")[];
};

const FORMS: Readonly<Record<string, Form>> = {
  "Authored by X via Y DATE": {
    line: (parts) => `Authored by ${parts.one} via ${parts.paper} ${parts.date}`,
    says: ["source", "date"],
  },
  "Authored by X and Z via Y, DATE": {
    line: (parts) => `Authored by ${parts.one} and ${parts.two} via ${parts.paper}, ${parts.date}`,
    says: ["two", "source", "date"],
  },
  "Written by X via Y on DATE": {
    line: (parts) => `Written by ${parts.one} via ${parts.paper} on ${parts.date}`,
    says: ["source", "date"],
  },
  "By X via Y, DATE": {
    line: (parts) => `By ${parts.one} via ${parts.paper}, ${parts.date}`,
    says: ["source", "date"],
  },
  "By X for Y, DATE": {
    line: (parts) => `By ${parts.one} for ${parts.paper}, ${parts.date}`,
    says: ["source", "date"],
  },
  "By X and Z for Y, DATE": {
    line: (parts) => `By ${parts.one} and ${parts.two} for ${parts.paper}, ${parts.date}`,
    says: ["two", "source", "date"],
  },
  "By X, Y, DATE": { line: (parts) => `By ${parts.one}, ${parts.paper}, ${parts.date}`, says: ["source", "date"] },
  "By X | Y | DATE": { line: (parts) => `By ${parts.one} | ${parts.paper} | ${parts.date}`, says: ["source", "date"] },
  "X, Y, DATE": { line: (parts) => `${parts.one}, ${parts.paper}, ${parts.date}`, says: ["source", "date"] },
  "X and Z, Y, DATE": {
    line: (parts) => `${parts.one} and ${parts.two}, ${parts.paper}, ${parts.date}`,
    says: ["two", "source", "date"],
  },
  "Reporting by X; Editing by Z": { line: (parts) => `Reporting by ${parts.one}; Editing by ${parts.two}`, says: [] },
  "(Reporting by X and Z; Editing by Hand)": {
    line: (parts) => `(Reporting by ${parts.one} and ${parts.two}; Editing by Hand)`,
    says: ["two"],
  },
};

const PLACES: Readonly<Record<string, (line: string) => string>> = {
  first: (line) => `${line}\n\nA headline\n\nThe story goes on.\n\nAnd it ends.\n`,
  second: (line) => `A headline\n${line}\n\nThe story goes on.\n\nAnd it ends.\n`,
  last: (line) => `A headline\n\nThe story goes on.\n\nAnd it ends.\n\n${line}\n`,
};

function storyOf(text: string): ParsedText {
  const story = readText(text, { firstLine: 1, hasTitle: false });
  if ("problems" in story) throw new Error(JSON.stringify(story.problems));
  return story;
}

describe.each(Object.entries(FORMS))("%s", (_, { line, says }) => {
  it.each(Object.entries(PLACES))("is a byline on the %s line, whatever its words mean", (_place, place) => {
    fc.assert(
      fc.property(name, name, paper, date, (one, two, paperName, [written, read]) => {
        fc.pre(one !== two);
        const story = storyOf(place(line({ one, two, paper: paperName, date: written })));
        expect({
          title: story.title,
          authors: story.authors.map((author) => author.name),
          source: story.source,
          date: story.date,
          html: story.html,
        }).toEqual({
          title: "A headline",
          authors: says.includes("two") ? [one, two] : [one],
          source: says.includes("source") ? paperName : undefined,
          date: says.includes("date") ? read : undefined,
          html: "<p>The story goes on.</p>\n<p>And it ends.</p>",
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe("a line of prose", () => {
  const beginning = fc.constantFrom(
    "By",
    "Via",
    "Reporting",
    "Reporting by",
    "Authored by",
    "Written by",
    "Filed by",
    "For",
  );
  const prose = fc.constantFrom(
    ..."the then it was had gone he said they saw of which nobody knew enough of her own and rain noon morning radio road".split(
      " ",
    ),
  );
  const sentence = fc
    .tuple(
      beginning,
      fc.array(fc.oneof({ weight: 3, arbitrary: prose }, { weight: 1, arbitrary: word }), {
        minLength: 4,
        maxLength: 14,
      }),
      prose,
    )
    .map(([first, words, last]) => `${first} ${words.join(" ")} ${last}`)
    .filter((text) => text.split(" ").filter((each) => /^\p{Ll}/u.test(each)).length > 4);
  const ending = fc.constantFrom("", ".", "?", " on September 14, 2023", ", September 14, 2023");

  it.each(Object.entries(PLACES).filter(([place]) => place !== "first"))("stays text on the %s line", (_, place) => {
    fc.assert(
      fc.property(sentence, ending, (text, end) => {
        const story = storyOf(place(text + end));
        expect([story.authors, story.source, story.date]).toEqual([[], undefined, undefined]);
        expect(story.html).toContain(text);
      }),
      { numRuns: 2000 },
    );
  });
});

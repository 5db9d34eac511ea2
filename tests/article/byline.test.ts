import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readByline } from "../../functions/article/byline/byline.ts";

/** Formats the byline as `A; B | source | date | updated`, without missing parts at the end. */
function read(text: string): string {
  const reading = readByline(text);
  if (reading.kind !== "byline") return reading.kind;
  const { authors, source, date, updated } = reading.byline;
  return [authors.map(({ name }) => name).join("; "), source, date, updated]
    .map((part) => part ?? "")
    .join(" | ")
    .replace(/[ |]+$/, "");
}

describe("readByline", () => {
  it.each([
    ["By Ann Lee", "Ann Lee"],
    ["by Ann Lee", "Ann Lee"],
    ["BY ANN LEE AND BO CHEN", "ANN LEE; BO CHEN"],
    ["BY ANN LEE IN LONDON", "ANN LEE"],
    ["By\u00A0Ann\u00A0Lee", "Ann Lee"],
    ["By: Ann Lee", "Ann Lee"],
    ["[By Ann Lee]", "Ann Lee"],
    ["_By Ann Lee_", "Ann Lee"],
    ["(By Ann Lee (Reuters))", "Ann Lee | Reuters"],
    ["By Ann Lee <ann@example.org>", "Ann Lee"],
    ["By Ann Lee, ann@example.org", "Ann Lee"],
    ["By Ann Lee @annlee", "Ann Lee"],
    ["By Ann Lee in London", "Ann Lee"],
    ["By Ann Lee at the United Nations", "Ann Lee"],
    ["By Ann Lee in London for The Paper", "Ann Lee | The Paper"],
    ["By Ann Lee for The Paper", "Ann Lee | The Paper"],
    ["By Ann Lee from London", "Ann Lee"],
    ["By Ann Lee of The Associated Press", "Ann Lee | The Associated Press"],
    ["By Ann Lee and Bo Chen, BBC News", "Ann Lee; Bo Chen | BBC News"],
    ["By Ann Lee, BBC News science correspondent", "Ann Lee | BBC News"],
    ["By Ann Lee, New York Times", "Ann Lee | New York Times"],
    ["By Ann Lee, example.org", "Ann Lee | example.org"],
    ["By Ann Lee, London", "Ann Lee"],
    ["By Ann Lee with Bo Chen", "Ann Lee; Bo Chen"],
    ["By Ann Lee, M.D.", "Ann Lee"],
    ["By Ann Lee, a.k.a. nobody", "none"],
    ["By Ann Day and Bo Law", "Ann Day; Bo Law"],
    ["By ANN LEE Associated Press", "ANN LEE | Associated Press"],
    ["By Ann Lee Reuters", "Ann Lee | Reuters"],
    ["By Ann Lee, AP Business Writer", "Ann Lee | AP"],
    ["By Ann B. Lee Staff Writer", "Ann B. Lee"],
    ["By ANN LEE AP Science Writer", "ANN LEE | AP"],
    ["By Ann Lee Special to The Paper", "Ann Lee | The Paper"],
    ["By Ann Lee, for The Paper", "Ann Lee | The Paper"],
    ["By Ann Lee, in London", "Ann Lee"],
    ["By Ann Lee and Bo Chen, with additional reporting by Cy Day", "Ann Lee; Bo Chen; Cy Day"],
    ["By Ann Lee, Bo Pa and Ani Uni", "Ann Lee; Bo Pa; Ani Uni"],
    ["Published by The Paper on 14 September 2023", " | The Paper | 2023-09-14"],
    ["By Reuters", "Reuters"],
    ["By The Associated Press", "The Associated Press"],
    ["By our own correspondent", ""],
    ["Story by: Ann Lee", "Ann Lee"],
    ["Written by: Ann Lee", "Ann Lee"],
    ["Guest post by Ann Lee", "Ann Lee"],
    ["Opinion by Ann Lee", "Ann Lee"],
    ["Author: Plato", "Plato"],
    ["Reporters: Ann Lee and Bo Chen", "Ann Lee; Bo Chen"],
    ["Reporting by Ann Lee, editing by Bo Chen", "Ann Lee"],
    [
      "Reporting by Ann Lee in Paris and Bo Chen in Rome, writing by Cy Day; Editing by Di Ek",
      "Ann Lee; Bo Chen; Cy Day",
    ],
    ["Additional reporting by Ann Lee", "Ann Lee"],
    ["Posted by Ann Lee on 14 September 2023", "Ann Lee |  | 2023-09-14"],
    ["Submitted by annlee42 on 09/14/2023 - 10:30", "annlee42 |  | 2023-09-14T10:30:00"],
    ["Via ZeroHedge", " | ZeroHedge"],
    ["Source: Reuters", " | Reuters"],
    ["— Reuters", " | Reuters"],
    ["-- Ann Lee", "Ann Lee"],
    ["Ann Lee, The Paper, 2023-09-14 10:30 EDT", "Ann Lee | The Paper | 2023-09-14T10:30:00-04:00"],
    ["ANN LEE / BBC News / 14 Sept 2023", "ANN LEE | BBC News | 2023-09-14"],
    ["Reuters, 14 September 2023", " | Reuters | 2023-09-14"],
    ["Authored by Tyler Durden via ZeroHedge September 14th 2023", "Tyler Durden | ZeroHedge | 2023-09-14"],
    ["By Ann Lee, Kirkby Mail, Sun 17 Sept 2023", "Ann Lee | Kirkby Mail | 2023-09-17"],
    ["By Ann Lee, Somewhere, 14 September 2023", "Ann Lee | Somewhere | 2023-09-14"],
    ["By Ann Lee, London, 14 September 2023", "Ann Lee |  | 2023-09-14"],
    ["By Ann Lee (September 14, 2023)", "Ann Lee |  | 2023-09-14"],
    ["By Ann Lee. September 14, 2023.", "Ann Lee |  | 2023-09-14"],
    ["By Ann Lee | Published September 14, 2023 | Updated September 15, 2023", "Ann Lee |  | 2023-09-14 | 2023-09-15"],
    ["Authored by Michael Snyder via The Economic Collapse blog,", "Michael Snyder | The Economic Collapse blog"],
    ["Authored by Charles Hugh Smith via OfTwoMinds blog,", "Charles Hugh Smith | OfTwoMinds blog"],
    ["Authored by Ann Lee via The Epoch Times (emphasis ours)", "Ann Lee | The Epoch Times"],
    [
      "Authored by Ann Lee via The Epoch Times (emphasis ours), September 14th 2023",
      "Ann Lee | The Epoch Times | 2023-09-14",
    ],
    [
      "Authored by Ann Lee via The Epoch Times September 14th 2023 [emphasis added]",
      "Ann Lee | The Epoch Times | 2023-09-14",
    ],
    ["Submitted by QTR's Fringe Finance", " | QTR's Fringe Finance"],
    ["via QTR's Fringe Finance", " | QTR's Fringe Finance"],
    ["by “Tyler Durden”", "Tyler Durden"],
    ["Authored By: Ann Lee Via: The Paper September 14, 2023", "Ann Lee | The Paper | 2023-09-14"],
    ["Author: Ann Lee, Source: The Paper, Date: 14 September 2023", "Ann Lee | The Paper | 2023-09-14"],
    ["Author: Ann Lee | Source: The Paper", "Ann Lee | The Paper"],
    ["Via: ZeroHedge", " | ZeroHedge"],
    ["Authored by Tyler Durden at ZeroHedge September 14th 2023", "Tyler Durden | ZeroHedge | 2023-09-14"],
    ["BY ANN LEE AT LORDS", "ANN LEE"],
    ["Posted by Ann Lee at 10:30 AM on September 14, 2023", "Ann Lee |  | 2023-09-14T10:30:00"],
    ["Posted by annlee42 at 4:05 pm on 14 Sep 2023", "annlee42 |  | 2023-09-14T16:05:00"],
    ["By Ann Lee BBC News", "Ann Lee | BBC News"],
    ["By Ann Lee Sky News", "Ann Lee | Sky News"],
    ["By Xinhua Writer Ann Lee", "Ann Lee | Xinhua"],
    ["By AP Business Writer Ann Lee", "Ann Lee | AP"],
    ["By Staff Writer Ann Lee", "Ann Lee"],
    ["By Agency | 14 September 2023", " |  | 2023-09-14"],
    ["By Web Desk 14 September 2023", " |  | 2023-09-14"],
    ["By Editor-in-Chief Ann Lee", "Ann Lee"],
    ["By Ann Lee, Senior Strategist at Bloomberg", "Ann Lee | Bloomberg"],
    ["By Ann Lee, Senior US Strategist at Rabobank", "Ann Lee"],
    ["By Ann Lee, Staff Writer in London", "Ann Lee"],
    ["By Ann Lee, agencies", "Ann Lee"],
    ["By Ann Lee and Staff", "Ann Lee"],
    ["By Staff and agencies", ""],
    ["By Ann Lee and agencies", "Ann Lee"],
    ["By Grace Park and Dorothy Day", "Grace Park; Dorothy Day"],
    ["Last updated on 15 September 2023 at 10:30", " |  |  | 2023-09-15T10:30:00"],
    ["Date: 2023-09-14", " |  | 2023-09-14"],
    ["Source: Le Monde", " | Le Monde"],
    ["By Michael Bay", "Michael Bay"],
    ["Words: Lake Bell", "Lake Bell"],
    ["Authored by Lake Bell", "Lake Bell"],
    ["Authored by bell hooks via Time September 14th 2023", "bell hooks | Time | 2023-09-14"],
    ["Authored by 50 Cent via 24 Horas, September 14th 2023", "50 Cent | 24 Horas | 2023-09-14"],
    ['Authored by "The Bell" via Time, Sept 14, 2023', "The Bell | Time | 2023-09-14"],
    [
      "Authored by Lake Bell via The Paper (paper.example), Sept 14, 2023",
      "Lake Bell | The Paper (paper.example) | 2023-09-14",
    ],
    ["Authored by Lake Bell via https://www.example.org/a, Sept 14, 2023", "Lake Bell | example.org | 2023-09-14"],
    ["Authored by Lake Bell of Rabobank via The Paper, Sept 14, 2023", "Lake Bell | The Paper | 2023-09-14"],
    ["Authored by Lake Bell via The Mail on Sunday September 17 2023", "Lake Bell | The Mail on Sunday | 2023-09-17"],
    ["Authored by Lake Bell via Super Sunday September 14 2023", "Lake Bell | Super Sunday | 2023-09-14"],
    ["Authored by Lake Bell via High Noon September 14 2023", "Lake Bell | High Noon | 2023-09-14"],
    ["Authored by Lake Bell via Friday September 14 2023", "Lake Bell | Friday | 2023-09-14"],
    ["By Lake Bell (Reuters), September 14, 2023", "Lake Bell | Reuters | 2023-09-14"],
    ["By Lake Bell in Paris for Le Monde, September 14, 2023", "Lake Bell | Le Monde | 2023-09-14"],
    ["By Lake Bell for The Sunday Times in London, September 14, 2023", "Lake Bell | The Sunday Times | 2023-09-14"],
    ["Posted by Lake Bell on September 14, 2023", "Lake Bell |  | 2023-09-14"],
    ["Lake Bell, Special to The Sunday Times, September 14, 2023", "Lake Bell | The Sunday Times | 2023-09-14"],
    ["Written by Lake Bell, edited by Paris May", "Lake Bell"],
    [
      "Von Anna Müller und Jan Kern, Die Zeit, Donnerstag, 14. September 2023",
      "Anna Müller; Jan Kern | Die Zeit | 2023-09-14",
    ],
    ["Von Anna Müller, Die Zeit", "Anna Müller | Die Zeit"],
    ["Par Jean Dupont, Le Monde, publié le 14 septembre 2023 à 10h30", "Jean Dupont | Le Monde | 2023-09-14T10:30:00"],
    ["Por Juan Pérez y Ana Ruiz para El País, 14 de septiembre de 2023", "Juan Pérez; Ana Ruiz | El País | 2023-09-14"],
    ["Di Mario Rossi, La Repubblica, 14 settembre 2023", "Mario Rossi | La Repubblica | 2023-09-14"],
    ["Door Jan de Vries, NRC, 14 september 2023", "Jan de Vries | NRC | 2023-09-14"],
  ])("reads %j", (line, expected) => {
    expect(read(line)).toBe(expected);
  });

  it.each([
    "By then the rain had stopped.",
    "By Friday",
    "By Monday Morning",
    "By September",
    "By 2030",
    "By London",
    "By New York",
    "By Hook or by Crook",
    "By Popular Demand",
    "By Royal Appointment",
    "By Design",
    "By Inches",
    "By Ann Lee, of course",
    "By Night",
    "By The Sea",
    "By the Sea",
    "By And By",
    "By The Time We Got Home",
    "BY THE TIME WE GOT HOME",
    "By Ann Lee's Reckoning",
    "By Ann Lee it was done",
    "By Ann Lee, who was there",
    "By Ann Lee and others",
    "By Ann Lee, and then Bo Chen",
    "By comparison, Ann Lee and Bo Chen",
    "By Ann. Lee came.",
    "By Ann Lee!",
    "By Ann Lee?",
    "By Thursday, September 14, 2023",
    "By noon, September 14, 2023",
    "By the committee, September 14, 2023",
    "By Market Street",
    "By Trafalgar Square",
    "By Grand Central Station",
    "By Golden Gate Park",
    "By Lake Como",
    "By Mount Etna",
    "By Age Group",
    "By Labor Day",
    "By Christmas Eve",
    "By Christmas Eve, 14 September 2023",
    "By Easter Sunday",
    "By Faith Alone",
    "By Small Steps",
    "By Divine Right",
    "By Ancient Rite",
    "By Old Standards",
    "Filed by Mistake",
    "By Night Train via Paris, September 14, 2023",
    "By train via Paris, September 14, 2023",
    "By Land and Sea via Suez, September 14, 2023",
    "Reporting by radio and phone; editing by hand",
    "Von Mäusen und Menschen",
    "Par la fenêtre, 14 juillet 2023",
    "Grand Hotel, Budapest, 14 September 2023",
    "Jack White, La Paz, 14 September 2023",
    "By “Popular Demand”",
    "By “Design”",
    "Source: nobody blog",
    "The meeting begins at 10:30 on 14 September 2023",
    "Written by hand",
    "Written by Hand",
    "Posted by the door",
    "Reporting by radio, she said",
    "Editing by Bo Chen",
    "Photo by Ann Lee",
    "Edited by Ann Lee; reporting by Bo Chen",
    "Via Dolorosa",
    "Via The Back Door",
    "From The Archive",
    "Source: nobody knows",
    "Source: https://example.org/",
    "Ann Lee",
    "Ann Lee, The Paper",
    "London, 14 September 2023",
    "San Jose, Costa Rica, 14 September 2023",
    "The Hague, 14 September 2023",
    "The trial begins on 14 September 2023",
    "The trial begins on 31 September 2023",
    "It was 14/09/23",
    "14 September 2023.",
    "14/09/23",
    "1.2.34",
    "(a) and (b)",
    "By",
    "By ",
    "—",
    "",
    `By ${"Ann Lee, ".repeat(80)}Bo Chen`,
  ])("finds no byline in %j", (line) => {
    expect(read(line)).toBe("none");
  });

  it.each([
    ["By Ann Lee, September 31st 2023", "September has 30 days"],
    ["Authored by Ann Lee via The Paper 2023-02-29", "February 2023 has 28 days"],
    ["Ann Lee, The Paper, 09/10/2023", "9 October 2023 or 10 September 2023"],
    ["Posted on 14/09/23", "four digits"],
    ["September 31, 2023", "September has 30 days"],
    ["By Ann Lee, 14 September 2023, updated 31 September 2023", "September has 30 days"],
  ])("says why the date of %j is impossible", (line, reason) => {
    expect(readByline(line)).toMatchObject({ kind: "impossible", reason: expect.stringContaining(reason) });
  });

  it.each(["By Ann Lee, September 14", "By Ann Lee on Thursday, 14 Sept.", "Ann Lee, 14 September 2023"])(
    "recognizes %j as nearly a byline",
    (line) => {
      expect(read(line)).toBe("nearly");
    },
  );

  it("assigns an e-mail address to its author", () => {
    const reading = readByline("By Ann Lee and Bo Chen (bo@example.org)");
    expect(reading.kind === "byline" && reading.byline.authors).toEqual([
      { name: "Ann Lee" },
      { name: "Bo Chen", url: "mailto:bo@example.org" },
    ]);
  });

  it("never throws, and reads a complete line or nothing", () => {
    const pieces = fc.constantFrom(
      "By ",
      "Ann Lee",
      "Bo",
      " and ",
      ", ",
      "via ",
      "The Paper",
      "ZeroHedge",
      " in ",
      "London",
      "14 September 2023",
      "2023-09-14",
      " | ",
      "(",
      ")",
      "Reporting by ",
      "; ",
      "Editing by ",
      "Updated ",
      "—",
      ".",
      "then it rained",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces, { maxLength: 12 }).map((all) => all.join("")),
        ),
        (line) => {
          const reading = readByline(line);
          if (/then it rained/.test(line)) expect(reading.kind).toBe("none");
          if (reading.kind === "byline")
            for (const { name } of reading.byline.authors)
              expect(line.replace(/\s+/g, " ").toLowerCase()).toContain(name.toLowerCase());
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("terminates for hostile lines", () => {
    for (const piece of [
      "By ",
      "(",
      ")",
      " ",
      ".",
      "A ",
      "A.",
      ", ",
      " and ",
      "1 ",
      "14 Sep 2023 ",
      "via ",
      "A-",
      "'",
    ]) {
      const line = `By ${piece.repeat(Math.floor(290 / piece.length))}`;
      expect(["none", "nearly"]).toContain(readByline(line).kind);
    }
  });
});

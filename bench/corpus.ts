/**
 * Generates articles for the benchmarks: about 3 KB of Markdown each, with typical content (headings, lists, code, a
 * quote, a picture, links, non-ASCII characters), dates over ten years, 2 or 3 of 50 tags and one of 20 authors.
 *
 * The text depends only on the article's number and the size of the corpus, and is the same on every machine.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

/** Number 0 is the newest article and the first by name. */
export const corpusPath = (number: number) => `post-${String(number).padStart(7, "0")}.md`;

/** Article `number` of a corpus of `count`. */
export function corpusArticle(number: number, count: number): string {
  const random = seededRandom(number);
  return `${frontMatter(number, count, random)}\n${body(random)}\n`;
}

/** Writes a corpus into a folder, which is created if it does not exist. */
export function writeCorpus(count: number, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number++)
    writeFileSync(join(folder, corpusPath(number)), corpusArticle(number, count));
}

const NEWEST = Date.UTC(2026, 0, 1);
const TEN_YEARS = 3652 * 86_400_000;

const SUBJECTS = ["music", "travel", "food", "design", "history", "science", "politics", "film", "gardens", "weather"];
const TAGS = SUBJECTS.flatMap((subject) =>
  ["", "-at-home", "-abroad", "-today", "-and-us"].map((end) => subject + end),
);
const GIVEN_NAMES = ["Ada", "Bo", "Chloé", "Dmitri", "Eun-ji"];
const FAMILY_NAMES = ["Lindqvist", "O’Hara", "Núñez", "Weiß"];
const AUTHORS = GIVEN_NAMES.flatMap((given) => FAMILY_NAMES.map((family) => `${given} ${family}`));

const WORDS =
  `the of and to in is that for it as was with be by on not he his but at are this have from or had an they which
one you were her all she there would their we him been has when who will more no if out so said what up its about into than them
can only other new some could time these two may then do first any my now such like our over man me even most made after also did
many before must through back years where much your way well down should because each just those people how too little state good
very make world still own see men work long get here between both life being under never day same another know while last might
great old year off come since against go came right used take three morning harbour letter winter bridge market garden signal
paper river kitchen history engine window naïve café résumé Zürich smörgåsbord “quoted” don’t 5&nbsp;km R&D 3 < 4`
    .split(/\s+/)
    .filter((word) => word !== "<");

function frontMatter(number: number, count: number, random: SeededRandom): string {
  const date = new Date(NEWEST - Math.floor(((number + random.fraction()) / count) * TEN_YEARS)).toISOString();
  const tags = new Set<string>();
  for (const wanted = 2 + random.below(2); tags.size < wanted; ) tags.add(random.pick(TAGS));
  const title = `${sentenceCase(words(4 + random.below(5), random))
    .replace(/[“”<&;]/g, "")
    .trim()} no. ${number}`;
  return `---
title: "${title}"
date: ${date}
author: "${random.pick(AUTHORS)}"
tags: [${[...tags].join(", ")}]
---
`;
}

function body(random: SeededRandom): string {
  const heading = (level: string, length: number) => `${level} ${sentenceCase(words(length, random))}`;
  return [
    paragraph(random),
    paragraph(random),
    heading("##", 4),
    paragraph(random),
    [
      `- ${words(7, random)}`,
      `- ${link(random)}`,
      `- ${words(9, random)}`,
      `- **${words(2, random)}** ${words(5, random)}`,
    ].join("\n"),
    heading("###", 3),
    paragraph(random),
    code(random),
    paragraph(random),
    `> ${sentence(random)}`,
    paragraph(random),
    `![${words(3, random)}](/img/${random.below(1000)}.jpg)`,
    heading("##", 5),
    [`1. ${words(6, random)}`, `2. ${words(6, random)}`, `3. ${words(8, random)}`].join("\n"),
    paragraph(random),
  ].join("\n\n");
}

function paragraph(random: SeededRandom): string {
  return Array.from({ length: 3 + random.below(3) }, () => sentence(random)).join(" ");
}

function sentence(random: SeededRandom): string {
  return `${sentenceCase(Array.from({ length: 8 + random.below(14) }, () => styledWord(random)).join(" "))}.`;
}

/** A word, occasionally as emphasis, code or a link. */
function styledWord(random: SeededRandom): string {
  const word = random.pick(WORDS);
  const chance = random.fraction();
  if (chance < 0.02) return `**${word}**`;
  if (chance < 0.04) return `*${word}*`;
  if (chance < 0.05) return `\`${word}\``;
  return chance < 0.068 ? link(random) : word;
}

const link = (random: SeededRandom) => `[${words(2, random)}](https://example.com/${random.below(1_000_000)})`;

function code(random: SeededRandom): string {
  return `\`\`\`js
const total = items
  .filter((item) => item.size > ${random.below(100)} && item.ok)
  .map((item) => \`<b>\${item.name}</b>\`)
  .join("\\n");
console.log(total);
\`\`\``;
}

function words(count: number, random: SeededRandom): string {
  return Array.from({ length: count }, () => random.pick(WORDS)).join(" ");
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

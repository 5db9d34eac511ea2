/**
 * Articles to measure with: about 3 KB of Markdown each, with all that articles have (headings, lists, code, a quote, a picture,
 * links, letters beyond ASCII), dated over ten years, under 2 or 3 of 50 tags and one of 20 authors.
 *
 * The same number of the same corpus is always the same text, on every machine.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

/** Number 0 is the newest of the corpus and the first by name. */
export const corpusPath = (number: number) => `post-${String(number).padStart(7, "0")}.md`;

/** Article `number` of a corpus of `count`. */
export function corpusArticle(number: number, count: number): string {
  const dice = seededRandom(number);
  return `${frontMatter(number, count, dice)}\n${body(dice)}\n`;
}

/** Writes a corpus into a folder, which is made if need be. */
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

function frontMatter(number: number, count: number, dice: SeededRandom): string {
  const date = new Date(NEWEST - Math.floor(((number + dice.part()) / count) * TEN_YEARS)).toISOString();
  const tags = new Set<string>();
  for (const wanted = 2 + dice.below(2); tags.size < wanted; ) tags.add(dice.pick(TAGS));
  const title = `${sentenceCase(words(4 + dice.below(5), dice))
    .replace(/[“”<&;]/g, "")
    .trim()} no. ${number}`;
  return `---
title: "${title}"
date: ${date}
author: "${dice.pick(AUTHORS)}"
tags: [${[...tags].join(", ")}]
---
`;
}

function body(dice: SeededRandom): string {
  const heading = (level: string, length: number) => `${level} ${sentenceCase(words(length, dice))}`;
  return [
    paragraph(dice),
    paragraph(dice),
    heading("##", 4),
    paragraph(dice),
    [`- ${words(7, dice)}`, `- ${link(dice)}`, `- ${words(9, dice)}`, `- **${words(2, dice)}** ${words(5, dice)}`].join(
      "\n",
    ),
    heading("###", 3),
    paragraph(dice),
    code(dice),
    paragraph(dice),
    `> ${sentence(dice)}`,
    paragraph(dice),
    `![${words(3, dice)}](/img/${dice.below(1000)}.jpg)`,
    heading("##", 5),
    [`1. ${words(6, dice)}`, `2. ${words(6, dice)}`, `3. ${words(8, dice)}`].join("\n"),
    paragraph(dice),
  ].join("\n\n");
}

function paragraph(dice: SeededRandom): string {
  return Array.from({ length: 3 + dice.below(3) }, () => sentence(dice)).join(" ");
}

function sentence(dice: SeededRandom): string {
  return `${sentenceCase(Array.from({ length: 8 + dice.below(14) }, () => adorned(dice)).join(" "))}.`;
}

/** A word, now and then as emphasis, code or a link. */
function adorned(dice: SeededRandom): string {
  const word = dice.pick(WORDS);
  const chance = dice.part();
  if (chance < 0.02) return `**${word}**`;
  if (chance < 0.04) return `*${word}*`;
  if (chance < 0.05) return `\`${word}\``;
  return chance < 0.068 ? link(dice) : word;
}

const link = (dice: SeededRandom) => `[${words(2, dice)}](https://example.com/${dice.below(1_000_000)})`;

function code(dice: SeededRandom): string {
  return `\`\`\`js
const total = items
  .filter((item) => item.size > ${dice.below(100)} && item.ok)
  .map((item) => \`<b>\${item.name}</b>\`)
  .join("\\n");
console.log(total);
\`\`\``;
}

function words(count: number, dice: SeededRandom): string {
  return Array.from({ length: count }, () => dice.pick(WORDS)).join(" ");
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

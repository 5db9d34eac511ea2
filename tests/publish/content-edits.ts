/** Random edits of a site's content. They use few paths, slugs, tags and dates, so that conflicts are frequent. */
import type { Random } from "./random-history.ts";
import { START, type World, write } from "./simulated-site.ts";

/** Front matter fields, written as they are. */
export type Fields = Readonly<Record<string, unknown>>;

/** An article file as a writer would write it. */
export function article(fields: Fields = {}, body = "Some words."): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  return `---\n${lines.join("")}---\n${body}\n`;
}

export const BAD = "---\ndate: never\n---\nThis does not read.\n";

/** Paths that cover all cases of sorting, encoding and collision; two have the same base name. */
export const PATHS = ["a.md", "b.txt", "d/a.md", "d~%/ü +.md", "z.md"] as const;
const MEDIA = ["m.bin", "d/m.bin", "u\u0308.png", "static/p.png", "e.wav", "e.vtt"] as const;

/** A WAV file (8 bits, mono, 100 Hz) of ASCII bytes, so that it can be written as text: 3 or 6 seconds long. */
export function wavOf(seconds: number): string {
  const header = Buffer.alloc(44);
  header.write("RIFF");
  header.writeUInt32LE(36 + seconds * 100, 4);
  header.write("WAVEfmt ", 8);
  for (const [offset, value] of [16, 1, 100, 100].entries()) header.writeUInt32LE(value, 16 + offset * 4);
  header.writeUInt16LE(1, 22);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(seconds * 100, 40);
  return header.toString("latin1") + "@".repeat(seconds * 100);
}
/** The header of a GIF file of ASCII bytes: as wide and high as the two letters are, read as a number. */
export const gifOf = (letters: string) => `GIF89a${letters}${letters}`;

/** Addresses in articles: of the same few articles and files, in the ways of several tools. */
const LINKS = [
  ...["a.md", "../a/", "/d/a/", "/a", "b", "/z.md#part", "/same/", "/old/same/", "/old/x/", "d/a.md", "/d/b.txt"],
  ...["m.bin", "/p.png", "/m.bin", "/nothing/"],
] as const;
const ALIASES = ["/old/same/", "/old/x"] as const;
const TAGS = ["Red", "red", "RED/\\~%", "緑"] as const;
const AUTHORS = ["Ann Lee", "Bo"] as const;
const SLUGS = ["a", "same"] as const;
const MINUTE = 60_000;
const DAY = 86_400_000;
export const iso = (ms: number) => new Date(ms).toISOString();

/** Mostly past and close together, to fill periods and pages; some are identical, at the edge of a period, or in the future. */
const DATES = [
  ...["2022-12-31T23:30:00Z", "2023-09-01", "2023-09-02", "2023-09-02", "2023-09-30T23:59:00Z", "2023-10-01T00:30:00Z"],
  ...["2023-10-05", "2024-01-31", iso(START + MINUTE), iso(START + 3 * MINUTE)],
] as const;

const SETTINGS: readonly (Fields | string | undefined)[] = [
  undefined,
  { title: "One", limit: 2 },
  { title: "Two", limit: 3 },
  { title: "One", limit: 2, archive: "year" },
  { title: "One", limit: 2, archive: "day" },
  { title: "One", limit: 2, archive: false },
  { title: "One", limit: 2, archives: false },
  { title: "One", limit: 2, sections: true, languages: true },
  { title: "One", limit: 2, sections: ["d"], languages: true, language: "de" },
  { title: "One", limit: 2, timezone: "Asia/Tokyo" },
  { title: "One", limit: 2, timezone: "America/New_York", authors: [{ name: "Bo" }] },
  { title: "One", limit: 1, authors: [{ name: "The Desk" }], id: "tag:example.org,2026:" },
  { title: "Show", limit: 1, podcast: { category: "Arts", explicit: false } },
  { title: "Show", limit: 1, podcast: { tag: "Red", title: "Red show", description: "All of it" } },
  "{ this is no JSON",
];

/** Whom the name `Bo` stands for. */
const PEOPLE = [
  undefined,
  "Bo: { name: Bo Chen }",
  "Bo: { name: Bo Chen, url: 'https://bo.example/' }",
  "Cy: Cy",
] as const;

/** Applies one random event to the site. */
export async function happen(world: World, random: Random, events = EVENTS): Promise<void> {
  await random.pick(events)(world, random);
}

type Event = (world: World, random: Random) => Promise<void> | void;

const weighted: readonly (readonly [number, Event])[] = [
  [14, (world, random) => write(world, random.pick(PATHS), article(randomFields(random), randomBody(random)))],
  [4, (world, random) => write(world, random.pick(PATHS), undefined)],
  [2, (world, random) => write(world, random.pick(PATHS), BAD)],
  [
    3,
    (world, random) =>
      write(
        world,
        random.pick(MEDIA),
        random.once(3) ? undefined : random.pick(["x", "xx", "xxx", wavOf(3), wavOf(6), gifOf("AA"), gifOf("BB")]),
      ),
  ],
  [2, changeFolderWithIndex],
  [1, changeSettings],
  [1, (world, random) => write(world, "authors.yml", random.pick(PEOPLE))],
  [2, ({ clock }, random) => pass(clock, random.pick([1, MINUTE, MINUTE, 3 * MINUTE, DAY]))],
  [1, (world) => void world.queue.push({ kind: "tick" })],
  [1, release],
];

const EVENTS = weighted.flatMap(([weight, event]) => Array.from({ length: weight }, () => event));

/** Only the events that change content. */
export const WRITING = weighted.slice(0, 7).map(([, event]) => event);

function randomFields(random: Random): Fields {
  const fields: Record<string, unknown> = { title: random.pick(["One", "Two"]) };
  if (!random.once(8)) fields.date = random.pick(DATES);
  if (random.once(2)) fields.slug = random.pick(SLUGS);
  if (random.once(4)) fields.id = random.pick(["urn:x", "7", "tag:example.org,2026:7"]);
  if (random.once(2)) fields.tags = random.some(TAGS);
  if (random.once(3)) fields.authors = random.some(AUTHORS);
  if (random.once(3)) fields.language = random.pick(["en", "de", "pt-BR"]);
  if (random.once(8)) fields.draft = true;
  if (random.once(8)) fields.unlisted = true;
  if (random.once(10)) fields.publishDate = random.pick(DATES);
  if (random.once(5)) fields.expires = iso(START + random.pick([-1, 1, 2, 4]) * MINUTE);
  if (random.once(4)) fields.attachments = [random.pick(["m.bin", "../m.bin", "/m.bin", "a.md"])];
  if (random.once(4)) fields.audio = random.pick(["e.wav", "/e.wav"]);
  if (random.once(8)) fields.duration = random.pick([7, "1:01"]);
  if (random.once(6)) fields.transcript = random.some(["/e.vtt", "/e.wav"]);
  if (random.once(5)) fields.chapters = random.pick([["0:00 One", "1:00 Two"], ["0:00 Other"]]);
  if (random.once(5)) fields.aliases = random.some(ALIASES);
  if (random.once(8)) fields.updated = iso(START + random.pick([2 * MINUTE, -DAY, -2 * DAY]));
  return fields;
}

function randomBody(random: Random): string {
  const links = random.once(2) ? random.some(LINKS).map((address) => `[x](${address})`) : [];
  const pictures = random.once(4)
    ? random.some(["ü.png", "/p.png", "no.png"]).map((address) => `![p](${address})`)
    : [];
  return [random.pick(["One.", "Two."]), ...links, ...pictures].join(" ");
}

export function pass(clock: World["clock"], ms: number) {
  clock.now += ms;
}

/** An index without a date is an article only while no other is beside it. */
async function changeFolderWithIndex(world: World, random: Random) {
  const path = random.pick(["i/index.md", "i/index.md", "i/x.txt"]);
  const { attachments, date, ...fields } = randomFields(random);
  const dated = path === "i/index.md" && random.once(2) ? fields : { ...fields, date };
  await write(world, path, random.pick([article(dated), article(dated), BAD, undefined]));
}

async function changeSettings(world: World, random: Random) {
  const settings = random.pick(SETTINGS);
  await write(world, "site.json", typeof settings === "object" ? JSON.stringify(settings) : settings);
}

/** Switches the release, which causes a rebuild. */
function release(world: World, random: Random) {
  world.release = random.pick(["1", "2"]);
  world.queue.push({ kind: "rebuild" });
}

/** Picks messages as a queue may deliver them: any subset in any order; some are delivered again later. */
export function nextMessages({ queue }: World, random: Random) {
  const batch = queue.filter(() => !random.once(3)).sort(() => random.number(3) - 1);
  const redelivered = batch.filter(() => random.once(6)).map((message) => ({ ...message }));
  queue.push(...redelivered);
  return batch;
}

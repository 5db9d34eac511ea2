/** Law 4: the number of store requests to publish one article does not depend on how many articles there are. */
import { describe, expect, it } from "vitest";
import type { WrittenDate } from "../../functions/article/article.ts";
import { readArticle } from "../../functions/article/read-article.ts";
import { slugOfPath } from "../../functions/article/slug.ts";
import { compressedStore } from "../../functions/aws/compressed-store.ts";
import {
  computeRecord,
  desiredPlacement,
  type PublishConditions,
} from "../../functions/publish/plan/compute-record.ts";
import { parseSettings } from "../../functions/settings/parse-settings.ts";
import { key } from "../../functions/store/key.ts";
import { type Counts, countedStore } from "../../functions/store/request-counter.ts";
import { article, iso } from "./content-edits.ts";
import { SLOW_TEST } from "./random-history.ts";
import { newWorld, publisherOf, SITE_OPTIONS, START, settle, type World, write } from "./simulated-site.ts";

const DAY = 86_400_000;
/** So many that the archives of tags and authors, whose periods are years, have full years. */
const SIZES = [3_000, 10_000, 100_000];
/** So few that every tag has more articles than a feed contains, at every site size. */
const TAGS = 10;
const AUTHORS = 4;
/** One more article fills the second archive page. */
const PER_PERIOD = 99;
/** The number of an article that is too old for every feed and appears only on an archive page. */
const OLD = 500;
/** For articles whose content is never read. */
const NO_SOURCE = { version: "none", modified: START };

const pathOf = (number: number) => `${String(number).padStart(7, "0")}.md`;

/** The front matter of article `number`. Number 0 is the newest; every month has the same number of articles. */
function fieldsOf(number: number) {
  const month = new Date(START);
  month.setUTCDate(1);
  month.setUTCMonth(month.getUTCMonth() - Math.floor(number / PER_PERIOD));
  const date = iso(month.getTime() + DAY * 13 - (number % PER_PERIOD) * 3 * 3_600_000);
  return { title: `Number ${number}`, date, tags: [`Tag ${number % TAGS}`], authors: [`Author ${number % AUTHORS}`] };
}

/** Creates the state of a site with this many published articles, without publishing them. */
async function siteOf(articles: number, settings: string): Promise<World> {
  const world = newWorld({ rebuildSize: 1000, archivePageSize: 100 });
  await write(world, "site.json", settings);
  world.queue.splice(0);
  const parsed = parseSettings(Buffer.from(settings), SITE_OPTIONS);
  if (parsed.kind === "rejected") throw new Error("default settings must be valid");
  const conditions: PublishConditions = { settings: parsed.settings, now: world.clock.now, release: world.release };
  const { state } = world.stores;
  const reading = readArticle("any.md", Buffer.from(article(fieldsOf(0))));
  if (reading.kind !== "article") throw new Error("the sample article must be valid");
  for (let number = 0; number < articles; number++) {
    const path = pathOf(number);
    const fields = fieldsOf(number);
    const authors = fields.authors.map((name) => ({ name }));
    const ownArticle = {
      ...reading.article,
      ...fields,
      authors,
      date: fields.date as WrittenDate,
      slug: slugOfPath(path),
    };
    const record = computeRecord(
      desiredPlacement(path, ownArticle, NO_SOURCE, conditions),
      { slugTaken: false, idTaken: false, media: {}, references: {}, files: [] },
      conditions,
    );
    await state.write(key(`records/${path}`), JSON.stringify(record), "anything");
    for (const name of record.keys) if (!name.startsWith("page/")) await state.write(key(name), "", "anything");
  }
  // Publishes the documents that the test cases will change.
  for (const number of [0, 1, 2, OLD, OLD + 1, OLD + 2, OLD + 3])
    await write(world, pathOf(number), article(fieldsOf(number)));
  await settle(world, { publisher: () => publisherOf(world, { site: compressedStore(world.stores.site) }) });
  return world;
}

const now = { title: "News", date: iso(START), tags: ["Tag 1", "Tag 2", "Tag 3"], authors: ["Author 1"] };
const LINKS = `[a](/posts/${pathOf(1)}) [b](../${pathOf(2).slice(0, 7)}/) [c](/gone/) ![d](/img/d.png)`;
const CASES: readonly (readonly [string, string, string | undefined])[] = [
  ["a new article with three tags", "news.md", article(now)],
  ["an edit of it", "news.md", article(now, "Other words.")],
  ["another tag in place of one", "news.md", article({ ...now, tags: ["Tag 1", "Tag 2", "Tag 4"] })],
  ["links to three articles, and a picture that is not there", "news.md", article(now, LINKS)],
  ["its removal", "news.md", undefined],
  ["an edit of an old article", pathOf(OLD), article(fieldsOf(OLD), "Other words.")],
  ["an old article's other tags", pathOf(OLD), article({ ...fieldsOf(OLD), tags: ["Tag 1", "Tag 2", "Tag 3"] })],
  ["an old article's removal", pathOf(OLD), undefined],
  ["a file that nothing refers to", "x.zip", "x"],
];

/** What comes into the middle of archives, or leaves it, moves one article of each later page of the period to the page beside it. */
const BOUNDS: Readonly<Record<string, { readonly reading: number; readonly writing: number }>> = {
  "an old article's other tags": { reading: 650, writing: 80 },
  "an old article's removal": { reading: 600, writing: 80 },
};

type Cost = {
  readonly reads: number;
  readonly stats: number;
  readonly lists: number;
  readonly writes: number;
  readonly removes: number;
};

async function costOf(world: World, path: string, body: string | undefined): Promise<Cost> {
  await write(world, path, body);
  const stores = Object.entries(world.stores).map(([name, store]) => [name, countedStore(store)] as const);
  const counted = Object.fromEntries(stores.map(([name, { store }]) => [name, store]));
  // As on AWS, where Atom and JSON documents are also stored compressed with gzip.
  const changed = { ...counted, site: compressedStore(counted.site ?? world.stores.site) };
  await settle(world, { publisher: () => publisherOf(world, changed) });
  if (process.env.KINDS)
    console.log(path, stores.map(([name, { counts }]) => `${name} ${JSON.stringify(counts)}`).join(" "));
  const sum = (kind: keyof Counts) => stores.reduce((total, [, { counts }]) => total + counts[kind], 0);
  return { reads: sum("read"), stats: sum("stat"), lists: sum("list"), writes: sum("write"), removes: sum("remove") };
}

describe("Cost", () => {
  it("is the same for one article among 3,000, 10,000 and 100,000, and within its bounds", SLOW_TEST, async () => {
    await expectFlat("{}", SIZES, { reading: 400, writing: 65 });
  });

  it("is the same with feeds of languages, of which one has all articles", SLOW_TEST, async () => {
    await expectFlat('{"languages": true}', SIZES.slice(0, 2), { reading: 400, writing: 85 });
  });
});

async function expectFlat(settings: string, sizes: readonly number[], bound: { reading: number; writing: number }) {
  const costs: Record<string, Cost[]> = {};
  for (const articles of sizes) {
    const world = await siteOf(articles, settings);
    for (const [name, path, body] of CASES) costs[name] = [...(costs[name] ?? []), await costOf(world, path, body)];
  }
  for (const [name, [small, ...larger]] of Object.entries(costs)) {
    console.log(`${name}: ${JSON.stringify(small)}`);
    for (const cost of larger) expect(cost, name).toEqual(small);
    const { reads = 0, stats = 0, lists = 0, writes = 0, removes = 0 } = small ?? {};
    const { reading, writing } = BOUNDS[name] ?? bound;
    expect(reads + stats + lists, name).toBeLessThanOrEqual(reading);
    expect(writes + removes, name).toBeLessThanOrEqual(writing);
  }
}

/** Law 4: what publishing one article costs does not depend on how many there are. */
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
import { type Counts, countedStore } from "../../functions/store/counted.ts";
import { key } from "../../functions/store/key.ts";
import { article, iso } from "./content-edits.ts";
import { UNHURRIED } from "./random-history.ts";
import { GIVEN, newWorld, publisherOf, START, settle, type World, write } from "./simulated-site.ts";

const DAY = 86_400_000;
/** Of each tag there are more than a feed tells, in every site. */
const TAGS = 10;
const AUTHORS = 4;
/** One more fills a page. */
const PER_PERIOD = 99;
/** The number of an article that no feed tells of any more, but an archive page does. */
const OLD = 500;
/** Nobody looks at the content of the others. */
const NOWHERE = { version: "none", modified: START };

const pathOf = (number: number) => `${String(number).padStart(7, "0")}.md`;

/** Number 0 is the newest; every month has the same number of them. */
function fieldsOf(number: number) {
  const month = new Date(START);
  month.setUTCDate(1);
  month.setUTCMonth(month.getUTCMonth() - Math.floor(number / PER_PERIOD));
  const date = iso(month.getTime() + DAY * 13 - (number % PER_PERIOD) * 3 * 3_600_000);
  return { title: `Number ${number}`, date, tags: [`Tag ${number % TAGS}`], authors: [`Author ${number % AUTHORS}`] };
}

/** A state as if so many articles had been published, made without publishing them. */
async function siteOf(articles: number): Promise<World> {
  const world = newWorld({ rebuildSize: 1000, archivePageSize: 100 });
  world.queue.splice(0);
  const parsed = parseSettings(undefined, GIVEN);
  if (parsed.kind === "rejected") throw new Error("settings have defaults");
  const moment: PublishConditions = { settings: parsed.settings, now: world.clock.now, release: world.release };
  const { state } = world.stores;
  const reading = readArticle("any.md", Buffer.from(article(fieldsOf(0))));
  if (reading.kind !== "article") throw new Error("it reads well");
  for (let number = 0; number < articles; number++) {
    const path = pathOf(number);
    const fields = fieldsOf(number);
    const authors = fields.authors.map((name) => ({ name }));
    const written = {
      ...reading.article,
      ...fields,
      authors,
      date: fields.date as WrittenDate,
      slug: slugOfPath(path),
    };
    const record = computeRecord(
      desiredPlacement(path, written, NOWHERE, moment),
      { slugTaken: false, idTaken: false, media: {} },
      moment,
    );
    await state.write(key(`records/${path}`), JSON.stringify(record), "anything");
    for (const name of record.keys) if (!name.startsWith("page/")) await state.write(key(name), "", "anything");
  }
  // So that documents are there which what follows will touch.
  for (const number of [0, 1, 2, OLD, OLD + 1, OLD + 2, OLD + 3])
    await write(world, pathOf(number), article(fieldsOf(number)));
  await settle(world, { publisher: () => publisherOf(world, { site: compressedStore(world.stores.site) }) });
  return world;
}

const now = { title: "News", date: iso(START), tags: ["Tag 1", "Tag 2", "Tag 3"], authors: ["Author 1"] };
const CASES: readonly (readonly [string, string, string | undefined])[] = [
  ["a new article with three tags", "news.md", article(now)],
  ["an edit of it", "news.md", article(now, "Other words.")],
  ["another tag in place of one", "news.md", article({ ...now, tags: ["Tag 1", "Tag 2", "Tag 4"] })],
  ["its removal", "news.md", undefined],
  ["an edit of an old article", pathOf(OLD), article(fieldsOf(OLD), "Other words.")],
  ["an old article's other tags", pathOf(OLD), article({ ...fieldsOf(OLD), tags: ["Tag 1", "Tag 2", "Tag 3"] })],
  ["an old article's removal", pathOf(OLD), undefined],
];

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
  // As on AWS: with gzip twins beside Atom and JSON documents.
  const changed = { ...counted, site: compressedStore(counted.site ?? world.stores.site) };
  await settle(world, { publisher: () => publisherOf(world, changed) });
  if (process.env.KINDS)
    console.log(path, stores.map(([name, { counts }]) => `${name} ${JSON.stringify(counts)}`).join(" "));
  const sum = (kind: keyof Counts) => stores.reduce((total, [, { counts }]) => total + counts[kind], 0);
  return { reads: sum("read"), stats: sum("stat"), lists: sum("list"), writes: sum("write"), removes: sum("remove") };
}

describe("Cost", () => {
  it("is the same for one article among 1,000, 10,000 and 100,000, and within its bounds", UNHURRIED, async () => {
    const costs: Record<string, Cost[]> = {};
    for (const articles of [1_000, 10_000, 100_000]) {
      const world = await siteOf(articles);
      for (const [name, path, body] of CASES) costs[name] = [...(costs[name] ?? []), await costOf(world, path, body)];
    }
    for (const [name, [small, ...larger]] of Object.entries(costs)) {
      console.log(`${name}: ${JSON.stringify(small)}`);
      for (const cost of larger) expect(cost, name).toEqual(small);
      const { reads = 0, stats = 0, lists = 0, writes = 0, removes = 0 } = small ?? {};
      expect(reads + stats + lists, name).toBeLessThanOrEqual(400);
      expect(writes + removes, name).toBeLessThanOrEqual(60);
    }
  });
});

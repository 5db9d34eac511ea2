/** Compares a site with its expected state once its queue is empty: every document follows from content, and nothing is left over. */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { ArticleRecord } from "../../functions/publish/state/record.ts";
import { textOf } from "../../functions/store/store.ts";
import { type Effective, type ExpectedSite, effectiveStates, expectedSite } from "./oracle.ts";
import { allOf, type World } from "./simulated-site.ts";

/** Checks every document byte for byte, and every record and index key. */
export async function expectTruth(world: World): Promise<void> {
  const effective = await effectiveStates(world);
  const expected = await cachedExpectation(world, effective);
  await expectDocuments(world, expected);
  await expectCleanState(world, expected);
  await forgetPast(world, effective);
}

const cache = new Map<string, ExpectedSite>();
const CACHE_SIZE = 20;

/** Cached: a scenario that crashes at each of 100 operations ends in the same site 100 times. */
async function cachedExpectation(world: World, effective: Effective): Promise<ExpectedSite> {
  const content = (await allOf(world.stores.content)).map(({ key, version }) => [key, version]);
  const articles = [...effective.articles].map(([path, { version, modified }]) => [path, version, modified]);
  const name = JSON.stringify([content, articles, effective.settings, world.clock.now, world.sizes]);
  const known = cache.get(name) ?? (await expectedSite(world, effective));
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(name, known);
  return known;
}

async function expectDocuments({ stores }: World, { documents }: ExpectedSite): Promise<void> {
  const found = await allOf(stores.site);
  expect(found.map(({ key }) => key as string).sort(), "the names of all documents").toEqual(
    [...documents.keys()].sort(),
  );
  for (const object of found) {
    const { key, meta } = object;
    const expected = documents.get(key);
    const text = /^media\/|\.ico$/.test(key) ? Buffer.from(object.body).toString("latin1") : textOf(object);
    if (text !== expected?.body) expect(`${key}\n${text}`).toBe(`${key}\n${expected?.body}`);
    if (!isDeepStrictEqual(meta, expected?.meta)) expect(meta, key).toEqual(expected?.meta);
  }
}

async function expectCleanState({ stores }: World, { known, live, titles }: ExpectedSite): Promise<void> {
  const expectedIndex = new Set<string>();
  const due = known.flatMap(({ path, status, appears, futureUpdate, expires }) => {
    const instants = { scheduled: [appears], live: [futureUpdate, expires], draft: [], expired: [] }[status];
    return [...new Set(instants)].flatMap((ms) => (ms === undefined ? [] : `${ms} ${path}`));
  });
  const records = new Map<string, ArticleRecord>();
  const index: string[] = [];
  const namedFeeds: string[] = [];
  for (const { key, body } of await allOf(stores.state)) {
    if (key.startsWith("records/")) records.set(key.slice(8), JSON.parse(Buffer.from(body).toString()));
    else if (key.startsWith("titles/")) namedFeeds.push(key.split("/").map(decodeURIComponent).join(" "));
    else if (!key.startsWith("settings/") && key !== "sitemap.json") index.push(key);
  }
  expect([...records.keys()].sort(), "the paths of all records").toEqual(known.map(({ path }) => path).sort());
  for (const [path, record] of records) {
    expect(record.underWay, `${path} is marked as under way`).toBeUndefined();
    const { status } = known.find((each) => each.path === path) ?? {};
    expect(record.status, path).toBe(status);
    for (const key of record.keys) if (!key.startsWith("page/")) expectedIndex.add(key);
  }
  for (const { path, slug, id } of live) expect(records.get(path), path).toMatchObject({ slug, id });
  expect(index.sort(), "the keys of the index").toEqual([...expectedIndex].sort());
  const expectedNames = titles.map(({ folder, title }) => `titles ${folder.slice(0, -1)} ~${title}`);
  expect(namedFeeds.sort(), "the titles of feeds").toEqual(expectedNames.sort());
  const YEAR_ONE = Date.parse("0001-01-01T00:00:00Z");
  const found = index
    .filter((key) => key.startsWith("due/"))
    .map((key) => {
      const [, ms = "", path = ""] = /^due\/(\d{15})~(.*)$/.exec(key) ?? [];
      return `${Number(ms) + YEAR_ONE} ${decodeURIComponent(path)}`;
    });
  expect(found.sort(), "the times at which articles are due").toEqual(due.sort());
}

/** Drops earlier states of each file: from now on, a bad file counts as the version that is in effect now. */
async function forgetPast({ past, stores }: World, { articles }: Effective): Promise<void> {
  const kept = (await allOf(stores.state, "settings/"))[0];
  for (const [path, states] of past) {
    if (path !== "site.json") past.set(path, [articles.get(path)]);
    else if (kept !== undefined)
      past.set(
        path,
        states.filter((state) => Buffer.compare(state?.body ?? Buffer.of(), kept.body) === 0),
      );
  }
}

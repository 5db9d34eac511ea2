/** RFC 5005 over time: a client that polls, and never fetches an archive document twice, knows every article of its feed. */
import { describe, expect, it } from "vitest";
import { archiveClient, fetchAtom, jsonPages } from "./archive-client.ts";
import { article, iso, pass } from "./content-edits.ts";
import { forEachSeed, type Random, SLOW_TEST } from "./random-history.ts";
import { newWorld, settle, type World, write } from "./simulated-site.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TAGS = ["Red", "Blue moon"] as const;
const AUTHORS = ["Ann Lee", "Bo"] as const;
const FOLDERS = ["", "tags/red/", "tags/blue-moon/", "authors/ann-lee/", "authors/bo/"] as const;
const PUBLISHES = 200;

type Post = { date: number; tags: readonly string[]; authors: readonly string[]; words: number };

/** A site over time; `posts` by path. */
type Blog = { readonly world: World; readonly limit: number; readonly posts: Map<string, Post>; count: number };

async function newBlog(random: Random): Promise<Blog> {
  const world = newWorld({ rebuildSize: 1000, archivePageSize: 100 });
  const limit = random.once(3) ? 1 + random.number(4) : 1 + random.number(60);
  const archive = random.pick(["year", "month", "day"]);
  await write(world, "site.json", JSON.stringify({ limit, archive, timezone: random.pick(["UTC", "Asia/Tokyo"]) }));
  return { world, limit, posts: new Map(), count: 0 };
}

async function put({ world, posts }: Blog, path: string, { date, tags, authors, words }: Post) {
  posts.set(path, { date, tags, authors, words });
  await write(world, path, article({ title: path, date: iso(date), tags, authors }, `${words} words.`));
}

/** Names are in no order, so that articles of the same instant are in none either. */
async function putNew(blog: Blog, date: number, random: Random) {
  const path = `${random.number(1000)}-${blog.count++}.md`;
  await put(blog, path, { date, tags: random.some(TAGS), authors: [random.pick(AUTHORS)], words: 0 });
}

async function putSeveral(blog: Blog, random: Random) {
  // A day has one date in the front matter of many writers.
  const isDated = random.once(3);
  for (let more = random.number(4); more >= 0; more--)
    await putNew(blog, blog.world.clock.now - (isDated ? 0 : more), random);
}

/**
 * Back-dated, but still among the newest `limit` articles: what no subscription document shows, and what comes into the middle of the
 * archive, no client can hear of.
 */
async function putLate(blog: Blog, random: Random) {
  const newest = [...blog.posts.values()].map(({ date }) => date).sort((a, b) => b - a);
  const date = (newest[random.number(blog.limit)] ?? 0) - random.pick([0, 1, MINUTE]);
  const isShown = newest.filter((other) => other >= date).length < blog.limit;
  await putNew(blog, isShown ? date : blog.world.clock.now, random);
}

async function edit(blog: Blog, random: Random) {
  const [path, post] = random.pick([...blog.posts]);
  await put(blog, path, { ...post, words: post.words + 1 });
}

async function publishSomething(blog: Blog, random: Random) {
  pass(blog.world.clock, random.pick([MINUTE, HOUR, 5 * HOUR, DAY, 3 * DAY, random.once(20) ? 300 * DAY : 20 * DAY]));
  if (blog.posts.size === 0) await putNew(blog, blog.world.clock.now, random);
  else await random.pick([putSeveral, putSeveral, putLate, edit])(blog, random);
  await settle(blog.world);
}

/** The ids of the articles that belong to a feed, by the test's own knowledge. */
function idsIn(folder: string, { posts }: Blog): string[] {
  const slug = (name: string) => name.toLowerCase().replace(" ", "-");
  const belongs = ({ tags, authors }: Post) =>
    folder === "" ||
    tags.some((tag) => folder === `tags/${slug(tag)}/`) ||
    authors.some((name) => folder === `authors/${slug(name)}/`);
  return [...posts].filter(([, post]) => belongs(post)).map(([path]) => `tag:example.org,2026:${path}`);
}

describe("An archive", () => {
  it("tells a client that never fetches an archive document twice of every article", SLOW_TEST, async () => {
    await forEachSeed(4, async (random) => {
      const blog = await newBlog(random);
      const clients = FOLDERS.map((folder) => ({ folder, client: archiveClient(folder) }));
      for (let publishes = 0; publishes < PUBLISHES; publishes++) {
        await publishSomething(blog, random);
        for (const { client } of clients) await client.poll(blog.world.stores.site);
      }
      for (const { folder, client } of clients)
        expect([...client.ids].sort(), `known of /${folder}`).toEqual(idsIn(folder, blog).sort());
    });
  });

  it("holds still: articles that come later, and edits, change no set of entries", SLOW_TEST, async () => {
    await forEachSeed(2, async (random) => {
      const blog = await newBlog(random);
      const clients = FOLDERS.map((folder) => archiveClient(folder));
      for (let publishes = 0; publishes < PUBLISHES; publishes++) {
        pass(blog.world.clock, random.pick([HOUR, DAY, 20 * DAY]));
        if (publishes > 0 && random.once(3)) await edit(blog, random);
        else await putSeveral(blog, random);
        await settle(blog.world);
        for (const client of clients) await client.poll(blog.world.stores.site);
      }
      for (const { archives } of clients) {
        for (const [address, ids] of archives)
          expect((await fetchAtom(blog.world.stores.site, address))?.ids, address).toEqual(ids);
      }
    });
  });

  it("misses none of many articles of one date", async () => {
    for (const count of [4, 5, 6, 7]) {
      const world = newWorld({ rebuildSize: 1000, archivePageSize: 100 });
      await write(world, "site.json", JSON.stringify({ limit: 3 }));
      for (let number = 0; number < count; number++)
        await write(world, `${number}.md`, article({ title: "Same day", date: "2024-03-01" }));
      await settle(world);
      const client = archiveClient("");
      await client.poll(world.stores.site);
      expect(client.ids.size).toBe(count);
      expect(new Set((await jsonPages(world.stores.site, "")).flat()).size).toBe(count);
    }
  });

  it("says what each document is, and brings new items with every page of JSON, newest first", SLOW_TEST, async () => {
    await forEachSeed(4, async (random) => {
      const blog = await newBlog(random);
      for (let publishes = 0; publishes < 50; publishes++) await publishSomething(blog, random);
      const { site } = blog.world.stores;
      for (const folder of FOLDERS) {
        const expected = idsIn(folder, blog);
        const pages = await jsonPages(site, folder);
        const seen = new Set(pages[0]);
        const repeated = pages.slice(1).map((ids) => ids.filter((id) => seen.has(id)).length);
        expect(
          pages.slice(1).every((ids, at) => ids.length > (repeated[at] ?? 0)),
          folder,
        ).toBe(true);
        expect(
          repeated.slice(1).every((count) => count === 0),
          folder,
        ).toBe(true);
        expect([...new Set(pages.flat())].sort(), folder).toEqual(expected.sort());
        const dates = pages.map((ids) =>
          ids.map((id) => blog.posts.get(id.slice("tag:example.org,2026:".length))?.date),
        );
        for (const page of dates) expect(page).toEqual([...page].sort((a, b) => (b ?? 0) - (a ?? 0)));
        await expectChain(blog, folder);
      }
    });
  });
});

/** RFC 5005 §4: `fh:archive`, `current`, `prev-archive` unless oldest, `next-archive` unless newest; every article, once. */
async function expectChain({ world: { stores }, posts, limit }: Blog, folder: string) {
  const address = `https://example.org/blog/${folder}atom.xml`;
  const first = await fetchAtom(stores.site, address);
  const met: string[] = [];
  let [newer, next]: (string | undefined)[] = [undefined, first?.prevArchive];
  while (next !== undefined) {
    const page = await fetchAtom(stores.site, next);
    expect(page?.text).toContain("<fh:archive/>");
    expect(linkIn(page?.text, "current")).toBe(address);
    expect(linkIn(page?.text, "next-archive")).toBe(newer);
    expect(page?.ids.length).toBeLessThanOrEqual(Math.min(limit, 100));
    met.push(...(page?.ids ?? []));
    [newer, next] = [next, page?.prevArchive];
  }
  expect(new Set(met).size).toBe(met.length);
  expect(new Set([...met, ...(first?.ids ?? [])]).size).toBe(idsIn(folder, { posts } as Blog).length);
}

function linkIn(text: string | undefined, rel: string): string | undefined {
  return new RegExp(`<link rel="${rel}"[^>]* href="([^"]*)"`).exec(text ?? "")?.[1];
}

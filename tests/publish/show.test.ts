import { describe, expect, it } from "vitest";
import { key } from "../../functions/store/key.ts";
import { listAll, readRange, type Store } from "../../functions/store/store.ts";
import { article, wavOf } from "./content-edits.ts";
import { newWorld, publisherOf, settle, type World, write } from "./simulated-site.ts";

const PODCAST = { podcast: { tag: "Show", category: "Arts", explicit: false } };

async function site(settings: object, files: Readonly<Record<string, string>>): Promise<World> {
  const world = newWorld({ rebuildSize: 10_000, archivePageSize: 100 });
  await write(world, "site.json", JSON.stringify({ title: "Paper", ...settings }));
  for (const [path, body] of Object.entries(files)) await write(world, path, body);
  await settle(world);
  return world;
}

async function textAt({ stores }: World, name: string): Promise<string | undefined> {
  const found = await stores.site.read(key(name));
  return found && Buffer.from(found.body).toString();
}

const count = (text: string | undefined, part: string) => (text ?? "").split(part).length - 1;
const day = (at: number) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString();

describe("a show's feed", () => {
  it("holds all episodes; other feeds and its page hold as many as the limit says", async () => {
    const episodes = Array.from({ length: 1100 }, (_, at) => {
      return [`e${at}.md`, article({ date: day(at), tags: ["Show", "Other"], authors: [] })] as const;
    });
    const world = await site({ limit: 3, archive: false, ...PODCAST }, Object.fromEntries(episodes));
    expect(count(await textAt(world, "tags/show/feed.xml"), "<item>")).toBe(1100);
    expect(count(await textAt(world, "tags/other/feed.xml"), "<item>")).toBe(3);
    expect(count(await textAt(world, "feed.xml"), "<item>")).toBe(3);
    expect(count(await textAt(world, "tags/show/index.html"), 'class="h-entry"')).toBeLessThanOrEqual(3);
    await write(world, "e0.md", article({ title: "The oldest", date: day(0), tags: ["Show"] }));
    await settle(world);
    expect(await textAt(world, "tags/show/feed.xml")).toContain("The oldest");
  });

  it("changes with the file of an episode, whose duration is read once for each of its versions", async () => {
    const world = await site(PODCAST, {
      "e.wav": wavOf(3),
      "a.md": article({ date: "2023-09-01", audio: "e.wav", tags: ["Show"] }),
    });
    let reads = 0;
    const counted = (content: Store): Store => {
      const range = async (...args: Parameters<NonNullable<Store["readRange"]>>) => {
        reads++;
        return readRange(content, ...args);
      };
      return { ...content, readRange: range };
    };
    const again = async () => {
      reads = 0;
      await settle(world, { publisher: () => publisherOf(world, { content: counted(world.stores.content) }) });
      return { reads, feed: await textAt(world, "tags/show/feed.xml") };
    };
    expect(await textAt(world, "tags/show/feed.xml")).toContain("<itunes:duration>3</itunes:duration>");
    await write(world, "a.md", article({ date: "2023-09-01", audio: "e.wav", tags: ["Show"] }, "Other words."));
    const edited = await again();
    expect(edited.feed).toContain("Other words.");
    expect(edited.reads).toBe(0);
    await write(world, "e.wav", wavOf(6));
    const replaced = await again();
    expect(replaced.feed).toContain("<itunes:duration>6</itunes:duration>");
    expect(replaced.reads).toBeGreaterThan(0);
  });
});

describe("the chapters of an episode", () => {
  const chapters = (more: object, body?: string) => article({ date: "2023-09-01", slug: "x", ...more }, body);
  const NAME = "articles/x/chapters.json";

  it("come, change, go and pass to another article with its page", async () => {
    const world = await site({}, { "a.md": chapters({ chapters: ["0:00 One"] }) });
    expect(await textAt(world, NAME)).toContain('"title": "One"');
    await write(world, "a.md", chapters({ chapters: ["0:00 Two"] }));
    await settle(world);
    expect(await textAt(world, NAME)).toContain('"title": "Two"');
    await write(world, "b.md", chapters({ chapters: ["0:00 Three"] }));
    await settle(world);
    expect(await textAt(world, NAME)).toContain('"title": "Two"');
    await write(world, "a.md", undefined);
    await settle(world);
    expect(await textAt(world, NAME)).toContain('"title": "Three"');
    await write(world, "b.md", chapters({}));
    await settle(world);
    expect(await textAt(world, NAME)).toBeUndefined();
    const names: string[] = [];
    for await (const { entries } of listAll(world.stores.site, {})) names.push(...entries.map(({ key }) => key));
    expect(names.filter((name) => name.includes("chapters"))).toEqual([]);
  });

  it("and the transcript can be files, also JSON files, which are no articles", async () => {
    const world = await site(PODCAST, {
      "e.wav": wavOf(3),
      "e.chapters.json": '{ "version": "1.2.0", "chapters": [] }',
      "e.transcript.json": '{ "segments": [] }',
      "other.chapters.json": '{ "version": "1.2.0", "chapters": [] }',
      "words.md": article({ date: "2023-09-01", unlisted: true }),
      "a.md": article({
        ...{ date: "2023-09-01", audio: "e.wav", tags: ["Show"] },
        ...{ chapters: "e.chapters.json", transcript: ["e.transcript.json", "words.md", "gone.vtt"] },
      }),
    });
    const feed = await textAt(world, "tags/show/feed.xml");
    const base = "https://example.org/blog/";
    expect(feed).toContain(`<podcast:chapters url="${base}media/e.chapters.json" type="application/json+chapters"/>`);
    expect(feed).toContain(`<podcast:transcript url="${base}media/e.transcript.json" type="application/json"/>`);
    expect(feed).toContain(`<podcast:transcript url="${base}articles/words/" type="text/html"/>`);
    expect(count(feed, "<podcast:transcript")).toBe(2);
    expect(await textAt(world, "media/e.chapters.json")).toContain("1.2.0");
    expect(await textAt(world, "media/other.chapters.json")).toBeUndefined();
  });
});

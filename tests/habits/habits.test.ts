/** Whole sites in the habits of other tools: what is public is told as it was meant, what is hidden is nowhere, and nothing is rejected. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkFindings } from "../../functions/local/commands/check-findings.ts";
import { drainMessages } from "../../functions/local/drain-messages.ts";
import { totalReports } from "../../functions/local/report-totals.ts";
import { REBUILD_EVERYTHING } from "../../functions/publish/message.ts";
import { key } from "../../functions/store/key.ts";
import { memoryStore } from "../../functions/store/memory.ts";
import { listAll, textOf } from "../../functions/store/store.ts";
import { type Expected, type Habit, type HabitSite, someArticles } from "./habit.ts";
import { hugo } from "./hugo.ts";
import { jekyll } from "./jekyll.ts";
import { hexo, letters, nikola, obsidian, pelican, word, wordpress, zola } from "./other-sites.ts";
import { astro, docusaurus, eleventy, gatsby, mkdocs, vitepress } from "./static-sites.ts";

const HABITS: Readonly<Record<string, Habit>> = {
  ...{ jekyll, hugo, eleventy, astro, docusaurus, gatsby, vitepress, mkdocs },
  ...{ zola, pelican, hexo, nikola, obsidian, wordpress, letters, word },
};

const RUNS = Number(process.env.RUNS ?? 12);

describe("a site in the habits of", () => {
  it.each(Object.entries(HABITS))("%s is published as it was meant", async (_, habit) => {
    await fc.assert(
      fc.asyncProperty(someArticles, async (articles) => expectMeant(habit(articles))),
      { numRuns: RUNS },
    );
  });
});

type Item = {
  id: string;
  url: string;
  title: string;
  date_published: string;
  tags?: string[];
  authors?: { name: string }[];
  content_html: string;
};

async function expectMeant(site: HabitSite): Promise<void> {
  const { items, documents, problems, notes } = await publishFiles(site.files);
  expect(problems).toEqual([]);
  expect(notes.filter((note) => ![...site.mayNote, ...site.mustNote].some((allowed) => allowed.test(note)))).toEqual(
    [],
  );
  for (const must of site.mustNote) expect(notes.filter((note) => must.test(note))).not.toEqual([]);
  expect(items.map(told).sort(byMarker)).toEqual([...site.expected].sort(byMarker));
  for (const words of site.hidden)
    expect(documents.filter(({ text }) => text.includes(words)).map(({ name }) => name)).toEqual([]);
}

const byMarker = (a: Expected, b: Expected) => (a.marker < b.marker ? -1 : 1);

/** What an item says, in the words of what was meant. */
function told(item: Item): Expected {
  const { title, url, date_published, tags = [], authors = [], content_html } = item;
  return {
    marker: /Marker \w+ stands here\./.exec(content_html)?.[0] ?? content_html,
    title,
    day: date_published.slice(0, 10),
    tags,
    authors: authors.map(({ name }) => name),
    slug: /\/articles\/([^/]+)\/$/.exec(url)?.[1] ?? url,
    links: [...content_html.matchAll(/href="https:\/\/feeds\.example\.org\/articles\/([^/"]+)\/"/g)].map(
      ([, slug = ""]) => slug,
    ),
  };
}

async function publishFiles(files: Readonly<Record<string, string>>) {
  const stores = { content: memoryStore(), state: memoryStore(), site: memoryStore() };
  const settings = JSON.stringify({
    title: "A site",
    id: "tag:example.org,2026:",
    url: "https://feeds.example.org/",
    archive: false,
  });
  for (const [path, text] of Object.entries({ "site.json": settings, ...files }))
    await stores.content.write(key(path), text, "anything");
  const publisher = {
    ...stores,
    now: Date.UTC(2026, 10, 25),
    release: "test",
    siteOptions: {},
    rebuildSize: Number.POSITIVE_INFINITY,
    ephemeral: true,
  };
  const handled = await drainMessages(REBUILD_EVERYTHING, publisher);
  if (handled.settings === undefined) throw new Error("the settings were not read");
  const findings = await checkFindings(totalReports(handled.reports), handled.settings, stores);
  const documents: { name: string; text: string }[] = [];
  for await (const { entries } of listAll(stores.site, {}))
    for (const entry of entries) {
      const object = await stores.site.read(entry.key);
      if (object) documents.push({ name: entry.key, text: textOf(object) });
    }
  const feed = documents.find(({ name }) => name === "feed.json")?.text ?? "{}";
  const lines = (kind: string) =>
    findings
      .filter((finding) => finding.kind === kind)
      .map(({ path, line = 0, reason }) => `${path}:${line}: ${reason}`);
  return {
    items: (JSON.parse(feed) as { items: Item[] }).items,
    documents,
    problems: lines("problem"),
    notes: lines("note"),
  };
}

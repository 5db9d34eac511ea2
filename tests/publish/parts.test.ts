/** Feeds by folder and by language, and feeds that tell articles by their summary. */
import { describe, expect, it } from "vitest";
import { sectionsOf } from "../../functions/publish/plan/part-folders.ts";
import { key } from "../../functions/store/key.ts";
import { textOf } from "../../functions/store/store.ts";
import { article, type Fields } from "./content-edits.ts";
import { allOf, newWorld, settle, type World, write } from "./simulated-site.ts";

async function site(settings: Fields, articles: Readonly<Record<string, string>>): Promise<World> {
  const world = newWorld();
  await write(world, "site.json", JSON.stringify({ title: "Site", ...settings }));
  for (const [path, body] of Object.entries(articles)) await write(world, path, body);
  await settle(world);
  return world;
}

async function text({ stores }: World, name: string): Promise<string> {
  const stored = await stores.site.read(key(name));
  return stored === undefined ? "" : textOf(stored);
}

const titles = async (world: World, name: string) =>
  JSON.parse((await text(world, name)) || '{"items":[]}').items.map(({ title }: { title: string }) => title);

const post = (title: string, more: Fields = {}, body?: string) => article({ title, date: "2023-09-01", ...more }, body);

describe("sections", () => {
  it.each<readonly [string, true | readonly string[], readonly string[]]>([
    ["news/a.md", true, ["news"]],
    ["News Desk/2023/a.md", true, ["News Desk"]],
    ["a.md", true, []],
    ["content/news/a.md", true, ["news"]],
    ["news/_posts/2023-01-01-a.md", true, ["news"]],
    ["_posts/2023-01-01-a.md", true, []],
    ["2023/09/a.md", true, []],
    ["2023-09-01/a.md", true, []],
    ["hello/index.md", true, []],
    ["news/hello/index.md", true, ["news"]],
    ["world/asia/a.md", ["world", "world/asia", "asia"], ["world", "world/asia"]],
    ["world/asian/a.md", ["world/asia"], []],
    ["content/news/a.md", ["news"], ["news"]],
    ["content/news/a.md", ["content/news"], ["content/news"]],
    ["news/a.md", [], []],
  ])("of %s, with the setting %j, are %j", (path, sections, expected) => {
    expect(sectionsOf(path, { sections })).toEqual(expected);
  });

  it("have feeds, a page, a place in OPML and on the front page, and archives", async () => {
    const world = await site(
      { sections: true, limit: 1 },
      { "News Desk/a.md": post("A"), "News Desk/b.md": post("B", { date: "2023-09-02" }), "essays/c.md": post("C") },
    );
    expect(await titles(world, "sections/news-desk/feed.json")).toEqual(["B"]);
    expect(await text(world, "sections/news-desk/feed.json")).toContain('"title": "Site – News Desk"');
    expect(await titles(world, "sections/news-desk/archive/2023-09/feed.json")).toEqual(["A"]);
    expect(await titles(world, "sections/essays/feed.json")).toEqual(["C"]);
    for (const name of ["feeds.opml", "index.html"]) expect(await text(world, name), name).toContain("News Desk");
    expect(await text(world, "feeds.opml")).toContain("https://example.org/blog/sections/news-desk/feed.xml");
  });

  it("do not list what is unlisted, and are gone with the setting", async () => {
    const world = await site(
      { sections: true, languages: true },
      { "news/a.md": post("A", { unlisted: true, language: "de" }), "news/b.md": post("B") },
    );
    expect(await titles(world, "sections/news/feed.json")).toEqual(["B"]);
    expect((await allOf(world.stores.site, "languages/de/")).length).toBe(0);
    await write(world, "site.json", "{}");
    await settle(world);
    expect([
      ...(await allOf(world.stores.site, "sections/")),
      ...(await allOf(world.stores.site, "languages/")),
    ]).toEqual([]);
  });
});

describe("languages", () => {
  const articles = {
    "a.md": post("A"),
    "b.md": post("B", { language: "pt-BR" }),
    "c.md": post("C", { language: "de", date: "2023-09-02" }),
    "d.md": post("D", { language: "de" }),
  };

  it("have feeds in their language, beside the main feed in the site's", async () => {
    const world = await site({ languages: true, limit: 1, language: "en" }, articles);
    expect(JSON.parse(await text(world, "feed.json")).language).toBe("en");
    expect(JSON.parse(await text(world, "languages/pt-br/feed.json"))).toMatchObject({
      language: "pt-BR",
      title: "Site – Português (Brasil)",
    });
    expect(await text(world, "languages/de/feed.xml")).toContain("<language>de</language>");
    expect(await text(world, "languages/de/atom.xml")).toContain('xml:lang="de"');
    expect(await text(world, "languages/de/archive/2023-09/atom.xml")).toContain('xml:lang="de"');
    expect(await titles(world, "languages/en/feed.json")).toEqual(["A"]);
    expect(await text(world, "languages/de/index.html")).toContain('<html lang="de"');
  });

  it("have pages that name each other, also after a language came or went", async () => {
    const world = await site({ languages: true }, articles);
    const named = async (folder: string) =>
      [...(await text(world, `${folder}index.html`)).matchAll(/hreflang="([^"]*)" href="([^"]*)"/g)].map(
        ([, language, href]) => [language, href?.slice("https://example.org/blog/".length)],
      );
    const all = [
      ["de", "languages/de/"],
      ["en", "languages/en/"],
      ["pt-BR", "languages/pt-br/"],
    ];
    for (const [, folder = ""] of all) expect(await named(folder)).toEqual(all);
    await write(world, "b.md", post("B", { language: "fr" }));
    await settle(world);
    expect(await named("languages/en/")).toEqual([...all.slice(0, 2), ["fr", "languages/fr/"]]);
    for (const path of ["b.md", "c.md", "d.md"]) await write(world, path, undefined);
    await settle(world);
    expect(await named("languages/en/")).toEqual([]);
  });
});

describe('feeds with the setting "content": "summary"', () => {
  it("tell articles by their summary, or their first words, in every format; pages are whole", async () => {
    const world = await site(
      { content: "summary" },
      {
        "a.md": post("A", { summary: "Told in short." }, "First words.\n\nThe whole story."),
        "b.md": post("B", { tags: ["x"] }, "Only **body** words. <b>Bold</b>"),
      },
    );
    const { items } = JSON.parse(await text(world, "feed.json"));
    expect(items).toMatchObject([
      { summary: "Told in short.", content_text: "Told in short." },
      { content_text: "Only body words. Bold" },
    ]);
    for (const item of items) expect(item).not.toHaveProperty("content_html");
    for (const name of ["feed.xml", "atom.xml", "feed.json", "tags/x/feed.xml"]) {
      const document = await text(world, name);
      expect(document, name).not.toMatch(/whole story|<content[ >]|content:encoded>/);
    }
    expect(await text(world, "feed.xml")).toContain("<description>Told in short.</description>");
    expect(await text(world, "atom.xml")).toContain('<summary type="text">Told in short.</summary>');
    expect(await text(world, "articles/a/index.html")).toContain("The whole story.");
  });
});

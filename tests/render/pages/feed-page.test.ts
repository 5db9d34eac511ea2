import { describe, expect, it } from "vitest";
import { slugOf } from "../../../functions/article/slug.ts";
import type { Document } from "../../../functions/render/document.ts";
import { renderArchiveIndex } from "../../../functions/render/pages/archive-index.ts";
import type { Settings } from "../../../functions/settings/settings.ts";
import { type FeedPageOfItems, renderFeedPage } from "../joined-document.ts";
import { elements, meta, readPage, text, withClass } from "./read-page.ts";
import { sampleItem, sampleSettings, sampleSite } from "./sample-site.ts";

const settings = sampleSettings();
const site = sampleSite();
const PAGES = [
  "index.html",
  "tags/feeds/index.html",
  "authors/ann-lee/index.html",
  "archive/2023-09/2/index.html",
  "archive/index.html",
];

const pageOf = (document: Document | undefined) => readPage(document?.body ?? "");
const sample = (name: string) => pageOf(site.documents.find((document) => document.name === name));
const render = (view: FeedPageOfItems, own: Settings = settings) => pageOf(renderFeedPage(view, own));
const alternates = (page: ReturnType<typeof sample>) =>
  elements(page, "link")
    .filter(({ properties }) => String(properties.rel) === "alternate")
    .map(({ properties }) => properties.href);

describe.each(PAGES)("%s", (name) => {
  const page = sample(name);

  it("has one first-level heading and skips no heading level", () => {
    const levels = elements(page, "h1", "h2", "h3", "h4").map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => {
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    });
  });

  it("has one main, one banner and one footer", () => {
    for (const landmark of ["main", "footer"]) expect(elements(page, landmark)).toHaveLength(1);
    expect(withClass(page, "banner")).toHaveLength(1);
  });

  it.runIf(name !== "archive/index.html")("lists its articles as an h-feed", () => {
    const [feed] = withClass(page, "h-feed");
    const entries = feed === undefined ? [] : withClass(feed, "h-entry");
    expect(entries.length).toBeGreaterThanOrEqual(3);
    for (const entry of entries) {
      for (const property of ["p-name", "u-url", "dt-published", "p-author"])
        expect(withClass(entry, property)).not.toEqual([]);
    }
  });

  it("has only absolute links, except to its own sections and to reader apps", () => {
    for (const { properties } of elements(page, "a"))
      expect(String(properties.href)).toMatch(/^(?:https?:\/\/|feed:https?:\/\/|#)[!-~]+$/);
  });

  it("has a target for every aria-labelledby", () => {
    const ids = new Set(elements(page).map(({ properties }) => properties.id));
    for (const { properties } of elements(page)) {
      const label = properties.ariaLabelledBy;
      for (const id of Array.isArray(label) ? label : []) expect(ids).toContain(id);
    }
  });
});

describe("the site's page", () => {
  const page = sample("index.html");

  it("links to every tag and author, to the archive, and to the list of all feeds", () => {
    const links = new Map(elements(page, "a").map((link) => [link.properties.href, text(link)]));
    expect(links.get("https://example.org/blog/tags/slow-web/")).toBe("slow web 1");
    expect(links.get("https://example.org/blog/authors/bo-chen/")).toBe("Bo Chen");
    expect(links.has("https://example.org/blog/archive/")).toBe(true);
    expect(links.has("https://example.org/blog/feeds.opml")).toBe(true);
    expect(links.has("https://example.org/blog/tags/%E6%97%A5%E6%9C%AC%E8%AA%9E/")).toBe(true);
  });

  it("shows the URLs of its three feeds, and a button for reader apps", () => {
    const [section] = withClass(page, "subscribe");
    expect(section && elements(section, "code").map(text)).toEqual(
      ["feed.xml", "atom.xml", "feed.json"].map((file) => `https://example.org/blog/${file}`),
    );
    expect(section && withClass(section, "main-button")[0]?.properties.href).toBe(
      "feed:https://example.org/blog/feed.xml",
    );
    expect(alternates(page)).toHaveLength(3);
  });

  it("hides the copy buttons until script shows them", () => {
    const buttons = elements(page, "button");
    expect(buttons).toHaveLength(3);
    for (const { properties } of buttons) expect(properties.hidden).toBe(true);
  });

  it("links to older articles", () => {
    const [older] = withClass(page, "neighbours");
    expect(older && elements(older, "a").map(({ properties }) => properties.href)).toEqual([
      "https://example.org/blog/archive/",
    ]);
    expect(text(older)).toContain("Older articles");
  });

  it("marks the language of articles that are not in the site's language", () => {
    const languages = withClass(page, "h-entry").map(({ properties }) => [properties.lang, properties.dir]);
    expect(languages).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
      ["ar", "rtl"],
      ["ja", "ltr"],
      ["pl", "ltr"],
    ]);
  });

  it.each([
    ["he", "en", "ltr"],
    ["ar", "en", "ltr"],
    ["en", undefined, undefined],
  ])("writes the site's name as its language is written, on the page of a language: %s", (language, lang, dir) => {
    const shown = render({ kind: "language", folder: `languages/${language}/`, title: "T", language, items: [] });
    expect(withClass(shown, "site-name")[0]?.properties).toMatchObject(lang === undefined ? {} : { lang, dir });
    expect(withClass(shown, "site-name")[0]?.properties.lang).toBe(lang);
  });

  it.each([
    ["The Pod", "The Pod (RSS)"],
    [undefined, "The Tide Table – T (RSS)"],
  ])("offers the show by its own title: %s", (title, offered) => {
    const podcast = {
      title,
      tag: "T",
      categories: [],
      funding: [],
      type: "episodic",
      complete: false,
      block: false,
    } as const;
    const shown = readPage(
      renderFeedPage({ kind: "tag", folder: "tags/t/", title: "T", items: [] }, { ...settings, podcast }).body,
    );
    expect(elements(shown, "link").map(({ properties }) => properties.title)).toContain(offered);
  });

  it("shows no picture from another host", () => {
    const items = [sampleItem("a", { image: "https://elsewhere.example/a.png" })];
    const shown = render({ kind: "site", folder: "", title: "T", items, feeds: [] });
    expect(elements(shown, "img").map(({ properties }) => properties.src)).toEqual(["/blog/icon.svg"]);
  });

  it("lists tags and authors in the order of the language", () => {
    const titles = ["zoo 10", "Übung", "zoo 9", "R&D"];
    const feeds = titles.map((title) => ({ folder: `tags/${slugOf(title)}/`, title }));
    const shown = render({ kind: "site", folder: "", title: "T", items: [], feeds });
    const listed = elements(shown, "a").filter(({ properties }) => /tags\/[^/]+\/$/.test(String(properties.href)));
    expect(listed.map(text).slice(-4)).toEqual(["R&D", "Übung", "zoo 9", "zoo 10"]);
  });

  it("collapses tags beyond the first 24", () => {
    const feeds = Array.from({ length: 100 }, (_, index) => ({ title: `Tag ${index}`, folder: `tags/tag-${index}/` }));
    const details = elements(render({ kind: "site", folder: "", title: "T", items: [], feeds }), "details");
    expect(details).toHaveLength(1);
    expect(details[0] && elements(details[0], "a")).toHaveLength(76);
  });

  it("explains how to publish while there are no articles", () => {
    const empty = render({ kind: "site", folder: "", title: settings.title, items: [], feeds: [] });
    expect(text(withClass(empty, "empty")[0])).toMatch(
      /Nothing here yet\s+Put a text, Markdown, HTML or JSON file into the content folder/,
    );
    expect(withClass(empty, "entries")).toEqual([]);
    expect(withClass(empty, "subscribe")).toHaveLength(1);
  });

  it("uses the site's icon if it sets one", () => {
    const own = { ...settings, icon: "https://example.org/blog/media/own.png" };
    const links = elements(render({ kind: "site", folder: "", title: "T", items: [], feeds: [] }, own), "link");
    expect(links.find(({ properties }) => String(properties.rel) === "icon")?.properties.href).toBe(own.icon);
  });
});

describe("a tag's or author's page", () => {
  it("offers its own feed", () => {
    expect(alternates(sample("tags/feeds/index.html"))).toEqual([
      "https://example.org/blog/tags/feeds/feed.xml",
      "https://example.org/blog/tags/feeds/atom.xml",
      "https://example.org/blog/tags/feeds/feed.json",
    ]);
    expect(text(elements(sample("tags/feeds/index.html"), "h1")[0])).toBe("feeds");
  });

  it("says who the author is", () => {
    const [card] = withClass(sample("authors/ann-lee/index.html"), "person");
    expect(card && elements(card, "a").map(({ properties }) => properties.href)).toEqual(["https://ann.example/"]);
    expect(card && text(elements(card, "h1")[0])).toBe("Ann Lee");
  });

  it.each([
    ["https://example.org/blog/media/ann.png", 1],
    ["https://elsewhere.example/ann.png", 0],
  ])("shows an avatar only from the site itself: %s", (avatar, shown) => {
    const items = [sampleItem("a", { authors: [{ name: "Ann", avatar }] })];
    const page = render({ kind: "author", folder: "authors/ann/", title: "Ann", items });
    expect(elements(withClass(page, "person")[0] ?? page, "img")).toHaveLength(shown);
  });
});

describe("an archive page", () => {
  const page = sample("archive/2023-09/2/index.html");

  it("has its period in the site's language as heading", () => {
    expect(text(elements(page, "h1")[0])).toBe("September 2023 · Page 2");
    const german = render({ kind: "archive", folder: "archive/2023-09/", items: [] }, { ...settings, language: "de" });
    expect(text(elements(german, "h1")[0])).toBe("September 2023");
    const japanese = render(
      { kind: "archive", folder: "archive/2023-09-14/", items: [] },
      { ...settings, language: "ja" },
    );
    expect(text(elements(japanese, "h1")[0])).toBe("2023年9月14日");
  });

  it("links to its neighbors", () => {
    const rel = (name: string) =>
      elements(page, "a").find(({ properties }) => String(properties.rel) === name)?.properties.href;
    expect(rel("prev")).toBe("https://example.org/blog/archive/2023-09/");
    expect(rel("next")).toBe("https://example.org/blog/archive/2023-10/");
  });

  it("offers the main feed, because archive pages get no new articles", () => {
    expect(alternates(page)[0]).toBe("https://example.org/blog/feed.xml");
  });

  it("of a tag offers the tag's feed, leads to its page, and says what it is of", () => {
    const of = { kind: "tag", folder: "tags/r-d/", title: "R&D" } as const;
    const tagged = render({ kind: "archive", folder: "tags/r-d/archive/2023/2/", items: [], of }, settings);
    expect(text(elements(tagged, "title")[0])).toBe(`2023 · Page 2 – R&D – ${settings.title}`);
    expect(alternates(tagged)[0]).toBe("https://example.org/blog/tags/r-d/feed.xml");
    const [kicker] = withClass(tagged, "kicker");
    expect(kicker && elements(kicker, "a")[0]?.properties.href).toBe("https://example.org/blog/tags/r-d/");
  });

  it("continues a tag's page, if the tag has older articles", () => {
    const tag = { kind: "tag", folder: "tags/x/", title: "x", items: [sampleItem("a")] } as const;
    const leads = (older?: string) =>
      elements(render({ ...tag, older }, settings), "a").map(({ properties }) => properties.href);
    expect(leads("tags/x/archive/2023/")).toContain("https://example.org/blog/tags/x/archive/2023/");
    expect(leads()).not.toContain("https://example.org/blog/tags/x/archive/2023/");
  });
});

describe("the archive's index", () => {
  it.each([
    ["year", ["2023", "2022"], [], ["2023", "2022"]],
    ["month", ["2023-10", "2022-09"], ["2023", "2022"], ["October", "September"]],
    ["day", ["2023-10-02", "2023-09-14"], ["October 2023", "September 2023"], ["2", "14"]],
  ])("groups an archive by %s", (_, periods, groups, labels) => {
    const folders = periods.map((period) => `archive/${period}/`);
    const page = readPage(renderArchiveIndex(folders, settings).body);
    const lists = elements(page, "ul").filter(({ properties }) => String(properties.className) === "periods");
    const headings = elements(page, "h2").filter(({ properties }) => properties.id === undefined);
    expect(headings.map(text)).toEqual(groups);
    expect(lists.flatMap((list) => elements(list, "a").map(text))).toEqual(labels);
    expect(elements(lists[0] ?? page, "a")[0]?.properties.href).toBe(`https://example.org/blog/${folders[0]}`);
  });

  it("says when there are no periods", () => {
    expect(text(readPage(renderArchiveIndex([], settings).body))).toContain("Nothing here yet");
  });
});

describe("every feed's page", () => {
  it("has metadata for link previews", () => {
    expect(meta(sample("index.html"), "description")).toBe(settings.description);
    expect(meta(sample("tags/feeds/index.html"), "og:title")).toBe("feeds – The Tide Table");
    expect(meta(sample("tags/feeds/index.html"), "og:url")).toBe("https://example.org/blog/tags/feeds/");
  });

  it("adds no element for markup in a title, tag or name", () => {
    const bad = '"><script>alert(1)</script><b x="';
    const own = { ...settings, title: bad, description: bad, copyright: bad };
    const items = [sampleItem("a", { title: bad, tags: [bad], authors: [{ name: bad }], summary: bad, source: bad })];
    const feeds = [{ title: bad, folder: "tags/x/" }];
    for (const view of [
      { kind: "site", folder: "", title: bad, description: bad, items, feeds },
      { kind: "tag", folder: "tags/x/", title: bad, description: bad, items },
      { kind: "author", folder: "authors/x/", title: bad, items },
      { kind: "archive", folder: "archive/2023/", items },
    ] as const) {
      const page = render(view, own);
      expect(elements(page, "script").map(({ properties }) => properties.src)).toEqual(["/blog/copy.js"]);
      expect(elements(page, "b")).toEqual([]);
    }
  });
});

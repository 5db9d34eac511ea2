import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Item } from "../../../functions/render/item.ts";
import { renderArticlePage } from "../../../functions/render/pages/article-page.ts";
import { elements, meta, readPage, text, withClass } from "./read-page.ts";
import { sampleItem, sampleSettings, sampleSite } from "./sample-site.ts";

const settings = sampleSettings();
const { items } = sampleSite();
const render = (item: Item) => readPage(renderArticlePage(item, "slug", settings).body);
const sample = (name: string) => render(items[name] ?? sampleItem(name));
const hrefs = (page: ReturnType<typeof render>) => elements(page, "a").map(({ properties }) => String(properties.href));

describe("an article's page", () => {
  it("is a separate document, named by its slug", () => {
    const { name, type, freshness } = renderArticlePage(sampleItem("a"), "a", settings);
    expect({ name, type, freshness }).toEqual({
      name: "articles/a/index.html",
      type: "text/html; charset=utf-8",
      freshness: "page",
    });
  });

  it("of a note names it for screen readers and tabs only, since its words follow", () => {
    const page = render({ ...sampleItem("note"), title: undefined, name: "Just a thought" });
    expect(elements(page, "title").map(text)).toEqual([`Just a thought – ${settings.title}`]);
    expect(elements(page, "h1").map(({ properties }) => properties.className)).toEqual([["unseen"]]);
    expect(withClass(page, "p-name").filter(({ tagName }) => tagName === "h1")).toEqual([]);
  });

  it("shows authors, source, dates, tags and reading time", () => {
    const page = sample("promise");
    expect(text(withClass(page, "facts")[0]).split("\n")).toEqual([
      "September 14, 2023",
      "Ann Lee, Bo Chen, and Łucja O’Neill",
      "via ZeroHedge",
      "Updated October 2, 2023",
      "1 min read",
    ]);
    expect(withClass(page, "p-category").map(text)).toEqual(["feeds", "slow web"]);
  });

  it("links to the pages of its authors and tags", () => {
    expect(hrefs(sample("promise"))).toEqual(
      expect.arrayContaining([
        "https://example.org/blog/authors/ann-lee/",
        "https://example.org/blog/authors/bo-chen/",
        "https://example.org/blog/tags/slow-web/",
      ]),
    );
  });

  it("shows no update on the day of publication", () => {
    const { published } = sampleItem("a");
    expect(withClass(render(sampleItem("a", { updated: published + 60_000 })), "dt-updated")).toEqual([]);
  });

  it("shows dates in the site's time zone and language, with exact machine-readable values", () => {
    const item = sampleItem("a", { published: Date.UTC(2023, 8, 14, 23, 30), updated: Date.UTC(2023, 8, 14, 23, 30) });
    const tokyo = { ...settings, timezone: "Asia/Tokyo", language: "de" };
    const [time] = elements(readPage(renderArticlePage(item, "a", tokyo).body), "time");
    expect(text(time)).toBe("15. September 2023");
    expect(time?.properties.dateTime).toBe("2023-09-14T23:30:00.000Z");
  });

  it("has one first-level heading, one of each landmark, and a link that skips the banner", () => {
    const page = sample("promise");
    for (const name of ["h1", "main", "nav", "footer"]) expect(elements(page, name)).toHaveLength(1);
    expect(withClass(page, "skip")[0]?.properties.href).toBe("#dropfeed:content");
    expect(elements(page, "main")[0]?.properties.id).toBe("dropfeed:content");
  });

  it.each([
    ["promise", "en", "ltr", "Subscribe"],
    ["العربية", "ar", "rtl", "اشترك"],
    ["日本語", "ja", "ltr", "購読"],
    ["polski", "pl", "ltr", "Subscribe"],
  ])("is in the article's language: %s", (name, lang, dir, subscribe) => {
    const page = sample(name);
    expect(elements(page, "html")[0]?.properties).toMatchObject({ lang, dir });
    expect(text(elements(withClass(page, "subscribe")[0] ?? page, "h2")[0])).toBe(subscribe);
  });

  it("marks fixed texts as English on a page in an unsupported language", () => {
    expect(withClass(sample("polski"), "subscribe")[0]?.properties).toMatchObject({ lang: "en", dir: "ltr" });
  });

  it.each([
    ["zh-Hant", "1 min read", "en"],
    ["he", "1 min read", "en"],
    ["pt-BR", "1 min read", "en"],
    ["fa", "1 min read", "en"],
    ["de", "1 Min. Lesezeit", undefined],
    ["de-CH", "1 Min. Lesezeit", undefined],
  ])("tells the reading time in one language: %s", (language, words, lang) => {
    const [reading] = withClass(render(sampleItem("a", { language })), "reading");
    expect([text(reading), reading?.properties.lang]).toEqual([words, lang]);
  });

  it("offers the site's three feeds to browsers and readers", () => {
    const links = elements(sample("promise"), "link").filter(
      ({ properties }) => String(properties.rel) === "alternate",
    );
    expect(links.map(({ properties: { type, href } }) => [type, href])).toEqual([
      ["application/rss+xml", "https://example.org/blog/feed.xml"],
      ["application/atom+xml", "https://example.org/blog/atom.xml"],
      ["application/feed+json", "https://example.org/blog/feed.json"],
    ]);
  });

  it("offers a main feed that is a show by the show's title", () => {
    const podcast = {
      title: "The Pod",
      categories: [],
      funding: [],
      type: "episodic",
      complete: false,
      block: false,
    } as const;
    const page = readPage(renderArticlePage(sampleItem("a"), "a", { ...settings, podcast }).body);
    expect(elements(page, "link").map(({ properties }) => properties.title)).toContain("The Pod (RSS)");
    expect(text(withClass(page, "subject")[0])).toBe("The Pod");
  });

  it("has metadata for link previews", () => {
    const page = sample("promise");
    expect(meta(page, "og:title")).toBe("A feed is a promise");
    expect(meta(page, "og:type")).toBe("article");
    expect(meta(page, "og:image")).toBe("https://example.org/blog/media/harbour.svg");
    expect(meta(page, "description")).toBe(items.promise?.summary);
    expect(meta(page, "article:published_time")).toBe("2023-09-14T10:30:00.000Z");
    expect(meta(render(sampleItem("a")), "description")).toMatch(/^Every feed makes/);
  });

  it("has its own canonical URL, or the article's external URL", () => {
    const canonical = (name: string) =>
      elements(sample(name), "link").find(({ properties }) => String(properties.rel) === "canonical")?.properties.href;
    expect(canonical("promise")).toBe("https://example.org/blog/articles/promise/");
    expect(canonical("podcast")).toBe("https://www.elsewhere.example/episodes/7?a=1&b=2");
    expect(hrefs(sample("podcast"))).toContain("https://www.elsewhere.example/episodes/7?a=1&b=2");
  });

  it("shows the article's image once", () => {
    const images = (name: string) =>
      elements(sample(name), "img").filter(({ properties }) => String(properties.src).endsWith("harbour.svg"));
    expect(images("promise")).toHaveLength(1);
    expect(images("podcast")).toHaveLength(1);
  });

  it("plays audio and video, and offers every attachment for download", () => {
    const page = sample("podcast");
    expect(elements(page, "audio")[0]?.properties).toMatchObject({
      controls: true,
      preload: "none",
      ariaLabel: "Episode 7",
    });
    expect(elements(page, "video")).toHaveLength(1);
    const [attachments] = withClass(page, "attachments");
    expect(attachments && hrefs({ type: "root", children: [attachments] })).toEqual([
      "https://example.org/blog/media/episode%207.mp3",
      "https://example.org/blog/media/modem.webm",
      "https://example.org/blog/media/transcript.pdf",
    ]);
    expect(attachments && withClass(attachments, "facts").map((line) => text(line).split("\n"))).toEqual([
      ["audio/mpeg", "12:34", "12 MB"],
      ["video/webm"],
      ["application/pdf", "48 kB"],
    ]);
  });

  it("has no second player for a file that the article already plays", () => {
    const url = "https://example.org/blog/media/a.mp3";
    const item = sampleItem("a", {
      html: `<audio controls src="${url}"></audio>`,
      enclosures: [{ url, type: "audio/mpeg" }],
    });
    expect(elements(render(item), "audio")).toHaveLength(1);
  });

  it("is an h-entry", () => {
    const [entry] = withClass(sample("promise"), "h-entry");
    const one = (name: string) => entry && withClass(entry, name)[0];
    expect(text(one("p-name"))).toBe("A feed is a promise");
    expect(one("u-url")?.properties.href).toBe("https://example.org/blog/articles/promise/");
    expect(one("dt-published")?.properties.dateTime).toBe("2023-09-14T10:30:00.000Z");
    expect(one("e-content")).toBeDefined();
    expect(entry && withClass(entry, "p-author").map(text)).toEqual(["Ann Lee", "Bo Chen", "Łucja O’Neill"]);
  });

  it("contains no URL that a browser would run", () => {
    const bad = "javascript:alert(1)";
    const page = render(
      sampleItem("a", { externalUrl: bad, image: bad, enclosures: [{ url: bad, type: "audio/mpeg" }] }),
    );
    expect(JSON.stringify(page)).not.toContain(bad);
  });

  it("has only absolute links, except to its own sections and to reader apps", () => {
    for (const name of Object.keys(items)) {
      for (const href of hrefs(sample(name))) expect(href).toMatch(/^(?:https?:\/\/|feed:https?:\/\/|#)[!-~]+$/);
    }
  });
});

describe("above its text, an article's page", () => {
  const above = (item: Item, name: string) => withClass(render(item), name)[0];

  it.each([
    ["A quiet word.", "The text is another.", true],
    ["The text begins", "The text begins like this, and goes on.", false],
    ["The text begins like …", "The text begins like this, and goes on.", false],
    [undefined, "The text.", false],
    ["...", "The text.", false],
  ])("shows the summary %j unless the text begins with it: %j", (summary, excerpt, isShown) => {
    expect(above(sampleItem("a", { summary, excerpt }), "standfirst") !== undefined).toBe(isShown);
  });

  it("plays recordings that the text does not play, and lists each once below", () => {
    const [inText, other] = ["https://example.org/blog/media/a.mp3", "https://example.org/blog/media/b.mp3"];
    const html = `<p>Text.</p><audio controls src="${inText}"></audio>`;
    const enclosures = [inText, other].map((url) => ({ url, type: "audio/mpeg" }));
    const page = render(sampleItem("a", { html, enclosures }));
    const sources = elements(page, "audio").map(({ properties }) => properties.src);
    expect(sources).toEqual([other, inText]);
    expect(elements(withClass(page, "attachments")[0] as never, "a").map(({ properties }) => properties.href)).toEqual(
      enclosures.map(({ url }) => url),
    );
  });

  const LONG = 9;
  const heading = (level: number, id: string, html = id) => `<h${level} id="${id}">${html}</h${level}><p>Text.</p>`;
  const contentsOf = (html: string, minutes = LONG) => {
    const list = above(sampleItem("a", { html, minutes }), "toc");
    return list && elements(list, "a").map((link) => [String(link.properties.href), text(link)]);
  };

  it("lists the headings of the two highest levels of a long article", () => {
    const html = heading(3, "a") + heading(4, "b") + heading(5, "c") + heading(3, "d");
    expect(contentsOf(html)).toEqual([
      ["#a", "a"],
      ["#b", "b"],
      ["#d", "d"],
    ]);
  });

  it("shows a heading's words without its links, pictures and code", () => {
    const html = heading(
      2,
      "a",
      '<a href="https://x.example/?a>b">A &amp; <code>&lt;b></code></a> <img alt="c" src="y">',
    );
    expect(contentsOf(html + heading(2, "b") + heading(2, "c"))?.[0]).toEqual(["#a", "A & <b>"]);
  });

  it.each([
    ["50%25", "#50%2525"],
    ["a b", "#a%20b"],
    ["&amp;", "#&"],
    ["目次", "#目次"],
  ])("leads to the id %s", (id, href) => {
    expect(contentsOf(heading(2, id) + heading(2, "b") + heading(2, "c"))?.[0]?.[0]).toBe(href);
  });

  it.each([
    ["short", heading(2, "a") + heading(2, "b") + heading(2, "c"), 1],
    ["of few headings", heading(2, "a") + heading(2, "b"), LONG],
    ["whose headings have no ids", "<h2>A</h2><h2>B</h2><h2>C</h2>", LONG],
    ["whose headings are empty", heading(2, "a", "") + heading(2, "b", " ") + heading(2, "c", "<br>"), LONG],
  ])("has no table of contents for an article %s", (_, html, minutes) => {
    expect(contentsOf(html, minutes)).toBeUndefined();
  });

  it("opens a table of contents that leaves room for the text", () => {
    const isOpen = (count: number) => {
      const html = Array.from({ length: count }, (_, index) => heading(2, `h${index}`)).join("");
      const details = elements(above(sampleItem("a", { html, minutes: LONG }), "toc") as never, "details")[0];
      return details?.properties.open === true;
    };
    expect([isOpen(5), isOpen(50)]).toEqual([true, false]);
  });
});

describe("an article's page with arbitrary fields", () => {
  const any = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "<script>alert(1)</script>",
      '"><img src=x onerror=y>',
      "</title><b>",
      "]]>",
      "&amp;",
      "' onclick='x",
    ),
  );
  const named = any.map((name) => ({ name: `x${name}` }));

  it("adds no element and no attribute to the page", () => {
    const shape = (item: Item) =>
      elements(render(item)).map(({ tagName, properties }) => [tagName, Object.keys(properties)]);
    fc.assert(
      fc.property(any, any, named, any, any, (title, summary, author, tag, source) => {
        const with_ = (fields: Partial<Item>) => sampleItem("a", { html: "<p>y</p>", excerpt: "y", ...fields });
        const hostile = with_({
          title: `x${title}`,
          summary: `x${summary}`,
          authors: [author],
          tags: [`x${tag}`],
          source: `x${source}`,
        });
        const tame = with_({ title: "x", summary: "x", authors: [{ name: "x" }], tags: ["x"], source: "x" });
        expect(shape(hostile)).toEqual(shape(tame));
      }),
    );
  });

  it("accepts any language tag without throwing", () => {
    fc.assert(fc.property(any, (language) => void render(sampleItem("a", { language }))));
  });

  it("shows file names that cannot be decoded", () => {
    const page = render(
      sampleItem("a", { enclosures: [{ url: "https://a.example/%E0%A4%A.pdf", type: "application/pdf" }] }),
    );
    expect(text(withClass(page, "attachments")[0])).toContain("%E0%A4%A.pdf");
  });
});

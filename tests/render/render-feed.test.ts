import { describe, expect, it } from "vitest";
import type { CleanHtml } from "../../functions/article/reference.ts";
import type { Document } from "../../functions/render/document.ts";
import type { Item } from "../../functions/render/item.ts";
import { expectGolden } from "./golden.ts";
import { type FeedOfItems, renderFeed } from "./joined-document.ts";
import { feedOf, itemsOf, plain, settings } from "./sample.ts";
import { all, type Element, named, parseXml, textOf } from "./strict-xml.ts";

const items = itemsOf({}, plain, { ...plain, html: plain.html, title: "]]> once, ]]>]]> twice", summary: "Short." });

const feeds: Readonly<Record<string, FeedOfItems>> = {
  subscription: feedOf(items, {
    links: { kind: "subscription", prevArchive: "archive/2023-09/2/", older: "archive/2023-09/" },
  }),
  archive: feedOf(items, {
    folder: "archive/2023-08/",
    links: { kind: "archive", current: "", prevArchive: "archive/2023-07/", nextArchive: "archive/2023-09/" },
  }),
  tag: feedOf(items.slice(1, 2), { folder: "tags/日本/", title: "Tools & Trade – 日本", description: "" }),
  empty: feedOf([]),
};

describe.each(Object.entries(feeds))("the %s feed", (name, feed) => {
  const documents = renderFeed(feed, settings);

  it.each(documents.map((document) => [document.name.slice(feed.folder.length), document]))(
    "renders %s as in the golden file",
    (file, { body }) => expectGolden(`${name}.${file}`, body),
  );

  it("has three documents, with the names, types and freshness they are served by", () => {
    const freshness = name === "archive" ? "archive" : "feed";
    expect(documents.map(({ body, ...rest }) => rest)).toEqual([
      { name: `${feed.folder}feed.xml`, type: "application/rss+xml; charset=utf-8", freshness },
      { name: `${feed.folder}atom.xml`, type: "application/atom+xml; charset=utf-8", freshness },
      { name: `${feed.folder}feed.json`, type: "application/feed+json; charset=utf-8", freshness },
    ]);
  });

  it("renders the same bytes every time, whatever was rendered before", () => {
    const again = { ...feed, items: feed.items.map((item) => ({ ...item })) };
    expect(renderFeed(again, settings)).toEqual(documents);
    expect(renderFeed(feed, settings)).toEqual(documents);
  });

  it("has the same ids, titles, links and dates in the same order in all three documents", () => {
    const [rss, atom, json] = itemSummaries(documents);
    expect(rss).toEqual(atom);
    expect(json).toEqual(atom);
    expect(atom?.length).toBe(feed.items.length);
  });
});

const parsed = (name: string) => {
  const [rss, atom, json] = renderFeed(feeds[name] ?? feedOf([]), settings);
  return {
    channel: parseXml(rss?.body ?? "").children[0] as Element,
    feed: parseXml(atom?.body ?? ""),
    json: JSON.parse(json?.body ?? ""),
  };
};

describe("the links of a feed", () => {
  const site = settings.url;
  const tagged = "https://feeds.example.org/blog/tags/%E6%97%A5%E6%9C%AC/";
  const rows: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
    [
      "subscription",
      "feed.xml",
      [
        ["self", site],
        ["prev-archive", `${site}archive/2023-09/2/`],
      ],
    ],
    ["tag", "feed.xml", [["self", tagged]]],
    [
      "archive",
      "feed.xml",
      [
        ["self", `${site}archive/2023-08/`],
        ["current", site],
        ["prev-archive", `${site}archive/2023-07/`],
        ["next-archive", `${site}archive/2023-09/`],
      ],
    ],
  ];

  it.each(rows)("of the %s kind lead to documents of the same format", (name, _, links) => {
    const { channel, feed } = parsed(name);
    const ofDocuments = (link: Element) => !["hub", "alternate"].includes(link.attributes.get("rel") ?? "");
    expect(named("atom:link", channel).filter(ofDocuments).map(relAndHref)).toEqual(
      links.map(([rel, folder]) => [rel, `${folder}feed.xml`]),
    );
    expect(named("link", feed).filter(ofDocuments).map(relAndHref)).toEqual(
      links.map(([rel, folder]) => [rel, `${folder}atom.xml`]),
    );
  });

  it("form a chain of next_url in JSON, from newer to older pages, which ends at the oldest", () => {
    // The newest page has the same items as the subscription document.
    expect(parsed("subscription").json.next_url).toBe(`${site}archive/2023-09/feed.json`);
    expect(parsed("archive").json.next_url).toBe(`${site}archive/2023-07/feed.json`);
    expect(parsed("tag").json).not.toHaveProperty("next_url");
    expect(parsed("tag").json.feed_url).toBe(`${tagged}feed.json`);
  });

  it("name every hub, except in an archive, which nobody subscribes to", () => {
    const isHub = (link: Element) => link.attributes.get("rel") === "hub";
    const { channel, feed, json } = parsed("subscription");
    const hubs = settings.hubs.map((hub) => ["hub", hub]);
    expect(named("atom:link", channel).filter(isHub).map(relAndHref)).toEqual(hubs);
    expect(named("link", feed).filter(isHub).map(relAndHref)).toEqual(hubs);
    expect(json.hubs).toEqual(settings.hubs.map((url) => ({ type: "WebSub", url })));
    expect(named("atom:link", parsed("archive").channel).filter(isHub)).toEqual([]);
    expect(parsed("archive").json).not.toHaveProperty("hubs");
  });

  it("of an archive document refer to the page and id of the feed that it is part of", () => {
    const [archive, subscription] = [parsed("archive"), parsed("subscription")];
    expect(textOf("link", archive.channel)).toBe(site);
    expect(textOf("id", archive.feed)).toBe(textOf("id", subscription.feed));
    expect(named("fh:archive", archive.channel).length + named("fh:archive", archive.feed).length).toBe(2);
    expect(named("fh:archive", subscription.channel).length + named("fh:archive", subscription.feed).length).toBe(0);
  });
});

describe("the text of a feed", () => {
  it("is complete if the site's URL contains replacement patterns such as $&", () => {
    const odd = { ...settings, url: "https://example.org/a$&b/$'/" };
    const [rss, atom] = renderFeed(feedOf(items), odd);
    expect(textOf("link", parseXml(rss?.body ?? "").children[0] as Element)).toBe(odd.url);
    expect(relAndHref(named("link", parseXml(atom?.body ?? ""))[0] as Element)).toEqual(["alternate", odd.url]);
  });

  it("has no title in RSS and JSON Feed if the article has none, and its first words in Atom, which must have one", () => {
    const note = { ...plain, title: undefined, html: "<p>A thought &amp; no title.</p>" as CleanHtml };
    const [rss = "", atom = "", json = ""] = renderFeed(feedOf(itemsOf(note)), settings).map(({ body }) => body);
    expect(rss.slice(rss.indexOf("<item>"))).not.toContain("<title>");
    expect(rss).toContain("<description>A thought &amp;#38; no title.</description>");
    expect(atom.slice(atom.indexOf("<entry>"))).toContain('<title type="text">A thought &amp; no title.</title>');
    expect(JSON.parse(json).items[0]).not.toHaveProperty("title");
  });

  it("is the title if an article has no content", () => {
    const [bare] = itemsOf({ ...plain, html: "" as CleanHtml });
    const [rss, atom, json] = renderFeed(feedOf(bare === undefined ? [] : [bare]), settings);
    const [item] = named("item", parseXml(rss?.body ?? "").children[0] as Element);
    const [entry] = named("entry", parseXml(atom?.body ?? ""));
    expect([item && textOf("description", item), entry && textOf("summary", entry)]).toEqual(["Plain", "Plain"]);
    expect(JSON.parse(json?.body ?? "").items[0].summary).toBe("Plain");
  });

  it("names the source of an article in all three documents", () => {
    const { channel, feed, json } = parsed("subscription");
    const [item] = named("item", channel);
    const [entry] = named("entry", feed);
    const sources = [item && textOf("dc:source", item), entry && textOf("dc:source", entry)];
    expect([...sources, json.items[0]._dropfeed.source]).toEqual(new Array(3).fill("ZeroHedge & Co"));
  });
});

describe("an RSS channel", () => {
  it("has all of its own elements before the first item", () => {
    const names = parsed("subscription").channel.children.map(({ name }) => name);
    expect(names.indexOf("item")).toBe(names.length - items.length);
  });

  it("has the title and link of the channel in its image", () => {
    const { channel } = parsed("subscription");
    const [image] = named("image", channel);
    expect(image && [textOf("title", image), textOf("link", image)]).toEqual([
      textOf("title", channel),
      textOf("link", channel),
    ]);
  });

  it.each([
    ["https://e.org/a.svg", "https://e.org/b.png", "https://e.org/b.png"],
    ["https://e.org/a.JPG?x=.svg", "https://e.org/b.png", "https://e.org/a.JPG?x=.svg"],
    ["https://e.org/a.webp", undefined, undefined],
    [undefined, "https://e.org/b.svg#x", undefined],
    ["https://e.org/picture/1", undefined, "https://e.org/picture/1"],
  ])("has, of the image %s and the icon %s, one that RSS knows: %s", (image, icon, expected) => {
    const [rss] = renderFeed(feedOf([]), { ...settings, image, icon });
    const found = all(parseXml(rss?.body ?? "")).find(({ name }) => name === "image");
    expect(found && textOf("url", found)).toBe(expected);
  });

  it("has the latest update of its items as build date, and no build date without items", () => {
    const older = items.map((item, at) => ({ ...item, updated: item.updated + at * 86_400_000 }));
    const [rss] = renderFeed(feedOf(older), settings);
    const [channel] = parseXml(rss?.body ?? "").children;
    expect(channel && textOf("lastBuildDate", channel)).toBe("Sat, 16 Sep 2023 08:30:00 GMT");
    expect(textOf("lastBuildDate", parsed("empty").channel)).toBeUndefined();
  });
});

describe("an RSS item", () => {
  const [item] = named("item", parsed("subscription").channel);

  it("has a guid that is a permanent link only if it equals the link", () => {
    const guid = (id: string) => {
      const [rss] = renderFeed(feedOf([{ ...(items[0] as (typeof items)[0]), id }]), settings);
      return all(parseXml(rss?.body ?? ""))
        .find(({ name }) => name === "guid")
        ?.attributes.get("isPermaLink");
    };
    expect(guid("tag:example.org,2026:a")).toBe("false");
    expect(guid(items[0]?.url ?? "")).toBe("true");
  });

  it("has a dc:creator for every author and never an <author>", () => {
    const names = item?.children.filter(({ name }) => name === "dc:creator").map(({ text }) => text);
    expect(names).toEqual(["Tyler Durden", "Ann <Lee>"]);
    expect(item?.children.some(({ name }) => name === "author")).toBe(false);
  });

  it("has one enclosure with correct length and type, and as media:content the rest, and what has a title", () => {
    const attributes = (name: string) =>
      named(name, item as Element).map((media) => Object.fromEntries(media.attributes));
    expect(attributes("enclosure")).toEqual([
      { url: `${settings.url}media/audio/a%20song.mp3`, length: "12345", type: "audio/mpeg" },
    ]);
    expect(attributes("media:content")).toEqual([
      {
        url: `${settings.url}media/audio/a%20song.mp3`,
        type: "audio/mpeg",
        medium: "audio",
        fileSize: "12345",
        duration: "61",
      },
      {
        url: "https://cdn.example.net/paper.PDF?v=1",
        type: "application/pdf",
        medium: "document",
        fileSize: "4321",
      },
    ]);
    const [rss] = renderFeed(feedOf(emptyFile()), settings);
    expect(rss?.body).not.toContain('fileSize="0"');
    expect(attributes("media:thumbnail")).toEqual([{ url: `${settings.url}media/a.png` }]);
  });

  it.each([
    ["names a recording once", {}, []],
    ["names it again for its title", { title: "Part 1" }, ["c.mp3"]],
    ["names it again for a duration that no episode tells", { duration: 61 }, ["c.mp3"]],
  ])("%s, as readers show two attachments otherwise", (_, more, expected) => {
    const enclosures = [{ url: "c.mp3", type: "audio/mpeg", duration: 60, ...more }];
    const items = itemsOf(plain).map((each) => ({ ...each, enclosures, episode: episodeOf60() }));
    const [rss] = renderFeed(feedOf(items), settings);
    const media = all(parseXml(rss?.body ?? "")).filter(({ name }) => name === "media:content");
    expect(media.map(({ attributes }) => attributes.get("url"))).toEqual(expected);
    expect(rss?.body).toContain("<itunes:duration>60</itunes:duration>");
  });

  it.each([
    ["what plays, wherever it stands", ["a.pdf", "b.png", "c.mp3", "d.mp4"], "c.mp3", ["a.pdf", "d.mp4"], ["b.png"]],
    ["a document rather than a picture", ["b.png", "a.pdf"], "a.pdf", [], ["b.png"]],
    ["a picture if there is nothing else", ["b.png", "c.jpg"], "b.png", [], ["c.jpg"]],
  ])("has as its enclosure %s, and pictures only as thumbnails", (_, files, enclosure, media, thumbnails) => {
    const typed = { mp3: "audio/mpeg", mp4: "video/mp4", pdf: "application/pdf", png: "image/png", jpg: "image/jpeg" };
    const enclosures = files.map((url) => ({ url, type: typed[url.slice(2) as keyof typeof typed] }));
    const [rss] = renderFeed(feedOf(itemsOf(plain).map((each) => ({ ...each, enclosures }))), settings);
    const urls = (name: string) =>
      all(parseXml(rss?.body ?? ""))
        .filter((element) => element.name === name)
        .map(({ attributes }) => attributes.get("url"));
    expect([urls("enclosure"), urls("media:content"), urls("media:thumbnail")]).toEqual([
      [enclosure],
      media,
      thumbnails,
    ]);
  });

  it("has its description, as HTML, before its content", () => {
    const names = item?.children.map(({ name }) => name) ?? [];
    expect(names.indexOf("description")).toBeLessThan(names.indexOf("content:encoded"));
    expect(textOf("description", item as Element)).toBe("If 1 &#60; 2 &#38; so on");
  });
});

describe("an Atom entry", () => {
  const entries = named("entry", parsed("subscription").feed);

  it("has every enclosure, with its length if it is known", () => {
    const links = named("link", entries[0] as Element).filter((link) => link.attributes.get("rel") === "enclosure");
    expect(
      links.map(({ attributes }) => [attributes.get("type"), attributes.get("length"), attributes.get("title")]),
    ).toEqual([
      ["audio/mpeg", "12345", 'A "song" <live>'],
      ["application/pdf", "4321", undefined],
    ]);
  });

  it("has its language, its title and summary as text, and its content as HTML", () => {
    expect(entries.map((entry) => entry.attributes.get("xml:lang"))).toEqual(["en-GB", undefined, undefined]);
    const types = (name: string) => entries.flatMap((entry) => named(name, entry)).map((e) => e.attributes.get("type"));
    expect([...new Set(types("title")), ...new Set(types("summary")), ...new Set(types("content"))]).toEqual([
      "text",
      "text",
      "html",
    ]);
  });

  it("inherits the feed's authors: the site's authors, or else the site's title", () => {
    const authorOf = (authors: typeof settings.authors) => {
      const feed = parseXml(renderFeed(feedOf([]), { ...settings, authors })[1]?.body ?? "");
      return named("author", feed).map((author) => textOf("name", author));
    };
    expect(authorOf(settings.authors)).toEqual(["Ann Lee", "Bo Chen"]);
    expect(authorOf([])).toEqual(["Tools & Trade"]);
  });
});

/** Items whose enclosures are empty files. */
function emptyFile() {
  const enclosure = { url: "https://example.org/a.bin", type: "application/octet-stream", size: 0 };
  return items.map((item) => ({ ...item, enclosures: [enclosure, enclosure] }));
}

function relAndHref(link: Element): (string | undefined)[] {
  return [link.attributes.get("rel"), link.attributes.get("href")];
}

/** The id, title, link and date of each item in the three documents, in comparable form. */
function itemSummaries(documents: readonly Document[]): unknown[][] {
  const [rss, atom, json] = documents.map(({ body }) => body);
  return [
    named("item", parseXml(rss ?? "").children[0] as Element).map((item) => [
      ...["guid", "title", "link"].map((name) => textOf(name, item)),
      Date.parse(textOf("pubDate", item) ?? ""),
    ]),
    named("entry", parseXml(atom ?? "")).map((entry) => [
      textOf("id", entry),
      textOf("title", entry),
      named("link", entry)[0]?.attributes.get("href"),
      Date.parse(textOf("published", entry) ?? ""),
    ]),
    JSON.parse(json ?? "").items.map((item: Record<string, string>) => [
      item.id,
      item.title,
      item.url,
      Date.parse(item.date_published ?? ""),
    ]),
  ];
}

function episodeOf60(): NonNullable<Item["episode"]> {
  return { duration: 60, transcripts: [], people: [] };
}

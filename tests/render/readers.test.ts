/** Checks that independent feed parsers read our documents as intended. */
import { Readable } from "node:stream";
import { extractFromJson, extractFromXml } from "@extractus/feed-extractor";
import { parseFeed as parseRowan } from "@rowanmanning/feed-parser";
import FeedParser from "feedparser";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import RssParser from "rss-parser";
import { describe, expect, it } from "vitest";
import type { CleanHtml } from "../../functions/article/reference.ts";
import { renderFeed } from "./joined-document.ts";
import { article, feedOf, itemsOf, plain, settings } from "./sample.ts";

const HTML = "<p>AT&amp;T: <code>a &lt; b &amp;&amp; &lt;script&gt;alert(1)&lt;/script&gt;</code> &amp;lt; ]]&gt;</p>";
const TITLES = [
  ...["AT&T", "a < b", "<b>", "R&D", "&amp;", "AT&T use <b>x</b>", "1 &lt; 2", "&#169; &copy;", "]]>", "x]]>y]]>z"],
  ...[
    "<script>alert(1)</script>",
    "\"quoted\" and 'quoted'",
    "100% & more…",
    "日本語 😀",
    "<![CDATA[x",
    "</title><item>",
    "&",
    "\\n",
  ],
];
const articles = TITLES.map((title) => ({
  ...plain,
  title,
  html: HTML as CleanHtml,
  tags: ["R&D", "a<b"],
  summary: "If 1 < 2 & so on",
}));
const [rss = "", atom = "", json = ""] = renderFeed(feedOf(itemsOf(...articles)), settings).map(({ body }) => body);

type Read = { readonly title?: string | null | undefined; readonly html?: string | null | undefined };
type Reader = () => readonly Read[] | Promise<readonly Read[]>;

const readers: Readonly<Record<string, Reader>> = {
  "feedsmith, RSS": () =>
    (parseRssFeed(rss).items ?? []).map(({ title, content }) => ({ title, html: content?.encoded })),
  "feedsmith, Atom": () =>
    (parseAtomFeed(atom).entries ?? []).map(({ title, content }) => ({ title: title?.value, html: content?.value })),
  "feedsmith, JSON": () =>
    (parseJsonFeed(json).items ?? []).map((item) => ({ title: item.title, html: item.content_html })),
  "rss-parser, RSS": async () =>
    (await new RssParser().parseString(rss)).items.map((item) => ({
      title: item.title,
      html: item["content:encoded"],
    })),
  "rss-parser, Atom": async () =>
    (await new RssParser().parseString(atom)).items.map((item) => ({ title: item.title, html: item.content })),
  "@rowanmanning/feed-parser, RSS": () => rowan(rss),
  "@rowanmanning/feed-parser, Atom": () => rowan(atom),
  "@extractus/feed-extractor, RSS": () => extractus(extractFromXml(rss)),
  "@extractus/feed-extractor, Atom": () => extractus(extractFromXml(atom)),
  "@extractus/feed-extractor, JSON": () => extractus(extractFromJson(json)),
  "feedparser, RSS": () => feedparser(rss),
  "feedparser, Atom": () => feedparser(atom),
};

/** feedparser treats every title as HTML and removes its tags, even if Atom declares it as text. */
const SEEN_BY_FEEDPARSER: Readonly<Record<string, string>> = {
  "<b>": "",
  "AT&T use <b>x</b>": "AT&T use x",
  "<script>alert(1)</script>": "alert(1)",
  "</title><item>": "<item>",
};

describe.each(Object.entries(readers))("%s", (name, read) => {
  it("sees every title as typed", async () => {
    const seen = (title: string) =>
      name.startsWith("feedparser") && title in SEEN_BY_FEEDPARSER ? SEEN_BY_FEEDPARSER[title] : title;
    expect((await read()).map(({ title }) => title)).toEqual(TITLES.map(seen));
  });

  // This one resolves references once more than XML has them (escaping.test.ts).
  it.skipIf(name.startsWith("@rowanmanning"))("sees the HTML unchanged, with escaped text still escaped", async () => {
    const seen = (await read()).flatMap(({ html }) => asParsed(html ?? undefined));
    expect(new Set(seen)).toEqual(new Set(name.startsWith("@extractus") ? [] : asParsed(HTML)));
  });
});

/** In a form that does not depend on how references are written; empty if there is none. */
function asParsed(html: string | undefined): string[] {
  return html === undefined ? [] : [toHtml(fromHtml(html, { fragment: true }))];
}

describe("every reader", () => {
  it("sees ids and URLs with & unchanged", async () => {
    const id = "https://old.example.org/?p=1&amp=2";
    const items = itemsOf(article).map((item) => ({
      ...item,
      id,
      enclosures: [{ url: `${id}.mp3`, type: "audio/mpeg" }],
    }));
    const [xml = "", feed = ""] = renderFeed(feedOf(items), settings).map(({ body }) => body);
    expect(parseRssFeed(xml).items?.[0]?.guid?.value).toBe(id);
    expect(parseAtomFeed(feed).entries?.[0]?.id).toBe(id);
    expect((await new RssParser().parseString(xml)).items[0]?.guid).toBe(id);
    for (const document of [xml, feed]) {
      const [seen] = rowanItems(document);
      expect([seen?.id, seen?.media[0]?.url]).toEqual([id, `${id}.mp3`]);
      expect(extractFromXml(document).entries?.[0]?.id).toBe(id);
    }
  });
});

describe("readers of one kind each", () => {
  it("find authors, tags, dates and enclosures", async () => {
    const [full = "", fullAtom = ""] = renderFeed(feedOf(itemsOf({})), settings).map(({ body }) => body);
    const url = `${settings.url}media/audio/a%20song.mp3`;
    const [item] = parseRssFeed(full).items ?? [];
    expect(item?.enclosures).toEqual([{ url, length: 12345, type: "audio/mpeg" }]);
    expect(item?.dc?.creators).toEqual(["Tyler Durden", "Ann <Lee>"]);
    const [entry] = rowanItems(fullAtom);
    expect(entry?.authors.map((author) => author.name)).toEqual(["Tyler Durden", "Ann <Lee>"]);
    expect(entry?.published?.toISOString()).toBe("2023-09-14T10:30:00.000Z");
    expect(entry?.categories.map((category) => category.term)).toEqual(["R&D", "a<b", '"quoted"']);
  });
});

function rowanItems(xml: string) {
  return parseRowan(xml).items;
}

function rowan(xml: string): readonly Read[] {
  return rowanItems(xml).map(({ title, content }) => ({ title, html: content }));
}

/** This parser returns only an excerpt of the content, so only titles are compared. */
function extractus({ entries = [] }: ReturnType<typeof extractFromXml>): readonly Read[] {
  return entries.map(({ title }) => ({ title }));
}

function feedparser(xml: string): Promise<readonly Read[]> {
  return new Promise((resolve, reject) => {
    const items: Read[] = [];
    const parser = new FeedParser({});
    parser.on("error", reject);
    parser.on("data", ({ title, description }: { title: string; description: string }) =>
      items.push({ title, html: description }),
    );
    parser.on("end", () => resolve(items));
    Readable.from([xml]).pipe(parser);
  });
}

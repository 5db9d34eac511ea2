import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attachment, Episode, Person } from "../../functions/article/article.ts";
import type { CleanHtml } from "../../functions/article/reference.ts";
import type { Enclosure } from "../../functions/render/enclosure.ts";
import type { FeedLinks } from "../../functions/render/feed.ts";
import { type Item, toItem } from "../../functions/render/item.ts";
import { printableLine } from "../../functions/render/printable-text.ts";
import type { Podcast } from "../../functions/settings/podcast.ts";
import type { Settings } from "../../functions/settings/settings.ts";
import { renderFeed } from "./joined-document.ts";
import { feedOf, media, placement, reference, settings } from "./sample.ts";
import { all, type Element, named, parseXml, textOf } from "./strict-xml.ts";

/** Text that has broken feeds before, including our own URL marks and template placeholders. */
const HOSTILE_TEXTS = [
  ...[
    "]]>",
    "]]>]]>",
    "<![CDATA[",
    "<b>",
    "</title>",
    "<item>",
    "</entry>",
    "<!--",
    "-->",
    "<?xml ?>",
    "&amp;",
    "&",
    "&#0;",
  ],
  ...[
    "\u0000",
    "\u0001",
    "\u0002",
    "\u0003",
    "\u001b",
    "\u007f",
    "\u0085",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\ufffd",
  ],
  ...[
    "\ud800",
    "\udc00",
    "😀",
    "\r",
    "\n",
    "\t",
    "placeholder:0",
    "placeholder:1]]>",
    '="placeholder:2',
    '"',
    "'",
    "$&",
    "$1",
    "\\",
    "undefined",
  ],
];
const text = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) }, fc.string({ unit: "binary" }), fc.string()),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(""));
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const person: fc.Arbitrary<Person> = fc.record({ name: text, url: optional(text), avatar: optional(fc.webUrl()) });
/** From year 100: `Date.parse` reads earlier RSS years as years of the last century. */
const instant = fc.integer({ min: Date.parse("0100-01-01"), max: Date.parse("9999-12-31") });
const webReference = fc.webUrl({ withQueryParameters: true }).map((url) => reference(new URL(url).href));
const attachment: fc.Arbitrary<Attachment> = fc.record({
  url: fc.oneof(webReference, fc.constantFrom(media("audio/a%20song.mp3"), media("gone.zip"))),
  type: optional(fc.oneof(text, fc.constant("text/plain"))),
  title: optional(text),
  size: optional(fc.double()),
  duration: optional(fc.double()),
});

const episode: fc.Arbitrary<Episode> = fc.record(
  {
    number: fc.constantFrom(0, 1, 3.5, 12),
    season: fc.constantFrom(1, 2),
    seasonName: text,
    type: fc.constantFrom("full", "trailer", "bonus"),
    title: text,
    explicit: fc.boolean(),
    block: fc.constant(true),
    transcripts: fc.array(fc.record({ url: webReference, type: optional(fc.constant("text/vtt")) }), { maxLength: 2 }),
    chapters: webReference,
    people: fc.array(fc.record({ name: text, role: text, url: fc.oneof(text, fc.webUrl()) }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const articles = fc.record({
  title: text,
  html: fc
    .oneof(
      text,
      text.map((html) => `<p>Text: ${html}</p>`),
    )
    .map((html) => html as CleanHtml),
  summary: optional(text),
  authors: fc.array(person, { maxLength: 3 }),
  tags: fc.array(text, { maxLength: 4 }),
  source: optional(text),
  image: optional(webReference),
  externalUrl: optional(fc.oneof(text, fc.webUrl())),
  language: optional(fc.constantFrom("de", "zh-Hant")),
  attachments: fc.array(attachment, { maxLength: 3 }),
  episode: optional(episode),
});
const podcast: fc.Arbitrary<Podcast> = fc.record({
  title: optional(text),
  categories: fc.array(fc.record({ name: text, sub: optional(text) }), { maxLength: 2 }),
  author: optional(text),
  owner: optional(fc.record({ name: optional(text), email: text })),
  type: fc.constantFrom("episodic", "serial"),
  locked: optional(fc.boolean()),
  funding: fc.array(fc.record({ url: fc.webUrl().map((url) => new URL(url).href), text }), { maxLength: 2 }),
  complete: fc.boolean(),
  block: fc.boolean(),
});
const site: fc.Arbitrary<Settings> = fc
  .record({
    title: text,
    description: text,
    copyright: optional(text),
    authors: fc.array(person, { maxLength: 2 }),
    podcast: optional(podcast),
  })
  .map((more) => ({ ...settings, ...more }));
const links: fc.Arbitrary<FeedLinks> = fc.constantFrom<FeedLinks>(
  { kind: "subscription" },
  { kind: "subscription", prevArchive: "archive/2023-09/" },
  { kind: "archive", current: "", prevArchive: "archive/2023-07/", nextArchive: "archive/2023-09/" },
);
const feeds = fc
  .record({
    settings: site,
    links,
    title: text,
    folder: fc.constantFrom("", "tags/日本/"),
    articles: fc.array(fc.tuple(articles, text, instant, instant), { maxLength: 4 }),
  })
  .map(({ articles, settings, ...feed }) => {
    const items = articles.map(([article, id, published, updated], at) =>
      toItem(placement(article, { id: `${id}${at}`, slug: `post-${at}`, published, updated }), settings),
    );
    return { items, settings, articles, feed: feedOf(items, { ...feed, description: settings.description }) };
  });

describe("for any article and site", () => {
  it("documents are readable by a strict parser and have exactly the expected elements", () => {
    fc.assert(
      fc.property(feeds, ({ items, settings, feed }) => {
        const { channel, atom } = read(feed, settings);
        expect(named("item", channel).map(names)).toEqual(items.map(rssNames));
        expect(named("entry", atom).map(names)).toEqual(items.map(atomNames));
        const inItems = items.flatMap(rssNames).length + items.flatMap(mediaTitles).length;
        expect(all(channel).length).toBe(channelSize(channel) + inItems + items.length);
      }),
      { numRuns: 400 },
    );
  });

  it("ids, titles, links, dates, tags, authors and HTML are the same in all three formats", () => {
    fc.assert(
      fc.property(feeds, ({ settings, feed }) => {
        const { channel, atom, json } = read(feed, settings);
        const rss = named("item", channel).map((item) => ({
          ...{ id: textOf("guid", item), title: textOf("title", item), url: textOf("link", item) },
          published: Date.parse(textOf("pubDate", item) ?? ""),
          tags: named("category", item).map((tag) => tag.text),
          authors: named("dc:creator", item).map((author) => author.text),
          html: withNames(textOf("content:encoded", item) ?? ""),
        }));
        const entries = named("entry", atom).map((entry, at) => ({ ...fieldsOfEntry(entry), id: rss[at]?.id }));
        // Atom alone has a title where there is none.
        expect(rss).toEqual(entries.map((entry, at) => ({ ...entry, title: rss[at]?.title && entry.title })));
        for (const { title } of entries) expect(title).toMatch(/\S/);
        expect(rss).toEqual(json.items.map(fieldsOfJson));
        expect(textOf("title", channel)).toBe(textOf("title", atom));
        expect(textOf("title", channel)).toBe(json.title);
      }),
      { numRuns: 400 },
    );
  });

  it("titles are as typed, on one line, without control characters and what XML cannot hold", () => {
    fc.assert(
      fc.property(feeds, ({ articles, settings, feed }) => {
        // What is no title at all is none.
        const typed = articles.map(([{ title = "" }]) => asTyped(title) || undefined);
        expect(named("item", read(feed, settings).channel).map((item) => textOf("title", item))).toEqual(typed);
      }),
      { numRuns: 400 },
    );
  });

  it("URLs are absolute and ASCII, ids are unique in each format, and those of Atom are IRIs", () => {
    fc.assert(
      fc.property(feeds, ({ settings, feed }) => {
        const { channel, atom, json } = read(feed, settings);
        const hrefs = [...all(channel), ...all(atom)].flatMap(
          ({ attributes }) => attributes.get("href") ?? attributes.get("url") ?? [],
        );
        const uris = all(atom)
          .filter(({ name }) => name === "uri")
          .map((uri) => uri.text);
        for (const url of [...hrefs, ...uris]) expect(new URL(url).href).toBe(url);
        const ids = named("entry", atom).map((entry) => textOf("id", entry) ?? "");
        for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i);
        const guids = named("item", channel).map((item) => textOf("guid", item));
        const jsonIds = json.items.map((item: JsonItem) => item.id);
        for (const each of [ids, guids, jsonIds]) expect(new Set(each).size).toBe(ids.length);
        // A tag: URI stands only for what is no IRI.
        for (const [at, id] of ids.entries())
          if (id !== jsonIds[at]) expect(id).toBe(settings.id + encodeURIComponent(jsonIds[at]));
      }),
      { numRuns: 400 },
    );
  });
});

function read(feed: Parameters<typeof renderFeed>[0], settings: Settings) {
  const [rss = "", atom = "", json = ""] = renderFeed(feed, settings).map(({ body }) => body);
  return { channel: parseXml(rss).children[0] as Element, atom: parseXml(atom), json: JSON.parse(json) };
}

const names = (element: Element) => element.children.map(({ name }) => name).sort();
const times = (count: number, name: string) => Array.from({ length: count }, () => name);
const some = (value: unknown, name: string) => times(value === undefined || value === "" ? 0 : 1, name);

const isPicture = ({ type }: Enclosure) => type.toLowerCase().startsWith("image/");
const mediaTitles = ({ enclosures }: Item) => enclosures.filter((each) => each.title && !isPicture(each));

function rssNames(item: Item): string[] {
  const { image, enclosures } = item;
  const byRank = [/^(audio|video)\//i, /^(?!image\/)/i, /./].flatMap((rank) =>
    enclosures.filter(({ type }) => rank.test(type)),
  );
  const [main] = byRank;
  const others = enclosures.filter((each) => each !== main);
  const media = enclosures.filter(
    (each) =>
      !isPicture(each) &&
      (each !== main || each.title || (each.duration !== undefined && each.duration !== item.episode?.duration)),
  );
  const thumbnails = new Set([...(image ? [image] : []), ...others.filter(isPicture).map(({ url }) => url)]);
  return [
    ...["link", "guid", "pubDate", "description", ...some(item.title, "title")],
    ...[
      ...some(item.html, "content:encoded"),
      ...some(item.source, "dc:source"),
      ...some(item.language, "dc:language"),
    ],
    ...[...times(item.authors.length, "dc:creator"), ...times(item.tags.length, "category")],
    ...[...some(main, "enclosure"), ...times(thumbnails.size, "media:thumbnail")],
    ...times(media.length, "media:content"),
    ...episodeNames(item),
  ].sort();
}

function episodeNames({ episode }: Item): string[] {
  if (episode === undefined) return [];
  const { number, season } = episode;
  return [
    ...[...some(episode.title, "itunes:title"), ...some(episode.duration, "itunes:duration")],
    ...[
      ...some(episode.explicit, "itunes:explicit"),
      ...some(season, "itunes:season"),
      ...some(season, "podcast:season"),
    ],
    ...[...some(number, "podcast:episode"), ...times(number === 1 || number === 12 ? 1 : 0, "itunes:episode")],
    ...[...some(episode.type, "itunes:episodeType"), ...some(episode.block, "itunes:block")],
    ...[...some(episode.image, "itunes:image"), ...some(episode.chapters, "podcast:chapters")],
    ...[...times(episode.transcripts.length, "podcast:transcript"), ...times(episode.people.length, "podcast:person")],
  ];
}

function atomNames(item: Item): string[] {
  const links = 1 + item.enclosures.length + (item.externalUrl === undefined ? 0 : 1);
  // Without a summary, an entry uses the article's first words; without words, it uses its name.
  const excerpt = printableLine(item.excerpt) || undefined;
  const summary = item.summary ?? (item.html === "" ? item.name : excerpt);
  return [
    ...["title", "id", "updated", "published", ...times(links, "link"), ...some(summary, "summary")],
    ...[...some(item.html, "content"), ...some(item.source, "dc:source")],
    ...[...times(item.authors.length, "author"), ...times(item.tags.length, "category")],
  ].sort();
}

/** The number of elements in the channel, including itself, without its items and their contents. */
function channelSize(channel: Element): number {
  return channel.children.filter(({ name }) => name !== "item").flatMap(all).length + 1;
}

function fieldsOfEntry(entry: Element) {
  return {
    ...{ title: textOf("title", entry), url: named("link", entry)[0]?.attributes.get("href") },
    published: Date.parse(textOf("published", entry) ?? ""),
    tags: named("category", entry).map(({ attributes }) => attributes.get("term")),
    authors: named("author", entry).map((author) => textOf("name", author)),
    html: withNames(textOf("content", entry) ?? ""),
  };
}

const NAMES: Readonly<Record<string, string>> = { 34: "&quot;", 38: "&amp;", 60: "&lt;", 62: "&gt;" };

/** HTML with named references in place of the decimal ones that XML documents have: a browser sees the same. */
function withNames(html: string): string {
  return html.replace(/&#(34|38|60|62);/g, (_, code: string) => NAMES[code] ?? "");
}

type JsonItem = Readonly<Record<"id" | "url" | "content_html" | "date_published", string>> & {
  readonly title?: string;
  readonly tags?: string[];
  readonly authors?: Person[];
};

function fieldsOfJson({ id, title, url, content_html: html, date_published, tags = [], authors = [] }: JsonItem) {
  return {
    id,
    title,
    url,
    published: Date.parse(date_published),
    tags,
    authors: authors.map(({ name }) => name),
    html,
  };
}

/** The expected title: filters by code point, independently of the code under test. */
function asTyped(title: string): string {
  const kept = [...title.replace(/[\u000b\u000c\u001c-\u001f]/g, " ")].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = code < 0x1c ? code < 9 || code > 13 : code >= 0x7f && code <= 0x9f && code !== 0x85;
    return !isControl && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
  });
  return kept
    .join("")
    .split(/[\s\u001c-\u001f\u0085]+/)
    .filter(Boolean)
    .join(" ");
}

import { parseRssFeed } from "feedsmith";
import { describe, expect, it } from "vitest";
import type { Article } from "../../functions/article/article.ts";
import type { CleanHtml, Reference } from "../../functions/article/reference.ts";
import { MARK } from "../../functions/article/reference.ts";
import { renderChapters } from "../../functions/render/chapters.ts";

import { feedLimit, showGuid } from "../../functions/render/show.ts";
import { CATEGORIES } from "../../functions/settings/podcast-categories.ts";
import type { Settings } from "../../functions/settings/settings.ts";
import { expectGolden } from "./golden.ts";
import { type FeedOfItems, renderFeed } from "./joined-document.ts";
import { feedOf, itemsOf, media, plain, settings as site } from "./sample.ts";
import { type Element, named, parseXml, textOf } from "./strict-xml.ts";

const settings: Settings = {
  ...site,
  podcast: {
    categories: [{ name: "Society & Culture", sub: "Documentary" }, { name: "Technology" }],
    explicit: false,
    type: "serial",
    author: "Ann & Bo",
    owner: { name: "Ann <Lee>", email: "ann@pod.example" },
    image: "https://feeds.example.org/blog/media/cover.jpg?a=1&b=2",
    locked: true,
    funding: [{ url: "https://give.example/?a=1&b=2", text: "Give & take" }],
    newFeedUrl: "https://new.example/feed.xml",
    complete: true,
    block: true,
  },
};

const recording = { url: media("audio/a%20song.mp3") };
const link = (address: string) => `${MARK.link}${encodeURIComponent(address)}` as Reference;
const episode: Partial<Article> = {
  ...plain,
  title: "12: High water & low",
  summary: "Why the sea <comes> back.",
  attachments: [{ url: "https://cdn.example.net/notes.pdf" as Reference, size: 5 }, recording],
  image: "https://cdn.example.net/episode.png" as Reference,
  authors: [{ name: "Ann Lee", url: "https://example.org/ann" }],
  episode: {
    ...{ number: 12, season: 2, seasonName: 'Spring & "neap"', type: "full", title: "High water & low" },
    ...{ explicit: true, duration: 3723.4, block: true },
    transcripts: [
      { url: "https://cdn.example.net/a.vtt?x=1&y=2" as Reference },
      { url: "https://cdn.example.net/a.srt" as Reference, language: "de-AT", isCaptions: true },
      { url: "https://cdn.example.net/read/a" as Reference },
      { url: link("gone.vtt") },
    ],
    chapters: [{ start: 0, title: "Intro" }],
    people: [
      {
        name: "Bo & Chen",
        role: "Guest",
        group: "cast",
        url: "https://bo.example/",
        avatar: "https://bo.example/i.jpg",
      },
    ],
  },
};
const items = itemsOf(
  episode,
  {
    ...plain,
    title: "Trailer",
    attachments: [{ ...recording, duration: 9 }],
    episode: { type: "trailer", number: 0.5 },
  },
  { ...plain, title: "No episode" },
);

function show(feed: Partial<FeedOfItems> = {}, more: Settings = settings) {
  const [rss = "", atom = "", json = ""] = renderFeed(feedOf(items, feed), more).map(({ body }) => body);
  return { rss, atom, json: JSON.parse(json), channel: parseXml(rss).children[0] as Element };
}

const { rss, atom, json, channel } = show();
const [first, second, third] = named("item", channel);
const attributesOf = (name: string, element: Element | undefined) =>
  element ? named(name, element).map((each) => Object.fromEntries(each.attributes)) : [];

describe("the RSS of a show", () => {
  it("is as in the golden file", () => expectGolden("show.feed.xml", rss));

  /** "A Podcaster's Guide to RSS" (Apple): what a show and an episode must and should have. */
  it.each<[string, Element | undefined, string, RegExp]>([
    ["title", channel, "title", /./],
    ["description", channel, "description", /^.{1,4000}$/s],
    ["language", channel, "language", /^[a-z]{2}(?:-[A-Z]{2})?$/],
    ["explicit", channel, "itunes:explicit", /^(?:true|false)$/],
    ["author", channel, "itunes:author", /^Ann & Bo$/],
    ["type", channel, "itunes:type", /^(?:episodic|serial)$/],
    ["link", channel, "link", /^https:/],
    ["copyright", channel, "copyright", /./],
    ["new feed", channel, "itunes:new-feed-url", /^https:\/\/new\.example\/feed\.xml$/],
    ["complete", channel, "itunes:complete", /^Yes$/],
    ["block", channel, "itunes:block", /^Yes$/],
    ["episode's title", first, "title", /./],
    ["episode's guid", first, "guid", /./],
    ["episode's date", first, "pubDate", /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/],
    ["episode's description", first, "description", /^.{1,4000}$/s],
    ["episode's duration", first, "itunes:duration", /^3723$/],
    ["episode's explicit", first, "itunes:explicit", /^true$/],
    ["episode's own title", first, "itunes:title", /^High water & low$/],
    ["episode's number", first, "itunes:episode", /^12$/],
    ["episode's season", first, "itunes:season", /^2$/],
    ["episode's type", first, "itunes:episodeType", /^full$/],
    ["episode's block", first, "itunes:block", /^Yes$/],
  ])("has what Apple asks of the %s", (_, element, name, form) => {
    expect(element && textOf(name, element)).toMatch(form);
  });

  it("has categories of Apple's list, nested, and a cover", () => {
    const categories = named("itunes:category", channel).filter(
      (each) => each.attributes.get("text") !== "Documentary",
    );
    for (const { attributes } of categories) expect(Object.keys(CATEGORIES)).toContain(attributes.get("text"));
    expect(categories.map((each) => each.children.map((sub) => [sub.name, sub.attributes.get("text")]))).toEqual([
      [["itunes:category", "Documentary"]],
      [],
    ]);
    expect(attributesOf("itunes:image", channel)).toEqual([{ href: settings.podcast?.image }]);
    const [image] = named("image", channel);
    expect(image && textOf("url", image)).toBe(settings.podcast?.image);
    const [owner] = named("itunes:owner", channel);
    expect(owner && [textOf("itunes:name", owner), textOf("itunes:email", owner)]).toEqual([
      "Ann <Lee>",
      "ann@pod.example",
    ]);
  });

  it("has the recording as enclosure, whatever else the article has, and a picture that directories take", () => {
    expect(attributesOf("enclosure", first)).toEqual([
      { url: `${settings.url}media/audio/a%20song.mp3`, length: "12345", type: "audio/mpeg" },
    ]);
    expect(attributesOf("itunes:image", first)).toEqual([{ href: "https://cdn.example.net/episode.png" }]);
    const [svg] = itemsOf({ ...episode, image: "https://cdn.example.net/a.svg" as Reference });
    expect(svg?.episode?.image).toBeUndefined();
  });

  it("has what Podcasting 2.0 apps read", () => {
    expect(textOf("podcast:guid", channel)).toBe(showGuid("https://feeds.example.org/blog/feed.xml"));
    expect(attributesOf("podcast:locked", channel)).toEqual([{ owner: "ann@pod.example" }]);
    expect(textOf("podcast:locked", channel)).toBe("yes");
    expect(attributesOf("podcast:funding", channel)).toEqual([{ url: "https://give.example/?a=1&b=2" }]);
    expect(textOf("podcast:medium", channel)).toBe("podcast");
    expect(named("podcast:person", channel).map(({ text }) => text)).toEqual(["Ann Lee", "Bo Chen"]);
    expect(attributesOf("podcast:transcript", first)).toEqual([
      { url: "https://cdn.example.net/a.vtt?x=1&y=2", type: "text/vtt" },
      { url: "https://cdn.example.net/a.srt", type: "application/x-subrip", language: "de-AT", rel: "captions" },
      { url: "https://cdn.example.net/read/a", type: "text/html" },
    ]);
    expect(attributesOf("podcast:chapters", first)).toEqual([
      { url: `${settings.url}articles/post-0/chapters.json`, type: "application/json+chapters" },
    ]);
    expect(attributesOf("podcast:season", first)).toEqual([{ name: 'Spring & "neap"' }]);
    expect(attributesOf("podcast:person", first)).toEqual([
      { role: "host", href: "https://example.org/ann" },
      { role: "guest", group: "cast", img: "https://bo.example/i.jpg", href: "https://bo.example/" },
    ]);
  });

  it("gives no whole number that is none, and nothing of an episode to what has nothing to play", () => {
    expect(second && [textOf("itunes:episode", second), textOf("podcast:episode", second)]).toEqual([undefined, "0.5"]);
    expect(second && textOf("itunes:duration", second)).toBe("9");
    expect(third?.children.filter(({ name }) => /^(?:itunes|podcast):/.test(name))).toEqual([]);
  });

  it("is read by a podcast reader as it was meant", () => {
    const feed = parseRssFeed(rss);
    expect(feed.itunes).toMatchObject({
      author: "Ann & Bo",
      explicit: false,
      type: "serial",
      complete: true,
      block: true,
    });
    expect(feed.itunes?.categories?.[0]).toMatchObject({
      text: "Society & Culture",
      categories: [{ text: "Documentary" }],
    });
    expect(feed.podcast).toMatchObject({ locked: { value: true, owner: "ann@pod.example" } });
    expect(feed.items?.[0]?.itunes).toMatchObject({
      duration: 3723,
      episode: 12,
      season: 2,
      title: "High water & low",
    });
    expect(feed.items?.[0]?.podcast?.season).toMatchObject({ number: 2, name: 'Spring & "neap"' });
  });
});

/** What a feed that is no show says of the episodes in it. A directory that wants a show misses its image, author and guid. */
const EPISODE_DEFAULTS = ["itunes:explicit", "itunes:category", "itunes:category", "itunes:owner"];

const podcastNames = ({ children }: Element) =>
  children.map(({ name }) => name).filter((name) => /^(?:itunes|podcast):/.test(name));

describe("a show", () => {
  it("is in RSS only; JSON Feed tells the duration", () => {
    expect(atom).not.toMatch(/itunes|podcast/);
    expect(JSON.stringify(json)).not.toMatch(/itunes|podcast:/);
    expect(json.items[0].attachments[1]).toMatchObject({ mime_type: "audio/mpeg", duration_in_seconds: 3723 });
  });

  const tagged = {
    ...site,
    podcast: { ...(settings.podcast ?? neverSet()), tag: "R&D", title: "The Show", description: "About it" },
  };

  it("is a tag's feed, with its own name in every format, where a tag is set", () => {
    const tag = show({ folder: "tags/r-d/" }, tagged);
    expect([textOf("title", tag.channel), tag.json.title, tag.json.description]).toEqual([
      "The Show",
      "The Show",
      "About it",
    ]);
    expect(tag.atom).toContain("The Show");
    expect(textOf("podcast:guid", tag.channel)).toBe(showGuid("https://feeds.example.org/blog/tags/r-d/feed.xml"));
    const main = show({}, tagged);
    expect(textOf("title", main.channel)).toBe(site.title);
    expect(podcastNames(main.channel)).toEqual(EPISODE_DEFAULTS);
    expect(main.rss.match(/<itunes:duration>/g)).toHaveLength(2);
  });

  it("is no archive page, which is none that a directory should list", () => {
    const page = show({ folder: "archive/2023-09/", links: { kind: "archive", current: "" } });
    expect(podcastNames(page.channel)).toEqual(EPISODE_DEFAULTS);
  });

  it("tells every feed with an episode what is explicit, and no other feed", () => {
    const explicit = { ...tagged, podcast: { ...tagged.podcast, explicit: true } };
    expect(textOf("itunes:explicit", show({}, explicit).channel)).toBe("true");
    const unset = show(
      {},
      { ...tagged, podcast: { ...tagged.podcast, explicit: undefined, owner: undefined, categories: [] } },
    );
    expect(podcastNames(unset.channel)).toEqual([]);
    const [rss = ""] = renderFeed(feedOf(itemsOf(plain)), explicit).map(({ body }) => body);
    expect(rss).not.toMatch(/itunes/);
  });

  it("holds all its episodes, whatever the limit of other feeds", () => {
    const small = { ...tagged, limit: 2 };
    expect([feedLimit("tags/r-d/", small), feedLimit("", small), feedLimit("tags/r/", small)]).toEqual([3000, 2, 2]);
    expect(feedLimit("", { ...settings, limit: 2 })).toBe(3000);
  });

  it("has the guid that the Podcast Namespace's own example has", () => {
    expect(showGuid("https://podnews.net/rss")).toBe("9b024349-ccf0-5f69-a609-6b82873eab3c");
    expect(showGuid("http://podnews.net/rss/")).toBe("9b024349-ccf0-5f69-a609-6b82873eab3c");
  });

  it("declares no namespace that a feed without recordings does not need", () => {
    const [plainRss = ""] = renderFeed(feedOf(itemsOf(plain)), site).map(({ body }) => body);
    expect(plainRss).not.toMatch(/itunes|podcastindex/);
  });
});

describe("chapters", () => {
  it("are a JSON document beside the article's page", () => {
    const chapters = [
      { start: 0, title: "In\u0000tro & more" },
      { start: 90.5, end: 100, title: "B", url: "https://b.example/", image: media("a.png"), isHidden: true },
      { start: 95, title: "C", image: media("gone.png") },
    ];
    const article = { ...plain, slug: "x", html: "" as CleanHtml, episode: { chapters } } as unknown as Article;
    const placed = { article, id: "urn:x", slug: "späte-flut", published: 0, updated: 0, media: {} };
    const document = renderChapters({ ...placed, references: { [media("a.png")]: "media/a.png" } }, settings);
    expect(document).toMatchObject({ name: "articles/späte-flut/chapters.json", type: "application/json+chapters" });
    expect(JSON.parse(document?.body ?? "")).toEqual({
      version: "1.2.0",
      chapters: [
        { startTime: 0, title: "Intro & more" },
        {
          ...{ startTime: 90.5, endTime: 100, title: "B", url: "https://b.example/", toc: false },
          img: `${settings.url}media/a.png`,
        },
        { startTime: 95, title: "C" },
      ],
    });
  });
});

function neverSet(): never {
  throw new Error("the sample has a podcast");
}

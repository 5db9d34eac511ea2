/** Sample settings, articles, items and feeds for the feed tests; `settings` and `article` have every field set. */
import type { Article, Attachment } from "../../functions/article/article.ts";
import type { CleanHtml, Reference } from "../../functions/article/reference.ts";
import { MARK } from "../../functions/article/reference.ts";
import { type Item, toItem } from "../../functions/render/item.ts";
import type { Placement } from "../../functions/render/placed-article.ts";
import type { Settings } from "../../functions/settings/settings.ts";
import type { FeedOfItems } from "./joined-document.ts";

export const settings: Settings = {
  title: "Tools & Trade",
  description: "How things are made, <and> by whom",
  url: "https://feeds.example.org/blog/",
  id: "tag:example.org,2026:",
  language: "en",
  timezone: "UTC",
  authors: [
    { name: "Ann Lee", url: "https://example.org/ann", avatar: "https://example.org/ann.png" },
    { name: "Bo Chen" },
  ],
  icon: "https://feeds.example.org/blog/media/icon.png",
  image: "https://feeds.example.org/blog/media/site.png",
  copyright: "© 2026 Ann & Bo",
  limit: 50,
  archive: "month",
  archives: true,
  sections: [],
  languages: false,
  content: "full",
  hubs: ["https://hub.example.org/", "https://hub.example.net/?site=a&key=b"],
};

export const reference = (url: string) => url as Reference;
/** An address of media as written in an article. */
export const media = (address: string) => reference(MARK.embed + encodeURIComponent(address));
/** As a record has them if these media exist. */
export const foundMedia = (...addresses: readonly string[]) =>
  Object.fromEntries(addresses.map((address) => [media(address), `media/${address}`]));

export const attachments: readonly Attachment[] = [
  { url: media("audio/a%20song.mp3"), title: 'A "song" <live>', duration: 61 },
  { url: reference("https://cdn.example.net/paper.PDF?v=1"), size: 4321 },
  { url: media("gone.zip") },
];

export const article: Article = {
  title: "AT&T use <b>x</b> if a < b & c",
  html: `<p>Text &amp; <a href="${MARK.page}#note">note</a> &lt;script&gt;alert(1)&lt;/script&gt; ]]&gt;</p>\n<p><img src="${media("a.png")}" alt="a > b ]]> c"></p>` as CleanHtml,
  summary: "If 1 < 2 & so on",
  authors: [{ name: "Tyler Durden" }, { name: "Ann <Lee>", url: "https://example.org/ann?a=1&b=2" }],
  tags: ["R&D", "a<b", '"quoted"'],
  source: "ZeroHedge & Co",
  image: media("a.png"),
  externalUrl: "https://example.net/elsewhere?a=1&b=2",
  slug: "at-t",
  language: "en-GB",
  draft: false,
  unlisted: false,
  aliases: [],
  attachments,
};

export const placement = (more: Partial<Article> = {}, placed: Partial<Placement> = {}): Placement => ({
  article: { ...article, ...more },
  id: "tag:example.org,2026:posts/at-t.md",
  slug: "at-t",
  references: foundMedia("a.png", "i.png", "audio/a%20song.mp3"),
  published: Date.UTC(2023, 8, 14, 10, 30),
  updated: Date.UTC(2023, 8, 15, 8),
  media: { "audio/a song.mp3": { size: 12345, type: "audio/mpeg" } },
  ...placed,
});

/** An article with required fields only. */
export const plain: Partial<Article> = {
  title: "Plain",
  html: "<p>Only text.</p>" as CleanHtml,
  summary: undefined,
  authors: [],
  tags: [],
  source: undefined,
  image: undefined,
  externalUrl: undefined,
  language: undefined,
  attachments: [],
};

/** Items of these articles, each an hour older than the one before. */
export function itemsOf(...articles: readonly Partial<Article>[]): Item[] {
  return articles.map((more, at) => {
    const published = Date.UTC(2023, 8, 14, 10, 30) - at * 3_600_000;
    const placed = { id: `tag:example.org,2026:posts/${at}.md`, slug: `post-${at}`, published, updated: published };
    return toItem(placement(more, placed), settings);
  });
}

export function feedOf(items: readonly Item[], more: Partial<FeedOfItems> = {}): FeedOfItems {
  const { title, description } = settings;
  return { folder: "", title, description, items, links: { kind: "subscription" }, ...more };
}

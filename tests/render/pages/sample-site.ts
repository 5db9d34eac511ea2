/** A small sample site with an item of every kind, in the form that `toItem` returns, and all of its rendered pages. */
import type { Document } from "../../../functions/render/document.ts";
import { excerptOf } from "../../../functions/render/excerpt.ts";
import type { Item } from "../../../functions/render/item.ts";
import { renderOpml } from "../../../functions/render/opml.ts";
import { renderArchiveIndex } from "../../../functions/render/pages/archive-index.ts";
import { renderArticlePage } from "../../../functions/render/pages/article-page.ts";
import { renderSiteAssets } from "../../../functions/render/pages/assets/site-assets.ts";
import { readingMinutes } from "../../../functions/render/reading-time.ts";
import type { Settings } from "../../../functions/settings/settings.ts";
import { type FeedPageOfItems, renderFeedPage } from "../joined-document.ts";

export function sampleSettings(url = "https://example.org/blog/"): Settings {
  return {
    title: "The Tide Table",
    description: "Notes from a small harbour on feeds, publishing and the slow web.",
    url,
    id: "tag:example.org,2026:",
    language: "en",
    timezone: "Europe/Lisbon",
    authors: [{ name: "Ann Lee", url: "https://ann.example/" }],
    copyright: "© 2024 The Tide Table",
    limit: 50,
    archive: "month",
    archives: true,
    sections: [],
    languages: false,
    content: "full",
    hubs: [],
  };
}

const PROMISE = "<p>Every feed makes the same small promise: when there is something new, you will be told.</p>";

export function sampleItem(slug: string, more: Partial<Item> = {}, settings = sampleSettings()): Item {
  const published = more.published ?? Date.UTC(2023, 8, 14, 10, 30);
  const { html = PROMISE } = more;
  return {
    id: `tag:example.org,2026:${slug}.md`,
    url: `${settings.url}articles/${encodeURIComponent(slug)}/`,
    title: "A feed is a promise",
    name: more.title ?? "A feed is a promise",
    html,
    excerpt: excerptOf(html),
    minutes: readingMinutes(html),
    published,
    updated: published,
    authors: settings.authors,
    tags: [],
    enclosures: [],
    ...more,
  };
}

export type SampleSite = {
  readonly settings: Settings;
  readonly items: Readonly<Record<string, Item>>;
  readonly documents: readonly Document[];
};

const PERIODS = ["2023-10", "2023-09", "2023-08", "2022-12", "2022-05", "2021-03", "2020-11", "2019-01"];

export function sampleSite(url?: string): SampleSite {
  const settings = sampleSettings(url);
  const items = sampleItems(settings);
  const list = Object.values(items);
  const periods = PERIODS.map((period) => `archive/${period}/`);
  const feeds = [
    { title: "feeds", folder: "tags/feeds/", count: 3 },
    { title: "slow web", folder: "tags/slow-web/", count: 1 },
    { title: "日本語", folder: "tags/日本語/" },
    { title: "Ann Lee", folder: "authors/ann-lee/", count: 5 },
    { title: "Bo Chen", folder: "authors/bo-chen/" },
  ];
  const views: readonly FeedPageOfItems[] = [
    {
      kind: "site",
      folder: "",
      title: settings.title,
      description: settings.description,
      items: list,
      feeds,
    },
    {
      kind: "tag",
      folder: "tags/feeds/",
      title: "feeds",
      description: "Articles about feeds",
      items: list.slice(0, 3),
    },
    { kind: "author", folder: "authors/ann-lee/", title: "Ann Lee", items: list.slice(0, 4) },
    {
      kind: "archive",
      folder: "archive/2023-09/2/",
      items: list.toReversed(),
      prevArchive: "archive/2023-09/",
      nextArchive: "archive/2023-10/",
    },
  ];
  const documents = [
    ...views.map((view) => renderFeedPage(view, settings)),
    ...Object.entries(items).map(([slug, item]) => renderArticlePage(item, slug, settings)),
    renderArchiveIndex(periods, settings),
    renderOpml(feeds, settings),
    ...renderSiteAssets(settings),
  ];
  return { settings, items, documents };
}

function sampleItems(settings: Settings): Readonly<Record<string, Item>> {
  const item = (slug: string, more: Partial<Item>) => sampleItem(slug, more, settings);
  return {
    promise: item("promise", {
      tags: ["feeds", "slow web"],
      source: "ZeroHedge",
      authors: [{ name: "Ann Lee", url: "https://ann.example/" }, { name: "Bo Chen" }, { name: "Łucja O’Neill" }],
      updated: Date.UTC(2023, 9, 2),
      image: `${settings.url}media/harbour.svg`,
      summary: "Polling is humble, and it works. What a feed promises its readers, and how little it takes to keep it.",
      html: everything(settings),
    }),
    long: item("long", {
      title:
        "Why Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft is one word, and other questions that a title should never have to answer on a telephone",
      tags: ["feeds"],
      html: `<p>A very long word: ${"supercalifragilistic".repeat(8)}.</p><p>And <a href="https://example.com/${"long/".repeat(30)}">https://example.com/${"long/".repeat(30)}</a></p>`,
    }),
    podcast: item("podcast", {
      title: "Episode 7: the sound of a modem",
      summary: "Twelve minutes on how syndication sounded before it was quiet.",
      tags: ["feeds", "audio"],
      externalUrl: "https://www.elsewhere.example/episodes/7?a=1&b=2",
      image: `${settings.url}media/harbour.svg`,
      enclosures: [
        {
          url: `${settings.url}media/episode%207.mp3`,
          type: "audio/mpeg",
          size: 11_534_336,
          duration: 754,
          title: "Episode 7",
        },
        { url: `${settings.url}media/modem.webm`, type: "video/webm" },
        { url: `${settings.url}media/transcript.pdf`, type: "application/pdf", size: 48_200 },
      ],
    }),
    العربية: item("العربية", {
      title: "الخلاصات: وعد صغير",
      language: "ar",
      tags: ["العربية"],
      authors: [{ name: "ليلى حداد" }, { name: "Ann Lee" }],
      html: `<p>كل خلاصة تقدّم الوعد الصغير نفسه: حين يكون هناك جديد، ستعرف. لا حساب ولا خوارزمية، بل <a href="https://example.org/">عنوان واحد</a> تضعه في قارئك.</p><h2>كيف تعمل</h2><ul><li>يسأل القارئ بين حين وآخر.</li><li>يجيب الخادم بما تغيّر.</li></ul><blockquote><p>البساطة هي الإتقان الأخير.</p></blockquote><pre><code>curl -I https://example.org/feed.xml</code></pre>`,
    }),
    日本語: item("日本語", {
      title: "フィードという小さな約束――静かなウェブのために",
      language: "ja",
      tags: ["日本語"],
      authors: [{ name: "山田花子" }],
      html: `<p>フィードはいつも同じ小さな約束をします。新しいものがあれば、お知らせします、と。アカウントもアルゴリズムもいりません。<em>アドレス</em>をひとつ、リーダーに入れるだけです。RSSは1999年に生まれ、今も動いています。</p><h2>しくみ</h2><p>${"リーダーはときどき尋ね、サーバーは変わったことだけを答えます。".repeat(6)}</p><ol><li>購読する</li><li>待つ</li><li>読む</li></ol>`,
    }),
    polski: item("polski", {
      title: "Kanał to obietnica",
      language: "pl",
      html: "<p>Każdy kanał składa tę samą małą obietnicę.</p>",
    }),
  };
}

function everything({ url }: Settings): string {
  const page = `${url}articles/promise/`;
  return `<p>Every feed makes the same small promise: when there is something new, you will be told. No account, no algorithm; one address, in a <a href="https://en.wikipedia.org/wiki/News_aggregator">reader</a> of your own choosing.<sup class="footnote-ref"><a href="${page}#fn1" id="fnref1">[1]</a></sup> It is <strong>older</strong> than most of the web you know, and <em>quieter</em>.</p>
<h1>How a reader asks</h1>
<p>It asks with <code>If-None-Match</code>, and mostly hears <kbd>304</kbd>. Two lines of HTTP carry the whole conversation:</p>
<pre><code class="language-http">GET /feed.xml HTTP/1.1
If-None-Match: "5f3c-9b1e44d0c2a7"
Accept: application/atom+xml, application/rss+xml;q=0.9, application/feed+json;q=0.8, */*;q=0.1
</code></pre>
<figure><img src="${url}media/harbour.svg" alt="Boats in a harbour at low tide"><figcaption>The harbour at low tide: nothing moves, and everybody knows when it will.</figcaption></figure>
<h2>What it costs</h2>
<table><caption>Requests for a site with 10,000 subscribers</caption><thead><tr><th>Interval</th><th>Requests a day</th><th>Answered with 304</th><th>Bytes a day</th><th>Bytes a month, compressed</th></tr></thead>
<tbody><tr><td>15 minutes</td><td>960,000</td><td>99.6 %</td><td>412 MB</td><td>3.1 GB</td></tr><tr><td>1 hour</td><td>240,000</td><td>98.3 %</td><td>188 MB</td><td>1.4 GB</td></tr></tbody></table>
<blockquote><p>The best interface is the one that waits for you.</p><p>— somebody, surely</p></blockquote>
<h3>A list of small virtues</h3>
<ul><li>It is plain text, and will be readable in fifty years.</li><li>It is polite:<ul><li>it asks again later,</li><li>and takes no for an answer.</li></ul></li><li>It has no opinion of you.</li></ul>
<ol><li>Publish.</li><li>Wait.</li></ol>
<details><summary>And what of push?</summary><p>WebSub does that, for those who cannot wait a quarter of an hour.</p></details>
<p>H<sub>2</sub>O, x<sup>2</sup>, <mark>marked</mark>, <del>gone</del>.</p>
<hr>
<p>That is all there is to it.</p>
<section class="footnotes"><ol class="footnotes-list"><li id="fn1" class="footnote-item"><p>Or in several: an address is yours to copy. <a href="${page}#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>`;
}

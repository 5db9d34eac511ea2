/** Renders the HTML page of a feed: the site's front page, a tag's or author's page, or one archive page. */
import type { Person } from "../../article/article.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Document } from "../document.ts";
import type { PartKind } from "../part-kinds.ts";
import { entryOf, type RenderedItem } from "../rendered-item.ts";
import { addressOf, followable } from "../site-urls.ts";
import { type Html, html, raw } from "./html-template.ts";
import { languageOf } from "./language-format.ts";
import { pageId } from "./page-ids.ts";
import { hostOf } from "./page-urls.ts";
import { type ArchiveLinks, archiveLink, neighborLinks, periodHeading } from "./parts/archive-links.ts";
import { type ListedFeed, listedFeeds } from "./parts/feed-directory.ts";
import { preview } from "./parts/link-preview.ts";
import { icon, renderPage } from "./parts/page-layout.ts";
import { subscribeSection } from "./parts/subscribe-box.ts";
import { fallbackLanguageAttributes, type Translations, translationsFor } from "./translations.ts";

type PageContent = {
  /** As in `Feed`: relative to the site's root, with a trailing slash. */
  readonly folder: string;
  /** In page order. */
  readonly items: readonly RenderedItem[];
  /** If it is not the site's. BCP 47. */
  readonly language?: string;
};

type Translation = { readonly language: string; readonly folder: string };

type Heading = {
  /** The page's heading: the site's title, the tag as written, the author's name. */
  readonly title: string;
  /** For search engines; the site's front page also shows it. */
  readonly description?: string;
};

export type FeedPage = PageContent &
  (
    | (Heading & { readonly kind: "site"; readonly feeds: readonly ListedFeed[] })
    | (Heading & {
        readonly kind: PartKind;
        /** An author, as the newest article names them. */
        readonly person?: Person;
        /** The folder of the archive page that continues this one. */
        readonly older?: string;
        /** The pages of all languages, for the page of a language. */
        readonly translations?: readonly Translation[];
      })
    // The heading is the period, formatted for the site's language.
    | (ArchiveLinks & {
        readonly kind: "archive";
        /** The tag, author …; undefined in the archive of the whole site. */
        readonly of?: ArchiveSubject;
      })
  );

type ArchiveSubject = { readonly kind: PartKind; readonly folder: string; readonly title: string };

export function renderFeedPage(page: FeedPage, site: Settings): Document {
  const settings = page.language === undefined ? site : { ...site, language: page.language };
  // The feed of a show holds more than a page for people should.
  const view = page.kind === "archive" ? page : { ...page, items: page.items.slice(0, settings.limit) };
  const { language } = settings;
  const heading = headingOf(view, settings);
  const offered = feedOf(view, settings);
  const description = view.kind === "archive" ? `${offered.title}, ${heading}` : view.description;
  const subject = view.kind === "archive" && view.of ? `${view.of.title} – ` : "";
  const title = view.kind === "site" ? heading : `${heading} – ${subject}${settings.title}`;
  const url = addressOf(view.folder, settings);
  return renderPage(
    {
      name: `${view.folder}index.html`,
      // The newest archive page keeps changing, as the feeds do.
      freshness: view.kind === "archive" && view.nextArchive !== undefined ? "archive" : "page",
      language,
      title,
      description,
      feed: offered,
      head: html`${preview({ url, type: "website", title, description, image: settings.image }, settings)}${alternates(view, settings)}`,
      className: "feed h-feed",
      banner: view.kind === "site" ? siteBanner(view, settings) : undefined,
      subscribable: true,
      main: html`<div class="columns">
<div>
${headline(view, settings)}
${articles(view, settings)}
${view.kind === "archive" ? neighborLinks(view, settings) : view.items.length > 0 && archiveLink(view.kind === "site" ? undefined : view.older, settings)}
</div>
<div class="sidebar">
${subscribeSection({ ...offered, language }, settings)}
${view.kind === "site" && listedFeeds(sorted(view.feeds, settings), settings)}
</div>
</div>`,
    },
    // Its own language tells how the site's name is written.
    site,
  );
}

/** For search engines: where the same kind of page is in each language, this one included. */
function alternates(view: FeedPage, settings: Settings): readonly Html[] {
  const pages = "translations" in view ? (view.translations ?? []) : [];
  if (pages.length < 2) return [];
  return pages.map(
    ({ language, folder }) =>
      html`<link rel="alternate" hreflang="${languageOf(language).tag}" href="${addressOf(folder, settings)}">\n`,
  );
}

/** By the rules of the site's language. */
function sorted(feeds: readonly ListedFeed[], settings: Settings): readonly ListedFeed[] {
  const { compare } = new Intl.Collator(languageOf(settings.language).tag, { numeric: true });
  return [...feeds].sort((a, b) => compare(a.title, b.title));
}

function headingOf(view: FeedPage, settings: Settings): string {
  return view.kind === "archive" ? periodHeading(view.folder, settings.language) : view.title;
}

/** The feed that the page offers for subscription. An archive page rarely changes, so it offers the feed that it is a part of. */
function feedOf(view: FeedPage, settings: Settings) {
  const named = view.kind === "archive" ? view.of : view;
  if (view.kind === "site" || named === undefined) return { folder: "", title: settings.title };
  return { folder: named.folder, title: `${settings.title} – ${named.title}` };
}

function siteBanner({ title, description = "" }: Heading, settings: Settings): Html {
  return html`<div class="site-title">
${icon(settings)}
<h1 class="p-name">${title}</h1>
${description !== "" && html`<p class="p-summary">${description}</p>`}
</div>`;
}

function headline(view: FeedPage, settings: Settings): Html | undefined {
  if (view.kind === "site") return undefined;
  const heading = html`<h1 class="p-name">${headingOf(view, settings)}</h1>`;
  return html`<header class="headline">
${kicker(view, settings)}
${view.kind === "author" ? author(view.title, view.person, settings) : heading}
</header>`;
}

/** The kicker of an archive page leads to the list of all periods or, in the archive of a tag or an author, to its page. */
function kicker(view: Exclude<FeedPage, { kind: "site" }>, settings: Settings): Html {
  const label = translationsFor(settings.language)[view.kind];
  const markup = fallbackLanguageAttributes(settings.language);
  if (view.kind !== "archive") return html`<p class="kicker"${markup}>${label}</p>`;
  const link = (folder: string, text: string) => html`<a href="${addressOf(folder, settings)}">${text}</a>`;
  if (view.of === undefined) return html`<p class="kicker"${markup}>${link("archive/", label)}</p>`;
  return html`<p class="kicker">${link(view.of.folder, view.of.title)} · <span${markup}>${label}</span></p>`;
}

/** An avatar on another host is omitted, so that the page sends no requests to other hosts. */
function author(title: string, { avatar, url }: Partial<Person> = {}, settings: Settings): Html {
  const link = followable(url);
  // The h-feed needs a separate p-name: the one inside the h-card is the person's name.
  return html`<data class="p-name" value="${title}"></data>
<div class="person p-author h-card">
${avatar?.startsWith(settings.url) && html`<img class="u-photo" src="${avatar}" alt="" width="64" height="64">\n`}<h1 class="p-name">${title}</h1>
${link !== undefined && html`<p><a class="u-url" rel="author" href="${link}">${hostOf(link)}</a></p>`}
</div>`;
}

function articles(view: FeedPage, settings: Settings): Html {
  const { language } = settings;
  if (view.items.length === 0) return emptyNotice(translationsFor(language), settings);
  const brief = view.kind === "archive";
  const entries = view.items.map((item) => raw(entryOf(item, { brief })));
  if (brief) return html`<ol class="entries brief">\n${entries}</ol>`;
  return html`<section aria-labelledby="${pageId("articles")}">
<h2 id="${pageId("articles")}"${fallbackLanguageAttributes(language)}>${translationsFor(language).newest}</h2>
<ol class="entries">
${entries}</ol>
</section>`;
}

function emptyNotice(translations: Translations, settings: Settings): Html {
  return html`<section class="empty" aria-labelledby="${pageId("articles")}"${fallbackLanguageAttributes(settings.language)}>
<h2 id="${pageId("articles")}">${translations.noneYet}</h2>
<p>${translations.noneYetHelp}</p>
</section>`;
}

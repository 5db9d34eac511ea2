/** Renders the layout of every page around its main content: the HTML head, a banner with the site's name, and a footer with the copyright line. */
import type { Settings } from "../../../settings/settings.ts";
import { type Document, FEED_FORMATS, type Freshness } from "../../document.ts";
import { feedTitle } from "../../show.ts";
import { addressOf } from "../../site-urls.ts";
import { type Html, html } from "../html-template.ts";
import { languageOf } from "../language-format.ts";
import { pageId } from "../page-ids.ts";
import { assetAddress, mediaType } from "../page-urls.ts";
import { fallbackLanguageAttributes, languageAttributes, translationsFor } from "../translations.ts";

export type Page = {
  /** The document's name relative to the site's root. */
  readonly name: string;
  readonly freshness?: Freshness;
  /** BCP 47. */
  readonly language: string;
  /** Plain text, as shown in a browser's tab. */
  readonly title: string;
  readonly description?: string;
  /** Whether search engines are asked to leave the page out. */
  readonly isNoIndex?: boolean;
  /** The feed that this page offers to browsers and feed readers; if undefined, it offers none. */
  readonly feed?: { readonly folder: string; readonly title: string };
  /** Further elements for the head: canonical URL, Open Graph. */
  readonly head?: Html;
  /** Classes of the body; include `h-feed` if the page is a feed. */
  readonly className?: string;
  /** Replaces the site's name in the banner. */
  readonly banner?: Html;
  readonly main: Html;
  /** Whether the page has a subscribe section that the banner can link to. */
  readonly subscribable?: boolean;
};

export function renderPage(page: Page, settings: Settings): Document {
  const { tag, direction } = languageOf(page.language);
  const body = html`<!doctype html>
<html lang="${tag}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${describe(page.description)}${page.isNoIndex && NO_INDEX}${page.head}<meta name="color-scheme" content="light dark">
<meta name="generator" content="Dropfeed">
<link rel="stylesheet" href="${assetAddress("style.css", settings)}">
<link rel="icon" href="${settings.icon ?? assetAddress("icon.svg", settings)}">
${page.feed && alternates(page.feed, settings)}<script src="${assetAddress("copy.js", settings)}" defer></script>
</head>
<body${page.className !== undefined && html` class="${page.className}"`}>
${banner(page, settings)}
<main id="${pageId("content")}">
${page.main}
</main>
${footer(page, settings)}
</body>
</html>
`;
  const { name, freshness = "page" } = page;
  return { name, body: body.markup, type: "text/html; charset=utf-8", freshness };
}

const NO_INDEX = html`<meta name="robots" content="noindex">\n`;

function describe(description: string | undefined): Html | undefined {
  return description === undefined || description === ""
    ? undefined
    : html`<meta name="description" content="${description}">\n`;
}

function alternates({ folder, title }: { folder: string; title: string }, settings: Settings): Html {
  const name = feedTitle(folder, title, settings);
  const links = Object.values(FEED_FORMATS).map(({ file, type, title: format }) => {
    const href = addressOf(folder + file, settings);
    return html`<link rel="alternate" type="${mediaType(type)}" title="${name} (${format})" href="${href}">\n`;
  });
  return html`${links}`;
}

function banner(page: Page, settings: Settings): Html {
  const translations = translationsFor(page.language);
  const languageMarkup = fallbackLanguageAttributes(page.language);
  const links = html`<nav aria-label="${translations.menu}"${languageMarkup}>
${settings.archive !== false && html`<a href="${addressOf("archive/", settings)}">${translations.archive}</a>`}
${page.subscribable && html`<a class="button" href="#${pageId("subscribe")}">${translations.subscribe}</a>`}
</nav>`;
  return html`<a class="skip" href="#${pageId("content")}"${languageMarkup}>${translations.skip}</a>
<header class="banner">
${page.banner ?? siteName(page, settings)}
${links}
</header>`;
}

function siteName(page: Page, settings: Settings): Html {
  const language = languageAttributes(settings.language, page.language);
  return html`<a class="site-name" href="${addressOf("", settings)}"${language}>${icon(settings)}${settings.title}</a>`;
}

/** The site's icon. Its alternative text is empty because the site's name is next to it. */
export function icon(settings: Settings): Html {
  return html`<img class="icon" src="${settings.icon ?? assetAddress("icon.svg", settings)}" alt="" width="32" height="32">`;
}

function footer(page: Page, settings: Settings): Html {
  const language = languageAttributes(settings.language, page.language);
  const copyright = settings.copyright ?? settings.title;
  return html`<footer class="colophon"><p><span${language}>${copyright}</span></p></footer>`;
}

/** Renders the subscribe box of a feed: an explanation, a button that opens reader apps, and the feed URLs to copy. It needs no third party and no script. */
import type { Settings } from "../../../settings/settings.ts";
import { FEED_FORMATS } from "../../document.ts";
import { feedTitle } from "../../show.ts";
import { addressOf, feedAddress } from "../../site-urls.ts";
import { type Html, html, raw } from "../html-template.ts";
import { pageId } from "../page-ids.ts";
import { mediaType } from "../page-urls.ts";
import { fallbackLanguageAttributes, languageAttributes, type Translations, translationsFor } from "../translations.ts";

type Subscription = {
  readonly folder: string;
  /** The title of the feed to subscribe to: the site, a tag or an author. Plain text, in the site's language. */
  readonly title: string;
  /** The page's language, BCP 47. */
  readonly language: string;
};

export function subscribeSection({ folder, title, language }: Subscription, settings: Settings): Html {
  const translations = translationsFor(language);
  const rss = feedAddress(folder, "rss", settings);
  return html`<section class="subscribe" id="${pageId("subscribe")}" aria-labelledby="${pageId("subscribe-title")}"${fallbackLanguageAttributes(language)}>
<h2 id="${pageId("subscribe-title")}">${translations.subscribe}</h2>
<p class="subject"><span${languageAttributes(settings.language, language)}>${feedTitle(folder, title, settings)}</span></p>
<p>${translations.aboutFeeds}</p>
<p><a class="button main-button" href="feed:${rss}">${translations.openInReader}</a></p>
<p class="hint">${translations.openHint}</p>
<ul class="addresses">
${Object.values(FEED_FORMATS).map((format) => addressRow(format, folder, translations, settings))}</ul>
${folder === "" && html`<p class="hint"><a href="${addressOf("feeds.opml", settings)}">${translations.allFeeds}</a></p>`}
</section>`;
}

type Format = (typeof FEED_FORMATS)[keyof typeof FEED_FORMATS];

/** The copy button works only with JavaScript; `copy.js` shows it. */
function addressRow(
  { file, type, title }: Format,
  folder: string,
  translations: Translations,
  settings: Settings,
): Html {
  const address = addressOf(folder + file, settings);
  const id = pageId(`address-${file}`);
  return html`<li><a class="button" href="${address}" type="${mediaType(type)}">${title}</a>
<code id="${id}" dir="ltr">${breakable(address)}</code>
<button type="button" hidden data-copy="${id}" data-copied="${translations.copied}" aria-label="${translations.copy}: ${title}">${translations.copy}</button></li>
`;
}

/** Allows line breaks after slashes in a long URL; the copied text does not change. */
function breakable(address: string): Html {
  return html`${address.split(/(?<=[^/]\/)(?=[^/])/).map((part, index) => html`${index > 0 && raw("<wbr>")}${part}`)}`;
}

/** The front door of a feed: what it is, a button for reader apps, and the addresses to copy. No third party, no script needed. */
import type { Settings } from "../../../settings/settings.ts";
import { FEED_FORMATS } from "../../document.ts";
import { addressOf, feedAddress } from "../../site-urls.ts";
import { type Html, html, raw } from "../html-template.ts";
import { mediaType } from "../page-urls.ts";
import { fallbackLanguageAttributes, languageAttributes, type Translations, translationsFor } from "../translations.ts";

type Door = {
  readonly folder: string;
  /** What is subscribed to: the site, a tag, an author. Plain text, in the site's language. */
  readonly title: string;
  /** The page's, BCP 47. */
  readonly language: string;
};

export function subscribeSection({ folder, title, language }: Door, settings: Settings): Html {
  const words = translationsFor(language);
  const rss = feedAddress(folder, "rss", settings);
  return html`<section class="subscribe" id="subscribe" aria-labelledby="subscribe-title"${fallbackLanguageAttributes(language)}>
<h2 id="subscribe-title">${words.subscribe}</h2>
<p class="subject"><span${languageAttributes(settings.language, language)}>${title}</span></p>
<p>${words.aboutFeeds}</p>
<p><a class="button main-button" href="feed:${rss}">${words.openInReader}</a></p>
<p class="hint">${words.openHint}</p>
<ul class="addresses">
${Object.values(FEED_FORMATS).map((format) => addressRow(format, folder, words, settings))}</ul>
${folder === "" && html`<p class="hint"><a href="${addressOf("feeds.opml", settings)}">${words.allFeeds}</a></p>`}
</section>`;
}

type Format = (typeof FEED_FORMATS)[keyof typeof FEED_FORMATS];

/** The copy button is for those who have script; `copy.js` shows it. */
function addressRow({ file, type, title }: Format, folder: string, words: Translations, settings: Settings): Html {
  const address = addressOf(folder + file, settings);
  return html`<li><a class="button" href="${address}" type="${mediaType(type)}">${title}</a>
<code id="${file}" dir="ltr">${breakable(address)}</code>
<button type="button" hidden data-copy="${file}" data-copied="${words.copied}" aria-label="${words.copy}: ${title}">${words.copy}</button></li>
`;
}

/** An address that is too long for its line goes on behind a slash; what is copied stays whole. */
function breakable(address: string): Html {
  return html`${address.split(/(?<=[^/]\/)(?=[^/])/).map((part, index) => html`${index > 0 && raw("<wbr>")}${part}`)}`;
}

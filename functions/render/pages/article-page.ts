/** The page of one article: what an item of a feed links to. */
import type { Settings } from "../../settings/settings.ts";
import { followable } from "../address.ts";
import type { Document } from "../document.ts";
import type { Item } from "../item.ts";
import { hostOf } from "./address.ts";
import { attachments } from "./attachments.ts";
import { isInContent, pageContent } from "./content.ts";
import { descriptionOf } from "./entry.ts";
import { allFacts, tags } from "./facts.ts";
import { type Html, html } from "./html.ts";
import { renderPage } from "./layout.ts";
import { articlePreview } from "./preview.ts";
import { subscribeSection } from "./subscribe.ts";
import { ownWords, wordsIn } from "./words.ts";

/** Its document's name. */
export const articlePage = (slug: string) => `articles/${slug}/index.html`;

export function renderArticlePage(item: Item, slug: string, settings: Settings): Document {
  const language = item.language ?? settings.language;
  const description = descriptionOf(item);
  return renderPage(
    {
      name: articlePage(slug),
      language,
      title: item.title === settings.title ? item.title : `${item.title} – ${settings.title}`,
      description,
      feed: { folder: "", title: settings.title },
      head: articlePreview(item, description, settings),
      className: "article",
      subscribable: true,
      main: html`${article(item, language, settings)}
${subscribeSection({ folder: "", title: settings.title, language }, settings)}`,
    },
    settings,
  );
}

function article(item: Item, language: string, settings: Settings): Html {
  return html`<article class="h-entry">
<header class="headline">
<h1 class="p-name">${item.title}</h1>
${allFacts(item, settings)}
</header>
${hero(item)}
<div class="e-content">
${pageContent(item, wordsIn(language))}
</div>
${attachments(item, settings)}
${original(item, language)}
${tags(item, settings)}
</article>`;
}

function hero(item: Item): Html | undefined {
  const image = followable(item.image);
  if (image === undefined || isInContent(image, item)) return undefined;
  return html`<img class="hero u-photo" src="${image}" alt="">`;
}

function original(item: Item, language: string): Html | undefined {
  const url = followable(item.externalUrl);
  if (url === undefined) return undefined;
  return html`<p class="original"${ownWords(language)}><a href="${url}">${wordsIn(language).original} ${hostOf(url)}</a></p>`;
}

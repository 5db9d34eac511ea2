/** Renders the HTML page of one article, which the items of feeds link to. */
import type { Settings } from "../../settings/settings.ts";
import type { Document } from "../document.ts";
import type { Item } from "../item.ts";
import { followable } from "../site-urls.ts";
import { type Html, html } from "./html-template.ts";
import { hostOf } from "./page-urls.ts";
import { isInContent, pageContent, sizeAttributes } from "./parts/article-content.ts";
import { attachments, players } from "./parts/attachments.ts";
import { articlePreview } from "./parts/link-preview.ts";
import { descriptionOf } from "./parts/list-entry.ts";
import { articleMetadataLine, tags } from "./parts/metadata-line.ts";
import { renderPage } from "./parts/page-layout.ts";
import { subscribeSection } from "./parts/subscribe-box.ts";
import { tableOfContents } from "./parts/table-of-contents.ts";
import { fallbackLanguageAttributes, translationsFor } from "./translations.ts";

/** The document name of an article's page. */
export const articlePage = (slug: string) => `articles/${slug}/index.html`;

export function renderArticlePage(item: Item, slug: string, settings: Settings): Document {
  const language = item.language ?? settings.language;
  const description = descriptionOf(item);
  return renderPage(
    {
      name: articlePage(slug),
      language,
      title: item.name === settings.title ? item.name : `${item.name} – ${settings.title}`,
      description,
      isNoIndex: item.unlisted,
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
${heading(item)}
${articleMetadataLine(item, settings)}
${standfirst(item)}</header>
${hero(item)}
${players(item)}${tableOfContents(item, language)}<div class="e-content">
${pageContent(item, translationsFor(language))}
</div>
${attachments(item, settings)}
${original(item, language)}
${tags(item, settings)}
</article>`;
}

/** A note's name repeats its first words, so only screen readers and outlines get it. Without `p-name`, microformats call it a note. */
function heading({ title, name }: Item): Html {
  return title === undefined ? html`<h1 class="unseen">${name}</h1>` : html`<h1 class="p-name">${title}</h1>`;
}

/** The writer's summary under the title, unless the text begins with the same words. */
function standfirst({ summary, excerpt }: Item): Html | undefined {
  if (summary === undefined || beginning(excerpt).startsWith(beginning(summary))) return undefined;
  return html`<p class="p-summary standfirst">${summary}</p>\n`;
}

/** Enough to tell two texts apart. A summary that was cut ends with dots. */
const beginning = (text: string) => text.replace(/[\s.…]{1,10}$/u, "").slice(0, 80);

function hero(item: Item): Html | undefined {
  const image = followable(item.image);
  if (image === undefined || isInContent(image, item)) return undefined;
  return html`<img class="hero u-photo" src="${image}" alt=""${sizeAttributes(image, item.pictures)}>`;
}

function original(item: Item, language: string): Html | undefined {
  const url = followable(item.externalUrl);
  if (url === undefined) return undefined;
  return html`<p class="original"${fallbackLanguageAttributes(language)}><a href="${url}">${translationsFor(language).original} ${hostOf(url)}</a></p>`;
}

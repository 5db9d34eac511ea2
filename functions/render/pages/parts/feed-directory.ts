/** Renders the lists of tags and authors on the site's front page; each entry links to the page of its feed. */
import type { Settings } from "../../../settings/settings.ts";
import { kindOfFolder, PART_FOLDERS, PART_KINDS, type PartKind } from "../../part-kinds.ts";
import { addressOf } from "../../site-urls.ts";
import { type Html, html } from "../html-template.ts";
import { pageId } from "../page-ids.ts";
import { fallbackLanguageAttributes, translationsFor } from "../translations.ts";

/** A feed that the site's front page links to. */
export type ListedFeed = {
  /** The tag as written, the author's name. */
  readonly title: string;
  /** `tags/rss/`, `authors/ann-lee/`. */
  readonly folder: string;
  /** The number of its articles, if known. */
  readonly count?: number;
};

export function listedFeeds(feeds: readonly ListedFeed[], settings: Settings): Html {
  const translations = translationsFor(settings.language);
  const listings = PART_KINDS.map((kind) => {
    const name = PART_FOLDERS[kind];
    const listed = feeds.filter(({ folder }) => kindOfFolder(folder) === kind);
    return listing(name, translations[name], listed, settings);
  });
  return html`${listings.map((each, index) => html`${index > 0 && each && "\n"}${each}`)}`;
}

/** The number of entries that are always visible, few enough for a quick overview; the rest are collapsed. */
const VISIBLE_FEEDS = 24;

function listing(
  name: (typeof PART_FOLDERS)[PartKind],
  heading: string,
  feeds: readonly ListedFeed[],
  settings: Settings,
): Html | undefined {
  if (feeds.length === 0) return undefined;
  const rest = feeds.slice(VISIBLE_FEEDS);
  const id = pageId(name);
  return html`<nav aria-labelledby="${id}">
<h2 id="${id}"${fallbackLanguageAttributes(settings.language)}>${heading}</h2>
${links(feeds.slice(0, VISIBLE_FEEDS), settings)}
${rest.length > 0 && html`<details><summary${fallbackLanguageAttributes(settings.language)}>${translationsFor(settings.language).more}</summary>${links(rest, settings)}</details>`}
</nav>`;
}

function links(feeds: readonly ListedFeed[], settings: Settings): Html {
  const rows = feeds.map(
    ({ title, folder, count }) =>
      html`<li><a href="${addressOf(folder, settings)}">${title}${count !== undefined && html` <small>${count}</small>`}</a></li>\n`,
  );
  return html`<ul class="tags">
${rows}</ul>`;
}

/** Renders an article's attachments: audio and video in the browser's built-in players, and a list with a download link for every file. */
import type { Settings } from "../../../settings/settings.ts";
import type { Enclosure } from "../../enclosure.ts";
import type { Item } from "../../item.ts";
import { followable } from "../../site-urls.ts";
import { type Html, html } from "../html-template.ts";
import { type Language, languageOf } from "../language-format.ts";
import { pageId } from "../page-ids.ts";
import { fallbackLanguageAttributes, translationsFor } from "../translations.ts";
import { isInContent } from "./article-content.ts";
import { joinedLine } from "./metadata-line.ts";

export function attachments(item: Item, settings: Settings): Html | undefined {
  const language = item.language ?? settings.language;
  const enclosures = item.enclosures.filter(({ url }) => followable(url) !== undefined);
  if (enclosures.length === 0) return undefined;
  return html`<section class="attachments" aria-labelledby="${pageId("attachments")}">
<h2 id="${pageId("attachments")}"${fallbackLanguageAttributes(language)}>${translationsFor(language).attachments}</h2>
<ul>
${enclosures.map((enclosure) => attachment(enclosure, languageOf(language)))}</ul>
</section>`;
}

/** What can be played and is not played in the text, for the top of the page: whoever follows a link to an episode came for it. */
export function players(item: Item): Html | undefined {
  const shown = item.enclosures
    .filter(({ url }) => followable(url) !== undefined && !isInContent(url, item))
    .flatMap((enclosure) => player(enclosure) ?? []);
  return shown.length === 0 ? undefined : html`<div class="players">\n${shown}</div>\n`;
}

function attachment(enclosure: Enclosure, language: Language): Html {
  const { url, type, size, duration } = enclosure;
  const title = titleOf(enclosure);
  const metadata = [
    type,
    duration === undefined ? undefined : clock(duration),
    size === undefined ? undefined : language.size(size),
  ];
  return html`<li><a href="${url}" download>${translationsFor(language.tag).download}: ${title}</a>
${joinedLine(metadata)}</li>
`;
}

/** The browser loads nothing until the user presses play. */
function player(enclosure: Enclosure): Html | undefined {
  const { url, type } = enclosure;
  const title = titleOf(enclosure);
  if (type.startsWith("audio/"))
    return html`<audio class="u-audio" controls preload="none" src="${url}" aria-label="${title}"></audio>\n`;
  if (type.startsWith("video/"))
    return html`<video class="u-video" controls preload="none" src="${url}" aria-label="${title}"></video>\n`;
  return undefined;
}

const titleOf = ({ title, url }: Enclosure) => title ?? fileName(url);

function fileName(url: string): string {
  const name = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(name) || url;
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

/** Formats seconds as `1:02:03` or `2:03`. */
function clock(duration: number): string {
  const seconds = Math.round(duration);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

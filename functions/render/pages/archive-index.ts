/** Renders the archive's index page, which lists and links all periods. It changes only when a period is added or removed. */
import type { Settings } from "../../settings/settings.ts";
import type { Document } from "../document.ts";
import { addressOf } from "../site-urls.ts";
import { type Html, html } from "./html-template.ts";
import { languageOf } from "./language-format.ts";
import { parsePeriod } from "./parts/archive-links.ts";
import { preview } from "./parts/link-preview.ts";
import { renderPage } from "./parts/page-layout.ts";
import { subscribeSection } from "./parts/subscribe-box.ts";
import { fallbackLanguageAttributes, translationsFor } from "./translations.ts";

export const ARCHIVE_INDEX = "archive/index.html";

/** `periods` are the folders of each period's first page, such as `archive/2023-09/`, newest first. */
export function renderArchiveIndex(periods: readonly string[], settings: Settings): Document {
  const { language } = settings;
  const translations = translationsFor(language);
  const title = `${translations.archive} – ${settings.title}`;
  const url = addressOf("archive/", settings);
  return renderPage(
    {
      name: ARCHIVE_INDEX,
      language,
      title,
      description: title,
      feed: { folder: "", title: settings.title },
      head: preview({ url, type: "website", title, description: title, image: settings.image }, settings),
      className: "feed",
      subscribable: true,
      main: html`<div class="columns">
<div>
<header class="headline"><h1${fallbackLanguageAttributes(language)}>${translations.archive}</h1></header>
${periods.length === 0 ? html`<p${fallbackLanguageAttributes(language)}>${translations.noneYet}</p>` : grouped(periods).map((group) => section(group, settings))}
</div>
<div class="sidebar">
${subscribeSection({ folder: "", title: settings.title, language }, settings)}
</div>
</div>`,
    },
    settings,
  );
}

type Group = readonly [longer: string, folders: readonly string[]];

/** Groups periods by the longer period that contains them: months by year, days by month. Years form one group without a name. */
function grouped(folders: readonly string[]): readonly Group[] {
  const groups = new Map<string, string[]>();
  for (const folder of folders) {
    const { period } = parsePeriod(folder);
    const longer = period.slice(0, Math.max(0, period.lastIndexOf("-")));
    const group = groups.get(longer);
    if (group === undefined) groups.set(longer, [folder]);
    else group.push(folder);
  }
  return [...groups];
}

function section([longer, folders]: Group, settings: Settings): Html {
  const heading = longer !== "" && html`<h2>${languageOf(settings.language).period(longer)}</h2>`;
  return html`${heading}
<ul class="periods">
${folders.map((folder) => link(folder, settings))}</ul>
`;
}

function link(folder: string, settings: Settings): Html {
  const { period } = parsePeriod(folder);
  const { partOfPeriod, period: fullName } = languageOf(settings.language);
  return html`<li><a href="${addressOf(folder, settings)}" aria-label="${fullName(period)}">${partOfPeriod(period)}</a></li>\n`;
}

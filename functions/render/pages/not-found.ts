/** Renders `404.html`, the page that is shown for an address that does not exist. */
import type { Settings } from "../../settings/settings.ts";
import type { Document } from "../document.ts";
import { addressOf } from "../site-urls.ts";
import { html } from "./html-template.ts";
import { renderPage } from "./parts/page-layout.ts";
import { fallbackLanguageAttributes, translationsFor } from "./translations.ts";

export function renderNotFound(settings: Settings): Document {
  const { language } = settings;
  const translations = translationsFor(language);
  return renderPage(
    {
      name: "404.html",
      language,
      title: `${translations.notFound} – ${settings.title}`,
      feed: { folder: "", title: settings.title },
      head: html`<meta name="robots" content="noindex">\n`,
      className: "not-found",
      main: html`<div${fallbackLanguageAttributes(language)}>
<p class="kicker">404</p>
<h1>${translations.notFound}</h1>
<p>${translations.notFoundHelp}</p>
<p><a class="button main-button" href="${addressOf("", settings)}">${translations.home}</a></p>
</div>`,
    },
    settings,
  );
}

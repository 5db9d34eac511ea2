/** Renders the list of all feeds of the site as an OPML document that feed readers can import (OPML 2.0, opml.org/spec2.opml). */
import type { Settings } from "../settings/settings.ts";
import type { Document } from "./document.ts";
import { type Html, html as xml } from "./pages/html-template.ts";
import { translationsFor } from "./pages/translations.ts";
import { kindOfFolder, PART_FOLDERS, PART_KINDS } from "./part-kinds.ts";
import { feedTitle } from "./show.ts";
import { addressOf, feedAddress } from "./site-urls.ts";

type ListedFeed = { readonly title: string; readonly folder: string };

/** The main feed comes first, then groups for tags, authors and so on, each in the given order. It contains no date, because it is only as old as the feeds that it lists. */
export function renderOpml(feeds: readonly ListedFeed[], settings: Settings): Document {
  const translations = translationsFor(settings.language);
  const groups = PART_KINDS.map((kind) => {
    const listed = feeds.filter(({ folder }) => kindOfFolder(folder) === kind);
    return group(translations[PART_FOLDERS[kind]], listed, settings);
  });
  const body = xml`<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
<head>
<title>${settings.title}</title>
</head>
<body>
${outline({ title: settings.title, folder: "" }, settings)}${groups}</body>
</opml>
`;
  return { name: "feeds.opml", body: body.markup, type: "text/x-opml; charset=utf-8", freshness: "page" };
}

function group(name: string, feeds: readonly ListedFeed[], settings: Settings): Html | undefined {
  if (feeds.length === 0) return undefined;
  return xml`<outline text="${name}">
${feeds.map((feed) => outline(feed, settings))}</outline>
`;
}

/** Readers use this text as the subscription's name, so it is that of the feed, and the name of a tag's feed includes the site's title. */
function outline({ title, folder }: ListedFeed, settings: Settings): Html {
  const name = feedTitle(folder, folder === "" ? title : `${settings.title} – ${title}`, settings);
  return xml`<outline type="rss" text="${name}" title="${name}" xmlUrl="${feedAddress(folder, "rss", settings)}" htmlUrl="${addressOf(folder, settings)}"/>
`;
}

/** Renders the documents that do not depend on articles: stylesheets, copy script, default icon, the 404 page, robots.txt and the schema of feeds. */
import type { Settings } from "../../../settings/settings.ts";
import type { Document } from "../../document.ts";
import { renderFeedSchema } from "../../feed-schema.ts";
import { renderRobots } from "../../sitemap.ts";
import { renderNotFound } from "../not-found.ts";
import { renderCopyScript } from "./copy-script.ts";
import { faviconBytes } from "./favicon.ts";
import { renderFeedStyle } from "./feed-stylesheet.ts";
import { renderIcon } from "./icon.ts";
import { renderStyle } from "./stylesheet.ts";

/** For what asks for it unasked; a site that sets an icon names that one on its pages and in its feeds. */
export const FAVICON = {
  name: "favicon.ico",
  body: faviconBytes(),
  type: "image/vnd.microsoft.icon",
  freshness: "asset",
} as const;

export function renderSiteAssets(settings: Settings): readonly Document[] {
  const icon = settings.icon === undefined ? [renderIcon()] : [];
  return [
    renderStyle(),
    renderFeedStyle(),
    renderCopyScript(),
    renderFeedSchema(),
    ...icon,
    renderNotFound(settings),
    renderRobots(settings),
  ];
}

/** Renders the documents that do not depend on articles: stylesheets, copy script, default icon and the 404 page. */
import type { Settings } from "../../../settings/settings.ts";
import type { Document } from "../../document.ts";
import { renderNotFound } from "../not-found.ts";
import { renderCopyScript } from "./copy-script.ts";
import { renderFeedStyle } from "./feed-stylesheet.ts";
import { renderIcon } from "./icon.ts";
import { renderStyle } from "./stylesheet.ts";

export function renderSiteAssets(settings: Settings): readonly Document[] {
  const icon = settings.icon === undefined ? [renderIcon()] : [];
  return [renderStyle(), renderFeedStyle(), renderCopyScript(), ...icon, renderNotFound(settings)];
}

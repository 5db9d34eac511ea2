/** Renders an article once for all documents that list it: takes its item and returns the pieces of its RSS, Atom, JSON Feed and pages. */
import type { Settings } from "../settings/settings.ts";
import type { Fragment } from "./formats/feed-library.ts";
import { fragmentsOf } from "./formats/item-formats.ts";
import type { Item } from "./item.ts";
import { listEntry } from "./pages/parts/list-entry.ts";
import { type RenderedItem, renderedItem } from "./rendered-item.ts";

export function renderItem(item: Item, settings: Settings): RenderedItem {
  const { rss, atom, json } = fragmentsOf(item);
  const [rssStart, xmlHtml, rssEnd] = aroundHtml(rss, item);
  const [atomStart, , atomEnd] = aroundHtml(atom, item);
  const entry = (brief: boolean) => listEntry(item, { language: settings.language, brief }, settings).markup;
  const pieces = { rssStart, atomStart, xmlHtml, rssEnd, atomEnd, json: json.join("") };
  const { published, updated, episode } = item;
  const facts = { published, updated, isEpisode: episode !== undefined };
  return renderedItem({ ...pieces, entry: entry(false), briefEntry: entry(true) }, facts);
}

/** The article's HTML is the last part but one, if it has any. */
function aroundHtml(parts: Fragment, { html }: Item): [start: string, html: string, end: string] {
  if (html === "") return [parts.join(""), "", ""];
  return [parts.slice(0, -2).join(""), parts.at(-2) ?? "", parts.at(-1) ?? ""];
}

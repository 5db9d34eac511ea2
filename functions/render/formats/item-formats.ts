/** Renders one item as an RSS item, an Atom entry and a JSON Feed item, ready to insert into the documents of a feed. */
import type { FeedFormat } from "../document.ts";
import type { Item } from "../item.ts";
import { printableLine } from "../printable-text.ts";
import { atomEntry } from "./atom.ts";
import type { Fragment } from "./feed-library.ts";
import { jsonItem } from "./json.ts";
import { rssItem } from "./rss.ts";

export type Fragments = Readonly<Record<FeedFormat, Fragment>>;

export function fragmentsOf(item: Item): Fragments {
  // Some readers reject an entry without any text.
  const summary = item.summary ?? (item.html === "" ? item.name : printableLine(item.excerpt));
  return { rss: rssItem(item, summary), atom: atomEntry(item, summary), json: jsonItem(item, summary) };
}

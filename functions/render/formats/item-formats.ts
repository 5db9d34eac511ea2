/** An item as each format writes it, to be put between the others of its feed. */
import type { FeedFormat } from "../document.ts";
import type { Item } from "../item.ts";
import { printableLine } from "../printable-text.ts";
import { atomEntry } from "./atom.ts";
import type { Fragment } from "./feed-library.ts";
import { jsonItem } from "./json.ts";
import { rssItem } from "./rss.ts";

export type Fragments = Readonly<Record<FeedFormat, Fragment>>;

export function fragmentsOf(item: Item): Fragments {
  // An entry without any words is refused by some readers.
  const summary = item.summary ?? (item.html === "" ? item.title : printableLine(item.excerpt));
  return { rss: rssItem(item, summary), atom: atomEntry(item, summary), json: jsonItem(item, summary) };
}

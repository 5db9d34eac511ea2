/** An item as each format writes it, to be put between the others of its feed. */
import type { Format } from "./document.ts";
import { atomEntry } from "./formats/atom.ts";
import type { Fragment } from "./formats/engine.ts";
import { jsonItem } from "./formats/json.ts";
import { rssItem } from "./formats/rss.ts";
import type { Item } from "./item.ts";
import { tellableLine } from "./plain-text.ts";

export type Fragments = Readonly<Record<Format, Fragment>>;

export function fragmentsOf(item: Item): Fragments {
  // An entry without any words is refused by some readers.
  const summary = item.summary ?? (item.html === "" ? item.title : tellableLine(item.excerpt));
  return { rss: rssItem(item, summary), atom: atomEntry(item, summary), json: jsonItem(item, summary) };
}

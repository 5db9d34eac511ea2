/**
 * JSON Feed 1.1, by the engine.
 *
 * It writes version 1, which had one author and, as the engine has it, no attachments; all that 1.1 says goes in as extensions.
 */
import { Feed } from "feed";
import type { Person } from "../../article/article.ts";
import type { Channel } from "../channel.ts";
import type { Enclosure } from "../enclosure.ts";
import type { Item } from "../item.ts";
import { rfc3339 } from "./date-format.ts";
import { asWritten, before, extensions, type Fragment, UNUSED } from "./feed-library.ts";

const VERSION = "https://jsonfeed.org/version/1.1";
/** How the engine's document ends without items, and what its items stand between. */
const EMPTY = "[]\n}";
const START = "[\n";
const ENDING = "\n    ]\n}";

/** `items` as `jsonItem` made them. */
export function jsonDocument(channel: Channel, items: readonly Fragment[]): readonly string[] {
  const empty = describe(channel).json1();
  return items.length === 0 ? [empty] : before(ENDING, empty.slice(0, -EMPTY.length) + START + ENDING, items, ",\n");
}

export function jsonItem(item: Item, summary: string): Fragment {
  const feed = new Feed(UNUSED);
  feed.addItem({
    id: item.id,
    link: item.url,
    title: item.title,
    content: item.html,
    date: asWritten(rfc3339(item.updated)),
    published: asWritten(rfc3339(item.published)),
    extensions: extensions({
      external_url: item.externalUrl,
      summary: summary === "" ? undefined : summary,
      image: item.image,
      language: item.language,
      authors: filled(item.authors.map(author)),
      tags: filled(item.tags),
      attachments: filled(item.enclosures.map(attachment)),
      _dropfeed: item.source === undefined ? undefined : { source: item.source },
    }),
  });
  const document = feed.json1();
  return [document.slice(document.indexOf(START) + START.length, -ENDING.length)];
}

function describe(channel: Channel): Feed {
  const { self, prevArchive } = channel.links.json;
  const feed = new Feed({
    title: channel.title,
    link: channel.page,
    feedLinks: { json: self },
    description: channel.description,
  });
  feed.extensions = extensions({
    version: VERSION,
    language: channel.language,
    // Both are square, for a feed's place in a list; the wide picture is neither.
    icon: channel.icon,
    favicon: channel.icon,
    authors: filled(channel.authors.map(author)),
    hubs: filled(channel.hubs.map((url) => ({ type: "WebSub", url }))),
    next_url: prevArchive,
    _dropfeed: { generator: "Dropfeed", copyright: channel.copyright },
  });
  return feed;
}

function author({ name, url, avatar }: Person) {
  return { name, url, avatar };
}

function attachment({ url, type, title, size, duration }: Enclosure) {
  return { url, mime_type: type, title, size_in_bytes: size, duration_in_seconds: duration };
}

/** JSON Feed leaves out what is empty. */
function filled<Value>(list: readonly Value[]): readonly Value[] | undefined {
  return list.length > 0 ? list : undefined;
}

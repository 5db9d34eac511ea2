/**
 * Writes a feed as a JSON Feed 1.1 document, using the `feed` package.
 *
 * The package writes version 1, which has only one author and, as the package implements it, no attachments. All fields of
 * version 1.1 are added as extensions.
 */
import { Feed } from "feed";
import type { Person } from "../../article/article.ts";
import type { Channel } from "../channel.ts";
import type { DocumentPart } from "../document.ts";
import type { Enclosure } from "../enclosure.ts";
import type { Item } from "../item.ts";
import { rfc3339 } from "./date-format.ts";
import { asWritten, before, extensions, type Fragment, type ItemParts, UNUSED } from "./feed-library.ts";
import { jsonTemplate } from "./item-template.ts";

const VERSION = "https://jsonfeed.org/version/1.1";
/** The end of the package's document without items, and the text before and after its items. */
const EMPTY = "[]\n}";
const START = "[\n";
const ENDING = "\n    ]\n}";

/** `items` come from `jsonItem`. */
export function jsonDocument(channel: Channel, items: readonly ItemParts[]): readonly DocumentPart[] {
  const empty = describe(channel).json1();
  return items.length === 0 ? [empty] : before(ENDING, empty.slice(0, -EMPTY.length) + START + ENDING, items, ",\n");
}

export function jsonItem(item: Item, summary: string): Fragment {
  return writeItem(itemValues(item, summary));
}

type ItemValues = ReturnType<typeof itemValues>;

function itemValues(item: Item, summary: string) {
  return {
    id: item.id,
    url: item.url,
    title: item.title,
    // JSON Feed requires content. What stands for it is text.
    html: item.isContentOmitted ? undefined : item.html,
    text: item.isContentOmitted ? summary : undefined,
    updated: rfc3339(item.updated),
    published: rfc3339(item.published),
    externalUrl: item.externalUrl,
    summary: summary === "" ? undefined : summary,
    image: item.image,
    language: item.language,
    authors: item.authors.map(author),
    tags: item.tags,
    attachments: item.enclosures.map(attachment),
    source: item.source,
  };
}

const writeItem = jsonTemplate((placeholders: ItemValues): string => {
  const { source } = placeholders;
  const feed = new Feed(UNUSED);
  feed.addItem({
    id: placeholders.id,
    link: placeholders.url,
    // Empty for a note; the package then writes no title.
    title: placeholders.title ?? "",
    content: placeholders.html,
    date: asWritten(placeholders.updated),
    published: asWritten(placeholders.published),
    extensions: extensions({
      content_text: placeholders.text,
      external_url: placeholders.externalUrl,
      summary: placeholders.summary,
      image: placeholders.image,
      language: placeholders.language,
      authors: nonEmpty(placeholders.authors),
      tags: nonEmpty(placeholders.tags),
      attachments: nonEmpty(placeholders.attachments),
      _dropfeed: source === undefined ? undefined : { source },
    }),
  });
  const document = feed.json1();
  return document.slice(document.indexOf(START) + START.length, -ENDING.length);
});

function describe(channel: Channel): Feed {
  const { self, older } = channel.links.json;
  const feed = new Feed({
    title: channel.title,
    link: channel.page,
    feedLinks: { json: self },
    description: channel.description,
  });
  feed.extensions = extensions({
    version: VERSION,
    language: channel.language,
    // Both fields expect a square image, as shown in a list of feeds, so the site's wide image fits neither.
    icon: channel.icon,
    favicon: channel.icon,
    authors: nonEmpty(channel.authors.map(author)),
    hubs: nonEmpty(channel.hubs.map((url) => ({ type: "WebSub", url }))),
    next_url: older,
    _dropfeed: { about: channel.about, generator: "Dropfeed", copyright: channel.copyright },
  });
  return feed;
}

function author({ name, url, avatar }: Person) {
  return { name, url, avatar };
}

function attachment({ url, type, title, size, duration }: Enclosure) {
  return { url, mime_type: type, title, size_in_bytes: size, duration_in_seconds: duration };
}

/** Returns undefined for an empty list, because JSON Feed omits empty fields. */
function nonEmpty<Value>(list: readonly Value[]): readonly Value[] | undefined {
  return list.length > 0 ? list : undefined;
}

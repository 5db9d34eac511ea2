/** Says, for the `check` command, the feed documents that tell some of their articles by summary because they would be too long. */
import { MAX_DOCUMENT_BYTES } from "../../render/bounded-items.ts";
import { FEED_FORMATS } from "../../render/document.ts";
import { listAll, type Store, textOf } from "../../store/store.ts";

export async function omittedContent(site: Store): Promise<string[]> {
  const reasons: string[] = [];
  for await (const { entries } of listAll(site, {})) {
    for (const { key } of entries) {
      const isFeed = key.slice(key.lastIndexOf("/") + 1) === FEED_FORMATS.json.file;
      const omitted = isFeed ? await omittedFrom(await site.read(key)) : [];
      if (omitted.length === 0) continue;
      const shown = omitted.slice(0, 3).join(", ");
      reasons.push(
        `the feeds in /${key.slice(0, key.lastIndexOf("/") + 1)} tell ${omitted.length} of their articles by summary only, because no document is longer than ${MAX_DOCUMENT_BYTES / 1e6} MB: ${shown}`,
      );
    }
  }
  return reasons;
}

type FeedItem = { readonly url?: string; readonly content_html?: string };

/** The addresses of the items that have text instead of HTML. */
async function omittedFrom(document: Awaited<ReturnType<Store["read"]>>): Promise<string[]> {
  const text = document === undefined ? "" : textOf(document);
  // Quotes in values are escaped, so this is the name of a member.
  if (!text.includes('"content_text":')) return [];
  const { items = [] } = JSON.parse(text) as { readonly items?: readonly FeedItem[] };
  return items.flatMap(({ url, content_html }) => (content_html === undefined && url !== undefined ? [url] : []));
}

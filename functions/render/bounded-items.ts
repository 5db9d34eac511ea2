/**
 * Keeps the documents of a feed below an upper size: the newest items have their content first, and those for which no room is left
 * are told by their summary. A function of the items alone.
 */
import { shortened } from "./excerpt.ts";
import type { Item } from "./item.ts";
import { type RenderedItem, sizeOf } from "./rendered-item.ts";

/** In bytes. CloudFront compresses up to 10 MB, and many readers give up long before that. */
export const MAX_DOCUMENT_BYTES = 5_000_000;
/** In characters, of an item that is told by its summary. */
const MAX_SUMMARY_LENGTH = 1_000;

/** The positions of the items that a document has no room for. */
export function withoutRoom(items: readonly RenderedItem[]): readonly number[] {
  let bytes = 0;
  return newestFirst(items).filter((index) => {
    const size = sizeOf(items[index] as RenderedItem);
    if (bytes + size > MAX_DOCUMENT_BYTES) return true;
    bytes += size;
    return false;
  });
}

/** Archive pages begin with their oldest article. */
function newestFirst(items: readonly RenderedItem[]): number[] {
  const publishedAt = (index: number) => items[index]?.published ?? 0;
  return [...items.keys()].sort((a, b) => publishedAt(b) - publishedAt(a) || a - b);
}

/** An item that is told by its summary or, if the writer gave none, by its first words. */
export function withoutContent(item: Item): Item {
  const summary = shortened(item.summary ?? item.excerpt, MAX_SUMMARY_LENGTH) || undefined;
  return { ...item, html: "", summary, isContentOmitted: true };
}

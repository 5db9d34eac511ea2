/** Writes a document to the site store, unless it would not change: its ETag and Last-Modified stay, and readers get 304. */
import { cacheControl } from "../../edge/document-headers.ts";
import type { Document } from "../../render/document.ts";
import { type Body, bytesForNow, sizeOf } from "../../store/body.ts";
import { key } from "../../store/key.ts";
import type { Meta, Store, StoredObject } from "../../store/store.ts";

/** A document of any making. */
export type WritableDocument = Omit<Document, "body"> & { readonly body: Body };

/** What became of a document; a store may keep it out where another's file stands. */
export type WriteOutcome = { readonly name: string; readonly outcome: "written" | "unchanged" | "kept out" };

export async function writeIfChanged(
  site: Store,
  { name, body, type, freshness }: WritableDocument,
): Promise<WriteOutcome> {
  const meta: Meta = { type, cacheControl: cacheControl[freshness] };
  const stored = await site.read(key(name));
  if (stored !== undefined && isSame(stored, body, meta)) return { name, outcome: "unchanged" };
  const result = await site.write(key(name), body, "anything", meta);
  return { name, outcome: result.kind === "written" ? "written" : "kept out" };
}

// A folder keeps no metadata: there the name alone says how a document is served.
function isSame(stored: StoredObject, body: Body, meta: Meta): boolean {
  const { type, cacheControl } = stored.meta;
  const servedAlike = type === undefined || (type === meta.type && cacheControl === meta.cacheControl);
  // Most that changes changes its length; only what does not is worth comparing.
  if (!servedAlike || stored.size !== sizeOf(body)) return false;
  return Buffer.compare(stored.body, bytesForNow(body)) === 0;
}

/** Writes a document to the site store only if it changed, so that ETag and Last-Modified stay and readers get 304 otherwise. */
import { cacheControl } from "../../edge/document-headers.ts";
import type { Document } from "../../render/document.ts";
import { type Body, bytesForNow, sizeOf } from "../../store/body.ts";
import { key } from "../../store/key.ts";
import type { Meta, Store, StoredObject } from "../../store/store.ts";

/** A document to write, whether rendered or copied. */
export type WritableDocument = Omit<Document, "body"> & { readonly body: Body };

/** The result for one document. `blocked`: the store did not write it because a file that Dropfeed does not own has that name. */
export type WriteOutcome = { readonly name: string; readonly outcome: "written" | "unchanged" | "blocked" };

export async function writeIfChanged(
  site: Store,
  { name, body, type, freshness }: WritableDocument,
): Promise<WriteOutcome> {
  const meta: Meta = { type, cacheControl: cacheControl[freshness] };
  const stored = await site.read(key(name));
  if (stored !== undefined && isSame(stored, body, meta)) return { name, outcome: "unchanged" };
  const result = await site.write(key(name), body, "anything", meta);
  return { name, outcome: result.kind === "written" ? "written" : "blocked" };
}

// A folder stores no metadata; there the file name alone determines how a document is served.
function isSame(stored: StoredObject, body: Body, meta: Meta): boolean {
  const { type, cacheControl } = stored.meta;
  const servedAlike = type === undefined || (type === meta.type && cacheControl === meta.cacheControl);
  // Most changes change the length, so bytes are compared only if the lengths are equal.
  if (!servedAlike || stored.size !== sizeOf(body)) return false;
  return Buffer.compare(stored.body, bytesForNow(body)) === 0;
}

/**
 * Copies a media file to the site store only if it changed, so that ETag and Last-Modified stay: takes the file as the content store
 * has it, of any size, and never holds more than a part of it in memory.
 */
import { cacheControl } from "../../edge/document-headers.ts";
import type { Document } from "../../render/document.ts";
import { key } from "../../store/key.ts";
import {
  type CopySource,
  copyObject,
  type Entry,
  type Meta,
  readRange,
  type Store,
  StoreBusyError,
} from "../../store/store.ts";
import type { WriteOutcome } from "./write-if-changed.ts";

export type CopyTarget = Omit<Document, "body">;

/** Bytes. */
const PART = 4 * 1024 * 1024;

/** @throws StoreBusyError if the file changed meanwhile */
export async function copyIfChanged(site: Store, source: CopySource, target: CopyTarget): Promise<WriteOutcome> {
  const { name, type, freshness } = target;
  const { entry, store } = source;
  const meta: Meta = { type, cacheControl: cacheControl[freshness], copyOf: entry.version };
  const copy = await site.stat(key(name));
  if (copy !== undefined && isServedAlike(copy.meta, meta) && (await isCopyOf(copy, source, site)))
    return { name, outcome: "unchanged" };
  const result = await copyObject(key(name), source, site, meta);
  if (result.kind === "written") return { name, outcome: "written" };
  const now = await store.stat(entry.key);
  if (now?.version !== entry.version) throw new StoreBusyError(`${entry.key}: changed while it was copied`);
  return { name, outcome: "blocked" };
}

// A folder stores no metadata; there the file name alone determines how a document is served.
function isServedAlike({ type, cacheControl }: Meta = {}, meta: Meta): boolean {
  return type === undefined || (type === meta.type && cacheControl === meta.cacheControl);
}

/** A copy that does not say of which version it is, or of another, can still be the same: a file that was written again as it was. */
async function isCopyOf(copy: Entry & { readonly meta?: Meta }, { entry, store }: CopySource, site: Store) {
  if (copy.size !== entry.size) return false;
  if (copy.meta?.copyOf === entry.version) return true;
  for (let start = 0; start < entry.size; start += PART) {
    const parts = [readRange(store, entry.key, start, PART), readRange(site, copy.key, start, PART)] as const;
    const [one, other] = await Promise.all(parts);
    if (one === undefined || other === undefined || Buffer.compare(one, other) !== 0) return false;
  }
  return true;
}

/**
 * A site store that keeps a gzip twin beside each Atom, JSON and OPML document (edge/layout.ts says which and where), because
 * CloudFront compresses none of them. Nobody above sees the twins.
 *
 * The twin is written before its document and removed before it, so that after a crash at any point the document is still as
 * it was, and the publisher, given its message again, does the rest. One case is left: a twin is written, the publisher stops, and
 * before it comes back the content is what it was, so that the document need not change. So a document whose twin tells something
 * else counts as absent when it is read, and both are written anew. That the two are compared unpacked lets a release compress
 * differently without writing every document again.
 *
 * For one publisher at a time: conditions hold for documents, not for their twins.
 */
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { gzipTwin, twinOf } from "../edge/site-layout.ts";
import { bytesOf } from "../store/body.ts";
import { type Key, key } from "../store/key.ts";
import type { Store, StoredObject } from "../store/store.ts";

const compress = promisify(gzip);
const uncompress = promisify(gunzip);

export function compressedStore(store: Store): Store {
  return {
    async read(name) {
      const twin = twinKey(name);
      if (twin === undefined) return store.read(name);
      const [document, packed] = await Promise.all([store.read(name), store.read(twin)]);
      return document && packed && (await tellsOf(document, packed)) ? document : undefined;
    },
    // A twin without its document is there to be removed, so the document must not seem to be gone.
    async stat(name) {
      const twin = twinKey(name);
      const entry = await store.stat(name);
      if (entry !== undefined || twin === undefined) return entry;
      const packed = await store.stat(twin);
      return packed && { ...packed, key: name };
    },
    async write(name, text, expected, meta) {
      const body = bytesOf(text);
      const twin = twinKey(name);
      // Node's gzip writes no time and no name: equal bytes give equal twins.
      if (twin !== undefined)
        await store.write(twin, await compress(body, { level: 9 }), "anything", { ...meta, encoding: "gzip" });
      return store.write(name, body, expected, meta);
    },
    async remove(name, expected) {
      const twin = twinKey(name);
      if (twin !== undefined) await store.remove(twin, "anything");
      return store.remove(name, expected);
    },
    async list(options) {
      const listing = await store.list(options);
      return { ...listing, entries: listing.entries.filter((entry) => twinOf(entry.key) === undefined) };
    },
  };
}

function twinKey(name: Key): Key | undefined {
  const twin = gzipTwin(name);
  return twin === undefined ? undefined : key(twin);
}

/** Whether a twin says the same as its document, and would be served alike. */
async function tellsOf(document: StoredObject, twin: StoredObject): Promise<boolean> {
  const { type, cacheControl, encoding } = twin.meta;
  const isAlike = encoding === "gzip" && type === document.meta.type && cacheControl === document.meta.cacheControl;
  return isAlike && Buffer.compare(await unpacked(twin.body), document.body) === 0;
}

/** Nothing where the bytes are no gzip. */
async function unpacked(body: Uint8Array): Promise<Uint8Array> {
  try {
    return await uncompress(body);
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) return new Uint8Array();
    throw error;
  }
}

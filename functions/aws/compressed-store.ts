/**
 * A site store that keeps a gzip twin beside each Atom, JSON and OPML document (edge/site-layout.ts defines which and where),
 * because CloudFront compresses none of these types. Callers never see the twins.
 *
 * The twin is written before its document and removed before it. After a crash at any point the document is therefore still
 * unchanged, and the publisher completes the work when its message is delivered again. One case remains: a twin is written, the
 * publisher stops, and the content changes back before the next try, so that the document needs no change. For that reason a
 * document whose twin does not match counts as absent when it is read, and both are written again. The comparison uses the
 * decompressed bytes, so that a release can compress differently without rewriting every document.
 *
 * Supports one publisher at a time: write conditions apply to documents, not to their twins.
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
  const { readRange, copyFrom, location } = store;
  return {
    location,
    readRange,
    // What has a twin is rendered, never copied.
    copyFrom:
      copyFrom && (async (name, ...rest) => (twinKey(name) === undefined ? copyFrom(name, ...rest) : undefined)),
    async read(name) {
      const twin = twinKey(name);
      if (twin === undefined) return store.read(name);
      const [document, compressed] = await Promise.all([store.read(name), store.read(twin)]);
      return document && compressed && (await isTwinOf(document, compressed)) ? document : undefined;
    },
    // A twin without its document still has to be removed, so the document must not appear to be absent.
    async stat(name) {
      const twin = twinKey(name);
      const entry = await store.stat(name);
      if (entry !== undefined || twin === undefined) return entry;
      const compressed = await store.stat(twin);
      return compressed && { ...compressed, key: name };
    },
    async write(name, text, expected, meta) {
      const body = bytesOf(text);
      const twin = twinKey(name);
      // Node's gzip writes no time and no name, so equal bytes give equal twins.
      if (twin !== undefined)
        await store.write(twin, await compress(body, { level: levelFor(body) }), "anything", {
          ...meta,
          encoding: "gzip",
        });
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

/** Large documents take most of the function's time at the highest level, for about two percent of their size. */
function levelFor({ length }: Uint8Array): number {
  return length > LARGE ? 5 : 9;
}

/** Bytes. */
const LARGE = 1_000_000;

function twinKey(name: Key): Key | undefined {
  const twin = gzipTwin(name);
  return twin === undefined ? undefined : key(twin);
}

/** Whether a twin has the same content as its document, and would be served with the same headers. */
async function isTwinOf(document: StoredObject, twin: StoredObject): Promise<boolean> {
  const { type, cacheControl, encoding } = twin.meta;
  const hasSameHeaders =
    encoding === "gzip" && type === document.meta.type && cacheControl === document.meta.cacheControl;
  return hasSameHeaders && Buffer.compare(await decompressed(twin.body), document.body) === 0;
}

/** Empty if the bytes are not gzip. */
async function decompressed(body: Uint8Array): Promise<Uint8Array> {
  try {
    return await uncompress(body);
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) return new Uint8Array();
    throw error;
  }
}

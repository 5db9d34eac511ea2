/**
 * Keeps gzip copies of documents in a temporary folder; creates a copy on first request and again after the document changed.
 *
 * The copies are files with the document's modification time, so that `send` supports length, ETag, ranges and HEAD for them
 * as for any other file.
 */
import { mkdtemp, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

export type GzipCache = {
  /** The copy of a file; undefined if the file does not exist. */
  readonly of: (path: string) => Promise<GzipCopy | undefined>;
  readonly remove: () => Promise<void>;
};

export type GzipCopy = { readonly folder: string; readonly name: string };

/** `stamp` identifies a version of the original file. */
type CacheEntry = { readonly stamp: string; readonly name: string; readonly copy: Promise<GzipCopy | undefined> };

const compress = promisify(gzip);

export function gzipCache(): GzipCache {
  const entries = new Map<string, CacheEntry>();
  let folder: Promise<string> | undefined;

  const make = async (path: string, name: string, modified: Date): Promise<GzipCopy> => {
    folder ??= mkdtemp(join(tmpdir(), "dropfeed-gzip-"));
    const target = join(await folder, name);
    const body = await compress(await readFile(path));
    await writeFile(`${target}.new`, body);
    await utimes(`${target}.new`, modified, modified);
    await rename(`${target}.new`, target); // responses that are sending the old copy can finish
    return { folder: await folder, name };
  };

  const of = async (path: string): Promise<GzipCopy | undefined> => {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    const stamp = `${found.ino} ${found.size} ${found.mtimeMs}`;
    const cached = entries.get(path);
    if (cached?.stamp === stamp) return cached.copy;
    const name = cached?.name ?? `${entries.size}.gz`;
    // The file may have been removed meanwhile; then there is no copy.
    const copy = make(path, name, found.mtime).catch(() => undefined);
    entries.set(path, { stamp, name, copy });
    return copy;
  };

  const remove = async () => {
    if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
  };

  return { of, remove };
}

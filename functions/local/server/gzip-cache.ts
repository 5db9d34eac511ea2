/**
 * Gzip copies of documents in a temporary folder, made when first asked for and again when the document has changed.
 *
 * They are files, and have the document's own time, so that `send` gives them a length, an ETag, ranges and HEAD as it does any other.
 */
import { mkdtemp, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

export type GzipCache = {
  /** The copy of a file; none where there is no such file. */
  readonly of: (path: string) => Promise<GzipCopy | undefined>;
  readonly remove: () => Promise<void>;
};

export type GzipCopy = { readonly folder: string; readonly name: string };

/** `stamp` tells one version of the original from another. */
type Made = { readonly stamp: string; readonly name: string; readonly copy: Promise<GzipCopy | undefined> };

const compress = promisify(gzip);

export function gzipCache(): GzipCache {
  const made = new Map<string, Made>();
  let folder: Promise<string> | undefined;

  const make = async (path: string, name: string, modified: Date): Promise<GzipCopy> => {
    folder ??= mkdtemp(join(tmpdir(), "dropfeed-gzip-"));
    const place = join(await folder, name);
    const body = await compress(await readFile(path));
    await writeFile(`${place}.new`, body);
    await utimes(`${place}.new`, modified, modified);
    await rename(`${place}.new`, place); // whoever is being sent the old copy keeps it
    return { folder: await folder, name };
  };

  const of = async (path: string): Promise<GzipCopy | undefined> => {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    const stamp = `${found.ino} ${found.size} ${found.mtimeMs}`;
    const known = made.get(path);
    if (known?.stamp === stamp) return known.copy;
    const name = known?.name ?? `${made.size}.gz`;
    // The file may be gone by now; then there is no copy of it either.
    const copy = make(path, name, found.mtime).catch(() => undefined);
    made.set(path, { stamp, name, copy });
    return copy;
  };

  const remove = async () => {
    if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
  };

  return { of, remove };
}

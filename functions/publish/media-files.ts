/** Finds media among the content: takes a path, in any spelling, and says which file it is, with its size, type and version. */
import { ROOTS, spellingsOf } from "../article/address/media-address.ts";
import { lruCache } from "../render/lru-cache.ts";
import { mediaTypeOf } from "../render/media-type.ts";
import { key, parseKey } from "../store/key.ts";
import { orRefusal, type Store, StoreRefusedError, type Version } from "../store/store.ts";
import { durationOf } from "./media-duration.ts";
import { type PictureSize, pictureSizeOf } from "./picture-size.ts";

/** `path`: as the store spells it. `size` in bytes. */
export type MediaFile = {
  readonly path: string;
  readonly size: number;
  readonly type: string;
  readonly version: Version;
};

export type MediaFiles = {
  readonly find: (path: string) => Promise<MediaFile | undefined>;
  /** How many seconds a file plays; 0 if it does not tell, undefined if it cannot be read now. */
  readonly durationOf: (file: MediaFile) => Promise<number | undefined>;
  /** How large a picture is shown; undefined if it does not tell. */
  readonly pictureSizeOf: (file: MediaFile) => Promise<PictureSize | undefined>;
};

/** Every article of a site may show the same few files. */
const CACHE_SIZE = 10_000;

/**
 * Caches what it finds, for one batch: what changes later has a message of its own. Most folders have no `static/`, so one listing
 * spares a request for each file that could be there.
 */
export function mediaFiles(content: Store): MediaFiles {
  const files = lruCache<string, Promise<MediaFile | undefined>>(CACHE_SIZE);
  const roots = new Map<string, Promise<boolean>>();
  const hasRoot = async (path: string) => {
    const root = ROOTS.find((each) => path.startsWith(each));
    if (root === undefined) return true;
    const found = roots.get(root) ?? exists(content, root);
    roots.set(root, found);
    return found;
  };
  const find = async (path: string) => {
    for (const spelling of spellingsOf(path)) {
      const file = (await hasRoot(spelling)) ? await stat(content, spelling) : undefined;
      if (file !== undefined) return file;
    }
    return undefined;
  };
  const durations = lruCache<string, Promise<number | undefined>>(CACHE_SIZE);
  const sizes = lruCache<string, Promise<PictureSize | undefined>>(CACHE_SIZE);
  const tell = async (file: MediaFile) => durationOf({ ...file, key: key(file.path) }, content);
  return {
    find: (path) => files.get(path, () => find(path)),
    durationOf: (file) => durations.get(`${file.version} ${file.path}`, () => tell(file)),
    pictureSizeOf: (file) => sizes.get(`${file.version} ${file.path}`, () => pictureSizeOf(key(file.path), content)),
  };
}

async function exists(content: Store, folder: string): Promise<boolean> {
  return (await content.list({ prefix: folder, limit: 1 })).entries.length > 0;
}

async function stat(content: Store, path: string): Promise<MediaFile | undefined> {
  const parsed = parseKey(path);
  if (!("key" in parsed)) return undefined;
  const entry = await orRefusal(content.stat(parsed.key));
  if (entry === undefined || entry instanceof StoreRefusedError) return undefined;
  return { path, size: entry.size, type: mediaTypeOf(path), version: entry.version };
}

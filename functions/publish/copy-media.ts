/** Copies the media files of a batch to the site, before the documents that show them are written. */
import { mediaTypeOf } from "../render/media-type.ts";
import { key } from "../store/key.ts";
import { orRefusal, StoreBusyError, StoreRefusedError } from "../store/store.ts";
import type { BatchContext } from "./batch-context.ts";
import { inParallel } from "./in-parallel.ts";
import { MEDIA, type MediaOutcome, rejected } from "./media.ts";

/** A path of a batch; `isToCopy`: it is a media file that the site gets. */
type Begun = { readonly path: string; readonly isToCopy?: boolean };

/** What became of a file. Nothing if it was copied: then what its plan has reported holds. */
export type Copied = { readonly refused?: MediaOutcome; readonly failed?: string };

/** They can be large, so fewer are in flight than articles. */
const MEDIA_IN_FLIGHT = 4;

/** By path. If a store is busy, only that file fails. */
export async function copyMedia(pass: readonly Begun[], context: BatchContext): Promise<ReadonlyMap<string, Copied>> {
  const paths = pass.filter(({ isToCopy }) => isToCopy).map(({ path }) => path);
  const copied = await inParallel(paths, (path) => copyOne(path, context), MEDIA_IN_FLIGHT);
  return new Map(copied.map((each, index) => [paths[index] ?? "", each]));
}

async function copyOne(path: string, context: BatchContext): Promise<Copied> {
  try {
    const refused = await orRefusal(copy(path, context));
    return refused instanceof StoreRefusedError ? { refused: rejected(refused) } : {};
  } catch (error) {
    if (error instanceof StoreBusyError) return { failed: error.message };
    throw error;
  }
}

/** A file that is gone meanwhile is left to the message about that. */
async function copy(path: string, { content, writer }: BatchContext): Promise<void> {
  const entry = await content.stat(key(path));
  if (entry !== undefined)
    await writer.copy({ store: content, entry }, { name: MEDIA + path, type: mediaTypeOf(path), freshness: "asset" });
}

/** Publishes media files: content files that are not articles are copied unchanged to `media/` on the site. */

import { encodePath } from "../article/address/address.ts";
import { mediaName } from "../article/address/media-address.ts";
import type { Problem } from "../article/article.ts";
import { mediaTypeOf, UNKNOWN_TYPE } from "../render/media-type.ts";
import { siteMedia } from "../render/site-urls.ts";
import { key } from "../store/key.ts";
import { type Entry, listAll, orRefusal, StoreRefusedError } from "../store/store.ts";
import type { BatchContext } from "./batch-context.ts";
import { kindOfPath } from "./content-path.ts";
import { filesPrefix, pathOf, usesKey, usesPrefix } from "./state/state-keys.ts";

export const MEDIA = "media/";

export type MediaOutcome = {
  /** `unused`: nothing refers to the file, and readers do not show its type. */
  readonly outcome: "media" | "unused" | "rejected";
  /** Why the file was not copied. In that case the site keeps its previous copy. */
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
};

export type MediaPlan = MediaOutcome & {
  readonly isToCopy: boolean;
  /** Paths of the articles that use this file and must be published again. */
  readonly affected: readonly string[];
};

/** Whether an article was looked at in this batch, or will not be looked at for the sake of this file alone. */
export type MediaOptions = { readonly mayBeUpToDate: (article: string) => boolean };

/**
 * Says what to do with a media file: to copy it to the site, which `copyMedia` does, or to remove it from there if the content no
 * longer has it or nothing refers to it. Writes nothing.
 */
export async function planMedia(
  path: string,
  context: BatchContext,
  { mayBeUpToDate }: MediaOptions,
): Promise<MediaPlan> {
  const isPublic = kindOfPath(path) === "media" || (await isReferredTo(path, context));
  const entry = await orRefusal(context.content.stat(key(path)));
  if (entry instanceof StoreRefusedError) return { ...rejected(entry), affected: [], isToCopy: false };
  if (entry === undefined || !isPublic) context.writer.remove(MEDIA + path);
  const affected: string[] = [];
  for (const user of await usersOf(path, context))
    if (!mayBeUpToDate(user) || !(await isUpToDate(user, path, entry, context))) affected.push(user);
  const notes = isPublic ? notesOn(path, mediaTypeOf(path)) : [];
  const isToCopy = entry !== undefined && isPublic;
  return { outcome: isPublic ? "media" : "unused", problems: [], notes, affected, isToCopy };
}

/** The report of a file that the store refuses to return. */
export function rejected({ reason }: StoreRefusedError): MediaOutcome {
  return { outcome: "rejected", problems: [{ reason }], notes: [] };
}

async function isReferredTo(path: string, { state, settings }: BatchContext): Promise<boolean> {
  if (siteMedia(settings).includes(path)) return true;
  return (await state.list({ prefix: filesPrefix(path), limit: 1 })).entries.length > 0;
}

async function usersOf(path: string, { state }: BatchContext): Promise<string[]> {
  const users: string[] = [];
  for await (const { entries } of listAll(state, { prefix: usesPrefix(mediaName(path)) }))
    users.push(...entries.map((entry) => pathOf(entry.key)));
  return users;
}

/** Whether an article's record knows this file as it is now. In a rebuild, nearly all do. */
async function isUpToDate(
  user: string,
  path: string,
  file: Entry | undefined,
  { records }: BatchContext,
): Promise<boolean> {
  const record = await records.read(user, usesKey(mediaName(path), user));
  if (record === undefined || record.underWay !== undefined) return false;
  const address = MEDIA + encodePath(path);
  const isFound = Object.values(record.references).some((found) => found.split(/[?#]/, 1)[0] === address);
  if (file === undefined || !isFound) return isFound === (file !== undefined);
  const known = Object.hasOwn(record.media, path) ? record.media[path] : undefined;
  return known === undefined || known.version === file.version;
}

function notesOn(path: string, type: string): Problem[] {
  if (type !== UNKNOWN_TYPE) return [];
  const extension = /\.[^./]*$/.exec(path)?.[0];
  return [{ reason: `is published without a media type: ${extension ?? "a name without extension"} is not known` }];
}

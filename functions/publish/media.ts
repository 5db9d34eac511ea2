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
import { filesPrefix, pathOf, usesKey, usesPrefix } from "./state/index-key.ts";

export const MEDIA = "media/";

export type MediaPublished = {
  /** `unused`: nothing refers to the file, and readers do not show its type. */
  readonly outcome: "media" | "unused" | "rejected";
  /** Paths of the articles that use this file and must be published again. */
  readonly affected: readonly string[];
  /** Why the file was not copied. In that case the site keeps its previous copy. */
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
};

/** Whether an article was looked at in this batch, or will not be looked at for the sake of this file alone. */
export type MediaOptions = { readonly mayBeUpToDate: (article: string) => boolean };

/** Copies a media file to the site, or removes it from the site if the content no longer has it or nothing refers to it. */
export async function publishMedia(
  path: string,
  context: BatchContext,
  { mayBeUpToDate }: MediaOptions,
): Promise<MediaPublished> {
  const isPublic = kindOfPath(path) === "media" || (await isReferredTo(path, context));
  const type = mediaTypeOf(path);
  const object = await orRefusal(copyMedia(path, type, isPublic, context));
  if (object instanceof StoreRefusedError)
    return { outcome: "rejected", affected: [], problems: [{ reason: object.reason }], notes: [] };
  if (object === undefined || !isPublic) context.writer.remove(MEDIA + path);
  const affected: string[] = [];
  for (const user of await usersOf(path, context))
    if (!mayBeUpToDate(user) || !(await isUpToDate(user, path, object, context))) affected.push(user);
  return { outcome: isPublic ? "media" : "unused", affected, problems: [], notes: isPublic ? notesOn(path, type) : [] };
}

/** Returns the file as it is in the content, if it is there. @throws StoreRefusedError */
async function copyMedia(path: string, type: string, isPublic: boolean, { content, writer }: BatchContext) {
  const entry = await content.stat(key(path));
  if (entry !== undefined && isPublic)
    await writer.copy({ store: content, entry }, { name: MEDIA + path, type, freshness: "asset" });
  return entry;
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

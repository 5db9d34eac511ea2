/** Publishes media files: content files that are not articles are copied unchanged to `media/` on the site. */
import { lookup } from "mrmime";
import type { Problem } from "../article/article.ts";
import { key } from "../store/key.ts";
import { listAll, type Meta, orRefusal, type StoredObject, StoreRefusedError } from "../store/store.ts";
import type { DocumentWriter } from "./documents/document-writer.ts";
import type { Publisher } from "./publisher.ts";
import { pathOf, usesPrefix } from "./state/index-key.ts";

export const MEDIA = "media/";

/** The media type by file name; `application/octet-stream` if the extension is missing or unknown. */
export function mediaTypeOf(path: string): string {
  return lookup(path) ?? "application/octet-stream";
}

export type MediaPublished = {
  /** Paths of the articles that use this file and must be published again. */
  readonly affected: readonly string[];
  /** Why the file was not copied. In that case the site keeps its previous copy. */
  readonly problems: readonly Problem[];
};

/** Copies a media file to the site, or removes it from the site if the content no longer has it. */
export async function publishMedia(
  path: string,
  publisher: Publisher,
  writer: DocumentWriter,
): Promise<MediaPublished> {
  const object = await orRefusal(publisher.content.read(key(path)));
  const problems = object instanceof StoreRefusedError ? [{ reason: object.reason }] : [];
  if (object === undefined) await writer.remove(MEDIA + path);
  else if (!(object instanceof StoreRefusedError)) await copy(path, object, writer);
  const affected: string[] = [];
  for await (const { entries } of listAll(publisher.state, { prefix: usesPrefix(path) })) {
    for (const entry of entries) affected.push(pathOf(entry.key));
  }
  return { affected, problems };
}

async function copy(path: string, object: StoredObject, writer: DocumentWriter) {
  const meta: Meta = { type: mediaTypeOf(path) };
  await writer.write({ name: MEDIA + path, body: object.body, type: meta.type ?? "", freshness: "asset" });
}

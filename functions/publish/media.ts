/** Media: content that is no article is published as it is, below `media/`. */
import { lookup } from "mrmime";
import type { Problem } from "../article/article.ts";
import { key } from "../store/key.ts";
import { listAll, type Meta, orRefusal, type StoredObject, StoreRefusedError } from "../store/store.ts";
import type { DocumentWriter } from "./documents/document-writer.ts";
import type { Publisher } from "./publisher.ts";
import { pathOf, usesPrefix } from "./state/index-key.ts";

export const MEDIA = "media/";

/** By the file's name; `application/octet-stream` where it says nothing. */
export function mediaTypeOf(path: string): string {
  return lookup(path) ?? "application/octet-stream";
}

export type MediaPublished = {
  /** The paths of the articles that must look at it again. */
  readonly affected: readonly string[];
  /** Why it was not copied. Then the site keeps the copy that it has. */
  readonly problems: readonly Problem[];
};

/** Copies a media file to the site, or takes it away. */
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

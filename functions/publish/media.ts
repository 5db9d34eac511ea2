/** Media: content that is no article is published as it is, below `media/`. */
import { lookup } from "mrmime";
import { key } from "../store/key.ts";
import { listAll, type Meta, type StoredObject } from "../store/store.ts";
import type { DocumentWriter } from "./document-writer.ts";
import { pathOf, usesPrefix } from "./index-key.ts";
import type { Publisher } from "./site.ts";

export const MEDIA = "media/";

/** By the file's name; `application/octet-stream` where it says nothing. */
export function mediaTypeOf(path: string): string {
  return lookup(path) ?? "application/octet-stream";
}

/** Copies a media file to the site, or takes it away, and returns the paths of the articles that must look at it again. */
export async function publishMedia(path: string, publisher: Publisher, writer: DocumentWriter): Promise<string[]> {
  const object = await publisher.content.read(key(path));
  if (object === undefined) await writer.remove(MEDIA + path);
  else await copy(path, object, writer);
  const users: string[] = [];
  for await (const { entries } of listAll(publisher.state, { prefix: usesPrefix(path) })) {
    for (const entry of entries) users.push(pathOf(entry.key));
  }
  return users;
}

async function copy(path: string, object: StoredObject, writer: DocumentWriter) {
  const meta: Meta = { type: mediaTypeOf(path) };
  await writer.put({ name: MEDIA + path, body: object.body, type: meta.type ?? "", freshness: "asset" });
}

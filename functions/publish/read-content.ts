/** Reading an article from the content store. */
import type { Reading } from "../article/article.ts";
import { key } from "../store/key.ts";
import { orRefusal, type Store, StoreRefusedError } from "../store/store.ts";
import type { Source } from "./state/record.ts";

export type ReadArticleBytes = (path: string, bytes: Uint8Array) => Reading;

export type ContentReading =
  | (Extract<Reading, { kind: "article" }> & { readonly source: Source })
  | (Extract<Reading, { kind: "rejected" }> & { readonly modified?: number });

/** None: there is nothing. What the store keeps back counts as bad; it may be given out again without having been modified. */
export async function readContent(
  path: string,
  content: Store,
  read?: ReadArticleBytes,
): Promise<ContentReading | undefined> {
  const object = await orRefusal(content.read(key(path)));
  if (object === undefined) return undefined;
  if (object instanceof StoreRefusedError) return { kind: "rejected", problems: [{ reason: object.reason }] };
  const reading = readSafely(path, object.body, read ?? (await articleReader()));
  if (reading.kind === "rejected") return { ...reading, modified: object.modified };
  return { ...reading, source: { version: object.version, modified: object.modified } };
}

/** The parsers are half of all our code, and a start that meets no article needs none of them. */
async function articleReader(): Promise<ReadArticleBytes> {
  return (await import("../article/read-article.ts")).readArticle;
}

/** A file at which the reading itself breaks is a fault of ours, and still no other's. */
function readSafely(path: string, bytes: Uint8Array, read: ReadArticleBytes): Reading {
  try {
    return read(path, bytes);
  } catch (error) {
    return { kind: "rejected", problems: [{ reason: `breaks this release of Dropfeed: ${String(error)}` }] };
  }
}

/** Reads one content file from its store and parses it into an article, or into the reasons why it is rejected. */
import type { Reading } from "../article/article.ts";
import { key } from "../store/key.ts";
import { orRefusal, type Store, StoreRefusedError } from "../store/store.ts";
import { whyTooMuch } from "./article-limits.ts";
import type { Source } from "./state/record.ts";

export type ReadArticleBytes = (path: string, bytes: Uint8Array) => Reading;

export type ContentReading =
  | (Extract<Reading, { kind: "article" }> & { readonly source: Source })
  | (Extract<Reading, { kind: "rejected" }> & { readonly modified?: number })
  | Extract<Reading, { kind: "skipped" }>;

/**
 * Undefined if the file does not exist. A file that the store refuses to return counts as rejected, without `modified`: the store
 * may return it again later although it was not modified.
 */
export async function readContent(
  path: string,
  content: Store,
  read?: ReadArticleBytes,
): Promise<ContentReading | undefined> {
  const object = await orRefusal(content.read(key(path)));
  if (object === undefined) return undefined;
  if (object instanceof StoreRefusedError) return { kind: "rejected", problems: [{ reason: object.reason }] };
  const reading = readSafely(path, object.body, read ?? (await articleReader()));
  if (reading.kind === "skipped") return reading;
  if (reading.kind === "rejected") return { ...reading, modified: object.modified };
  return { ...reading, source: { version: object.version, modified: object.modified } };
}

/** Loads the parsers lazily: they are half of all code, and a process that reads no article does not need them. */
async function articleReader(): Promise<ReadArticleBytes> {
  return (await import("../article/read-article.ts")).readArticle;
}

/** If the parser throws, that is a bug in Dropfeed; it must reject only this file and not affect others. */
function readSafely(path: string, bytes: Uint8Array, read: ReadArticleBytes): Reading {
  try {
    const reading = read(path, bytes);
    const problem = reading.kind === "article" ? whyTooMuch(reading.article) : undefined;
    return problem === undefined ? reading : { kind: "rejected", problems: [problem] };
  } catch (error) {
    return {
      kind: "rejected",
      problems: [{ reason: `cannot be read because of a bug in this release of Dropfeed: ${String(error)}` }],
    };
  }
}

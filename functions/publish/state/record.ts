/** What the publisher remembers of one article: enough to render it anywhere, and to take back all it put anywhere. */
import type { Article } from "../../article/article.ts";
import { key } from "../../store/key.ts";
import { type Store, textOf, type Version } from "../../store/store.ts";
import { type IndexKey, recordKey } from "./index-key.ts";

/** The state of one content object. `modified` in milliseconds since 1970. */
export type Source = { readonly version: string; readonly modified: number };

/** By content path; media that is missing has no entry. `size` in bytes. */
export type MediaInfo = Readonly<
  Record<string, { readonly size: number; readonly type: string; readonly version: string }>
>;

export type Status = "live" | "draft" | "scheduled" | "expired";

export type ArticleRecord = {
  readonly article: Article;
  /** The last version that read well. */
  readonly source: Source;
  readonly status: Status;
  readonly id: string;
  readonly slug: string;
  readonly published: number;
  readonly updated: number;
  readonly media: MediaInfo;
  /** A hash of all that the article's documents depend on, but other articles. */
  readonly fingerprint: string;
  readonly keys: readonly IndexKey[];
  /** While an update is under way: the keys it is leaving. */
  readonly underWay?: { readonly leaving: readonly IndexKey[]; readonly gone: boolean };
};

/** `modified`: when the record was written, in milliseconds since 1970. */
export type StoredRecord = { readonly record: ArticleRecord; readonly version: Version; readonly modified: number };

export async function readRecord(state: Store, path: string): Promise<StoredRecord | undefined> {
  const stored = await state.read(key(recordKey(path)));
  if (stored === undefined) return undefined;
  const { version, modified } = stored;
  return { record: JSON.parse(textOf(stored)) as ArticleRecord, version, modified };
}

/** Another publisher changed a record between our reading and our writing it: stop, and let the message come again. */
export class SecondPublisherError extends Error {
  override readonly name = "SecondPublisherError";
}

/** A record as it is stored. */
export type SerializedRecord = string & { readonly __brand: "WrittenRecord" };

export function serializeRecord(record: ArticleRecord): SerializedRecord {
  return JSON.stringify(record) as SerializedRecord;
}

/** The same record with an update under way: its article is not written out a second time. */
export function markUnderWay(record: SerializedRecord, underWay: ArticleRecord["underWay"]): SerializedRecord {
  return `{"underWay":${JSON.stringify(underWay)},${record.slice(1)}` as SerializedRecord;
}

/** @throws SecondPublisherError if the record is no longer at the version `expected` */
export async function writeRecord(state: Store, path: string, record: SerializedRecord, expected: Version | "absent") {
  const result = await state.write(key(recordKey(path)), record, expected);
  if (result.kind === "conflict") throw new SecondPublisherError(`another publisher is at work on ${path}`);
  return result.version;
}

/** @throws SecondPublisherError if the record is no longer at the version `expected` */
export async function removeRecord(state: Store, path: string, expected: Version) {
  const result = await state.remove(key(recordKey(path)), expected);
  if (result.kind === "conflict") throw new SecondPublisherError(`another publisher is at work on ${path}`);
}

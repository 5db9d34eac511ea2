/** The stored record of one article: enough to render its documents, and to remove everything that it added to the site. */
import type { Article } from "../../article/article.ts";
import { key } from "../../store/key.ts";
import { type Store, textOf, type Version } from "../../store/store.ts";
import { type IndexKey, recordKey } from "./state-keys.ts";

/** The version of one content file. `modified` in milliseconds since 1970. */
export type Source = { readonly version: string; readonly modified: number };

export type MediaFileInfo = {
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  readonly version: string;
  /**
   * Seconds, if the file was asked; 0 if it does not tell. It is read once for each version of the file: a release that reads better needs
   * another name for this field.
   */
  readonly duration?: number;
  /** Of a picture that the article shows, if it tells them. In CSS pixels. */
  readonly width?: number;
  readonly height?: number;
};

/** By content path; missing media have no entry. */
export type MediaInfo = Readonly<Record<string, MediaFileInfo>>;

export type Status = "live" | "draft" | "scheduled" | "expired";

export type ArticleRecord = {
  readonly article: Article;
  /** The last good version of the content file. */
  readonly source: Source;
  readonly status: Status;
  readonly id: string;
  readonly slug: string;
  readonly published: number;
  readonly updated: number;
  /** Of the attachments, and the pictures that the article shows. */
  readonly media: MediaInfo;
  /** By reference: where it leads on this site (`Placement`). */
  readonly references: Readonly<Record<string, string>>;
  /** Content paths of files that are published only because an article refers to them. */
  readonly files: readonly string[];
  /** A hash of everything that the article's documents depend on, except other articles. */
  readonly fingerprint: string;
  readonly keys: readonly IndexKey[];
  /** Only while an update is under way: the keys to be removed, the files no longer referred to, and whether the article is gone. */
  readonly underWay?: {
    readonly leaving: readonly IndexKey[];
    readonly files?: readonly string[];
    readonly gone: boolean;
  };
};

/** `modified`: when the record was written, in milliseconds since 1970. */
export type StoredRecord = { readonly record: ArticleRecord; readonly version: Version; readonly modified: number };

export async function readRecord(state: Store, path: string): Promise<StoredRecord | undefined> {
  const stored = await state.read(key(recordKey(path)));
  if (stored === undefined) return undefined;
  const { version, modified } = stored;
  const record = JSON.parse(textOf(stored)) as ArticleRecord;
  // Records of earlier releases lack these fields.
  return { record: { ...record, references: record.references ?? {}, files: record.files ?? [] }, version, modified };
}

/** Another publisher changed a record after this one read it and before it wrote it: stop, so that the message is delivered again. */
export class SecondPublisherError extends Error {
  override readonly name = "SecondPublisherError";
}

/** A record as stored: JSON. */
export type SerializedRecord = string & { readonly __brand: "SerializedRecord" };

export function serializeRecord(record: ArticleRecord): SerializedRecord {
  return JSON.stringify(record) as SerializedRecord;
}

/** Adds the under-way mark to a serialized record, without serializing its article a second time. */
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

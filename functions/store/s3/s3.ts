/**
 * A store in an S3 bucket, or below a prefix of one. Versions are ETags.
 *
 * S3 enforces the conditions (If-Match, If-None-Match), so they hold between any number of processes. Busy responses and
 * network errors become a StoreBusyError after three attempts by the SDK; refused access to one object (archived, encrypted
 * with a key that we do not have) becomes a StoreRefusedError.
 *
 * A response can be lost after the request succeeded. The repeated request of the SDK then fails its condition because of the
 * first one's result. So if a request was sent more than once and its condition failed, the store checks the object: if it
 * has the intended bytes, it counts as written; if it is gone, it counts as removed. Another process may have written the
 * same bytes, which makes no difference to the stored object; a caller that must know who wrote an object must not write the
 * same bytes as others. The check requires ETags that are MD5 sums, which they are unless the bucket encrypts with KMS; with
 * KMS, the result remains a conflict.
 */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type Body, bytesOf } from "../body.ts";
import type { Key } from "../key.ts";
import {
  type Entry,
  type Expected,
  type Meta,
  type Store,
  type StoredObject,
  StoreRefusedError,
  type Version,
} from "../store.ts";
import { COPY_PART, copyS3Object, isS3Place, type S3Place } from "./copy-object.ts";
import { faultOf, isBeyondEnd, readError, storeError, wasRetried } from "./errors.ts";
import { listingOf, listRequest } from "./listing.ts";

export type S3Location = {
  readonly client: S3Client;
  readonly bucket: string;
  /** Added unchanged before every key, such as `state/`. Empty by default. */
  readonly prefix?: string;
  /** The maximum size of objects that are read whole, in megabytes, since they are loaded into memory. Unlimited by default. */
  readonly megabytes?: number;
  /** In bytes: objects of more than two parts are copied in parts. 128 MiB by default; S3 takes no less than 5 MiB. */
  readonly copyPart?: number;
};

export function s3Store({
  client,
  bucket,
  prefix: base = "",
  megabytes = Number.POSITIVE_INFINITY,
  copyPart: part = COPY_PART,
}: S3Location): Store {
  const at = (key: Key) => ({ Bucket: bucket, Key: base + key });
  const name = (key: string) => `s3://${bucket}/${base}${key}`;

  function refuseLarge(key: Key, { ContentLength = 0 }: ObjectHeaders, body?: unknown): void {
    if (ContentLength <= megabytes * 1_000_000) return;
    // Closes the connection before the body is downloaded.
    if (body instanceof Readable) body.destroy();
    throw new StoreRefusedError(name(key), `is larger than ${megabytes} MB`);
  }

  async function read(key: Key): Promise<StoredObject | undefined> {
    try {
      const { Body, ...output } = await client.send(new GetObjectCommand(at(key)));
      refuseLarge(key, output, Body);
      const body = (await Body?.transformToByteArray()) ?? new Uint8Array();
      return { ...entryOf(key, output), size: body.length, body, meta: metaOf(output) };
    } catch (error) {
      if (faultOf(error) === "missing") return undefined;
      throw readError(name(key), error);
    }
  }

  async function stat(key: Key): Promise<(Entry & { readonly meta: Meta }) | undefined> {
    try {
      const output = await client.send(new HeadObjectCommand(at(key)));
      return { ...entryOf(key, output), meta: metaOf(output) };
    } catch (error) {
      if (faultOf(error) === "missing") return undefined;
      throw readError(name(key), error);
    }
  }

  return {
    read,
    stat,
    location: { bucket, prefix: base } satisfies S3Place,
    async readRange(key, start, length) {
      if (length <= 0) return new Uint8Array();
      try {
        const Range = `bytes=${start}-${start + length - 1}`;
        const { Body } = await client.send(new GetObjectCommand({ ...at(key), Range }));
        return (await Body?.transformToByteArray()) ?? new Uint8Array();
      } catch (error) {
        if (faultOf(error) === "missing") return undefined;
        if (isBeyondEnd(error)) return new Uint8Array();
        throw readError(name(key), error);
      }
    },
    async copyFrom(key, { store, entry }, meta = {}) {
      if (!isS3Place(store.location)) return undefined;
      const from = { place: store.location, entry, part };
      try {
        const version = await copyS3Object(client, from, { ...at(key), ...headersOf(meta) });
        return { kind: "written", version };
      } catch (error) {
        const fault = faultOf(error);
        if (fault === "conflict" || fault === "missing") return { kind: "conflict" };
        throw readError(name(key), error);
      }
    },
    async write(key, body, expected, meta = {}) {
      try {
        // As bytes, because the SDK sends no Content-Length for an empty string.
        const request = { ...at(key), Body: bytesOf(body), ...conditionOf(expected), ...headersOf(meta) };
        const { ETag } = await client.send(new PutObjectCommand(request));
        return { kind: "written", version: ETag as Version };
      } catch (error) {
        if (expected === "anything" || !isConditionUnmet(error)) throw storeError(name(key), error);
        const stored = wasRetried(error) ? await stat(key) : undefined;
        return stored?.version === md5Tag(body) ? { kind: "written", version: stored.version } : { kind: "conflict" };
      }
    },
    async remove(key, expected) {
      if (expected === "absent") return (await stat(key)) === undefined ? { kind: "removed" } : { kind: "conflict" };
      try {
        await client.send(new DeleteObjectCommand({ ...at(key), ...conditionOf(expected) }));
        return { kind: "removed" };
      } catch (error) {
        if (expected === "anything" || !isConditionUnmet(error)) throw storeError(name(key), error);
        const isDone = wasRetried(error) && (await stat(key)) === undefined;
        return isDone ? { kind: "removed" } : { kind: "conflict" };
      }
    },
    async list(options) {
      try {
        const request = { Bucket: bucket, ...listRequest(base, options) };
        return listingOf(base, await client.send(new ListObjectsV2Command(request)));
      } catch (error) {
        throw storeError(name(options.prefix ?? ""), error);
      }
    },
  };
}

/** Whether the condition was not met. If-Match answers 404, not 412, for a missing object. */
function isConditionUnmet(error: unknown): boolean {
  const fault = faultOf(error);
  return fault === "conflict" || fault === "missing";
}

function conditionOf(expected: Expected): { readonly IfMatch?: string; readonly IfNoneMatch?: string } {
  if (expected === "anything") return {};
  return expected === "absent" ? { IfNoneMatch: "*" } : { IfMatch: expected };
}

function md5Tag(body: Body): string {
  return `"${createHash("md5").update(bytesOf(body)).digest("hex")}"`;
}

type ObjectHeaders = { readonly ETag?: string; readonly ContentLength?: number; readonly LastModified?: Date };

function entryOf(key: Key, { ETag, ContentLength, LastModified }: ObjectHeaders): Entry {
  return { key, version: ETag as Version, size: ContentLength ?? 0, modified: LastModified?.getTime() ?? 0 };
}

type Headers = {
  readonly ContentType?: string;
  readonly CacheControl?: string;
  readonly ContentEncoding?: string;
  readonly Metadata?: Record<string, string>;
};

/** User metadata is ASCII, and an ETag is. */
const COPY_OF = "source-version";

function headersOf({ type, cacheControl, encoding, copyOf }: Meta): Headers {
  const Metadata = copyOf === undefined ? undefined : { [COPY_OF]: copyOf };
  return { ContentType: type, CacheControl: cacheControl, ContentEncoding: encoding, Metadata };
}

function metaOf({ ContentType: type, CacheControl: cacheControl, ContentEncoding: encoding, Metadata }: Headers): Meta {
  const copyOf = Metadata?.[COPY_OF];
  return { type, cacheControl, encoding, ...(copyOf !== undefined && { copyOf }) };
}

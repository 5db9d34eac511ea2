/**
 * A store that is an S3 bucket, or what lies below a prefix of one. Versions are ETags.
 *
 * S3 itself sees to the conditions (If-Match, If-None-Match), so they hold between any number of processes. What it answers
 * when it is busy, and what the network does, becomes a StoreBusyError once the SDK has tried three times; that it keeps back one
 * object (archived, encrypted with a key that is not ours) becomes a StoreRefusedError.
 *
 * An answer can be lost after its work is done, and the request that the SDK then sends again meets the result of the first: it
 * finds the condition broken by itself. So where a request was sent more than once and failed its condition, the store looks: bytes
 * that are there as they should be count as written, an object that is gone counts as removed. Whether it was us or another who
 * wrote the same bytes makes no difference to what is stored; who needs to know must not write the same bytes as others do. The
 * look needs ETags that are MD5 sums, as they are unless a bucket encrypts with KMS; then it remains a conflict.
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
import { faultOf, thrown, thrownByReading, wasRetried } from "./errors.ts";
import { listingOf, listRequest } from "./listing.ts";

export type S3Location = {
  readonly client: S3Client;
  readonly bucket: string;
  /** Put before every key as it is: `state/`. None by default. */
  readonly prefix?: string;
  /** The size of the largest object that is given out, in megabytes: an object is held in memory whole. Any by default. */
  readonly megabytes?: number;
};

export function s3Store({
  client,
  bucket,
  prefix: base = "",
  megabytes = Number.POSITIVE_INFINITY,
}: S3Location): Store {
  const at = (key: Key) => ({ Bucket: bucket, Key: base + key });
  const name = (key: string) => `s3://${bucket}/${base}${key}`;

  function refuseLarge(key: Key, { ContentLength = 0 }: Described, body?: unknown): void {
    if (ContentLength <= megabytes * 1_000_000) return;
    // Nothing has been read of it yet, and nothing more need come.
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
      throw thrownByReading(name(key), error);
    }
  }

  async function stat(key: Key): Promise<Entry | undefined> {
    try {
      const output = await client.send(new HeadObjectCommand(at(key)));
      refuseLarge(key, output);
      return entryOf(key, output);
    } catch (error) {
      if (faultOf(error) === "missing") return undefined;
      throw thrownByReading(name(key), error);
    }
  }

  return {
    read,
    stat,
    async write(key, body, expected, meta = {}) {
      try {
        // As bytes: of an empty string the SDK would send no length.
        const request = { ...at(key), Body: bytesOf(body), ...conditionOf(expected), ...headersOf(meta) };
        const { ETag } = await client.send(new PutObjectCommand(request));
        return { kind: "written", version: ETag as Version };
      } catch (error) {
        if (expected === "anything" || !isUnmet(error)) throw thrown(name(key), error);
        const there = wasRetried(error) ? await stat(key) : undefined;
        return there?.version === md5Tag(body) ? { kind: "written", version: there.version } : { kind: "conflict" };
      }
    },
    async remove(key, expected) {
      if (expected === "absent") return (await stat(key)) === undefined ? { kind: "removed" } : { kind: "conflict" };
      try {
        await client.send(new DeleteObjectCommand({ ...at(key), ...conditionOf(expected) }));
        return { kind: "removed" };
      } catch (error) {
        if (expected === "anything" || !isUnmet(error)) throw thrown(name(key), error);
        const isDone = wasRetried(error) && (await stat(key)) === undefined;
        return isDone ? { kind: "removed" } : { kind: "conflict" };
      }
    },
    async list(options) {
      try {
        const request = { Bucket: bucket, ...listRequest(base, options) };
        return listingOf(base, await client.send(new ListObjectsV2Command(request)));
      } catch (error) {
        throw thrown(name(options.prefix ?? ""), error);
      }
    },
  };
}

/** If-Match finds a missing object missing, not unequal. */
function isUnmet(error: unknown): boolean {
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

type Described = { readonly ETag?: string; readonly ContentLength?: number; readonly LastModified?: Date };

function entryOf(key: Key, { ETag, ContentLength, LastModified }: Described): Entry {
  return { key, version: ETag as Version, size: ContentLength ?? 0, modified: LastModified?.getTime() ?? 0 };
}

type Headers = { readonly ContentType?: string; readonly CacheControl?: string; readonly ContentEncoding?: string };

function headersOf({ type, cacheControl, encoding }: Meta): Headers {
  return { ContentType: type, CacheControl: cacheControl, ContentEncoding: encoding };
}

function metaOf({ ContentType: type, CacheControl: cacheControl, ContentEncoding: encoding }: Headers): Meta {
  return { type, cacheControl, encoding };
}

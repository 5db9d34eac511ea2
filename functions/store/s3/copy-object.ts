/**
 * Copies an object from one bucket to another inside S3: takes the source at a version, and returns the copy's version. No byte of it
 * passes through this process, whatever its size.
 */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import type { Entry, Version } from "../store.ts";

/** How S3 stores know each other. */
export type S3Place = { readonly bucket: string; readonly prefix: string };

export function isS3Place(location: unknown): location is S3Place {
  return typeof location === "object" && location !== null && "bucket" in location;
}

/** Larger objects than two parts of `part` bytes are copied in parts. */
type Source = { readonly place: S3Place; readonly entry: Entry; readonly part: number };
type Target = {
  readonly Bucket: string;
  readonly Key: string;
  readonly ContentType?: string;
  readonly CacheControl?: string;
  readonly ContentEncoding?: string;
  readonly Metadata?: Record<string, string>;
};

/** Bytes. S3 copies 5 GB in one request at most, but takes longer for them than a request should. */
export const COPY_PART = 128 * 1024 * 1024;
/** An upload has at most 10,000 parts, and an object 5 TB. */
const MAX_PARTS = 10_000;
const PARTS_IN_FLIGHT = 8;

/** @throws an error whose fault is `conflict` if the source is not at that version any more */
export async function copyS3Object(client: S3Client, source: Source, target: Target): Promise<Version> {
  const from = { CopySource: addressOf(source), CopySourceIfMatch: source.entry.version };
  const { size } = source.entry;
  if (size > 2 * source.part) return copyInParts(client, rangesOf(size, source.part), { from, target });
  // The writer's tags and headers are the content bucket's affair.
  const request = { ...target, ...from, MetadataDirective: "REPLACE", TaggingDirective: "REPLACE" } as const;
  const { CopyObjectResult } = await client.send(new CopyObjectCommand(request));
  return CopyObjectResult?.ETag as Version;
}

function addressOf({ place, entry }: Source): string {
  const path = `${place.prefix}${entry.key}`.split("/").map(encodeURIComponent);
  return `${place.bucket}/${path.join("/")}`;
}

type From = { readonly CopySource: string; readonly CopySourceIfMatch: string };

type Copy = { readonly from: From; readonly target: Target };

async function copyInParts(client: S3Client, ranges: readonly string[], { from, target }: Copy): Promise<Version> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  const upload = { Bucket: target.Bucket, Key: target.Key, UploadId };
  try {
    const Parts = await inFlight(ranges, async (CopySourceRange, at) => {
      const part = { ...upload, ...from, CopySourceRange, PartNumber: at + 1 };
      const { CopyPartResult } = await client.send(new UploadPartCopyCommand(part));
      return { PartNumber: at + 1, ETag: CopyPartResult?.ETag };
    });
    const { ETag } = await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    return ETag as Version;
  } catch (error) {
    // Parts of an upload that never ends would be paid for until the bucket's rule removes them.
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => {});
    throw error;
  }
}

function rangesOf(size: number, part: number): string[] {
  const length = Math.max(part, Math.ceil(size / MAX_PARTS));
  const count = Math.ceil(size / length);
  return Array.from({ length: count }, (_, at) => `bytes=${at * length}-${Math.min(size, (at + 1) * length) - 1}`);
}

/** After an error, nothing more is begun. */
async function inFlight<T, R>(items: readonly T[], work: (item: T, at: number) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = [...items.entries()].reverse();
  const worker = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop())
      results[next[0]] = await work(next[1], next[0]);
  };
  try {
    await Promise.all(Array.from({ length: PARTS_IN_FLIGHT }, worker));
  } finally {
    queue.length = 0;
  }
  return results;
}

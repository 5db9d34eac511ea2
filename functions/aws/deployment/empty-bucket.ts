/** Empties buckets, every version of everything in them, so that they can be removed with their stack. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  type DeleteMarkerEntry,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
  type S3Client,
} from "@aws-sdk/client-s3";

/** Milliseconds in which a publisher that is still at work may write again. */
const PAUSE = 3_000;

/** And once more, after a pause, what came meanwhile. @throws Error if `timeLeft` (milliseconds) runs out, or S3 keeps an object */
export async function emptyBuckets(client: S3Client, buckets: readonly string[], timeLeft: () => number) {
  for (const bucket of buckets) await emptyBucket(client, bucket, timeLeft);
  await sleep(PAUSE);
  for (const bucket of buckets) await emptyBucket(client, bucket, timeLeft);
}

/** A thousand at a time. */
async function emptyBucket(client: S3Client, bucket: string, timeLeft: () => number): Promise<void> {
  for (;;) {
    const found = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const all = [...(found.Versions ?? []), ...(found.DeleteMarkers ?? [])];
    if (all.length === 0) return;
    if (timeLeft() <= 0) throw new Error(`there was no time to empty ${bucket}: remove the stack once more`);
    await removeAll(client, bucket, all);
  }
}

async function removeAll(client: S3Client, bucket: string, all: readonly (ObjectVersion | DeleteMarkerEntry)[]) {
  const Objects = all.map(({ Key, VersionId }) => ({ Key, VersionId }));
  const { Errors } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
  const [first] = Errors ?? [];
  if (first !== undefined) throw new Error(`${bucket} keeps ${first.Key}: ${first.Code} ${first.Message}`);
}

/** Deletes every version of every object in the given buckets, so that the buckets can be deleted with their stack. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  type DeleteMarkerEntry,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
  type S3Client,
} from "@aws-sdk/client-s3";

/** Milliseconds in which a publisher that is still running may write again. */
const PAUSE = 3_000;

/**
 * Empties all buckets, then once more after a pause, for objects written in the meantime.
 *
 * @throws Error if `timeLeft` (milliseconds) runs out, or S3 does not delete an object
 */
export async function emptyBuckets(client: S3Client, buckets: readonly string[], timeLeft: () => number) {
  for (const bucket of buckets) await emptyBucket(client, bucket, timeLeft);
  await sleep(PAUSE);
  for (const bucket of buckets) await emptyBucket(client, bucket, timeLeft);
}

/** Lists and deletes a thousand versions at a time. */
async function emptyBucket(client: S3Client, bucket: string, timeLeft: () => number): Promise<void> {
  for (;;) {
    const found = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const all = [...(found.Versions ?? []), ...(found.DeleteMarkers ?? [])];
    if (all.length === 0) return;
    if (timeLeft() <= 0) throw new Error(`ran out of time while emptying the bucket ${bucket}: delete the stack again`);
    await removeAll(client, bucket, all);
  }
}

async function removeAll(client: S3Client, bucket: string, all: readonly (ObjectVersion | DeleteMarkerEntry)[]) {
  const Objects = all.map(({ Key, VersionId }) => ({ Key, VersionId }));
  const { Errors } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
  const [first] = Errors ?? [];
  if (first !== undefined)
    throw new Error(`could not delete ${first.Key} from the bucket ${bucket}: ${first.Code} ${first.Message}`);
}

/** The publisher's IAM permissions, action by action: CDK's grants would give more than it needs. */
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { Queues } from "./queues.ts";

export type PermissionScope = {
  readonly content: IBucket;
  readonly state: IBucket;
  readonly site: IBucket;
  readonly queues: Queues;
  /** Whether it empties the buckets before the stack is deleted. */
  readonly ephemeral: boolean;
};

/** In the content bucket the function writes and deletes sample articles only. It ensures that itself, as their names may be any. */
export function publisherPermissions({
  content,
  state,
  site,
  queues,
  ephemeral,
}: PermissionScope): readonly PolicyStatement[] {
  const buckets = [content, state, site];
  const objects = buckets.map((bucket) => bucket.arnForObjects("*"));
  const sources = [queues.inbox, queues.work];
  return [
    // Without s3:ListBucket a missing object would look like a forbidden one.
    allow(["s3:ListBucket"], arnsOf(buckets)),
    allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], objects),
    // A large media file is copied in parts; without this, the parts of a copy that failed would stay until the bucket's rule removes them.
    allow(["s3:AbortMultipartUpload"], [site.arnForObjects("*")]),
    allow(["sqs:SendMessage"], queueArns([...sources, queues.dead])),
    allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queueArns(sources)),
    ...(ephemeral
      ? [allow(["s3:ListBucketVersions"], arnsOf(buckets)), allow(["s3:DeleteObjectVersion"], objects)]
      : []),
  ];
}

function allow(actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}

function arnsOf(buckets: readonly IBucket[]): string[] {
  return buckets.map((bucket) => bucket.bucketArn);
}

function queueArns(queues: readonly { readonly queueArn: string }[]): string[] {
  return queues.map((queue) => queue.queueArn);
}

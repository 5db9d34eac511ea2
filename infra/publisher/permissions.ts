/** All that the publisher may do, action by action: CDK's grants give more than it needs. */
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { Queues } from "./queues.ts";

export type Reach = {
  readonly content: IBucket;
  readonly state: IBucket;
  readonly site: IBucket;
  readonly queues: Queues;
  /** Whether it empties the buckets before the stack goes. */
  readonly ephemeral: boolean;
};

/** In the content bucket it puts and deletes seeds only; that is for the function to see to, as their names may be any. */
export function publisherPermissions({ content, state, site, queues, ephemeral }: Reach): readonly PolicyStatement[] {
  const buckets = [content, state, site];
  const objects = buckets.map((bucket) => bucket.arnForObjects("*"));
  const received = [queues.inbox, queues.work];
  return [
    // Without s3:ListBucket an object that is missing would look like one that is forbidden.
    allow(["s3:ListBucket"], arnsOf(buckets)),
    allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], objects),
    allow(["sqs:SendMessage"], queueArns([...received, queues.dead])),
    allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queueArns(received)),
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

/** The bucket into which writers put articles: a new one, or an existing one. */
import { Bucket, type CfnBucket, type IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { PrivateBucket } from "./private-bucket.ts";

export interface ContentProps {
  /**
   * The name of an existing bucket. It must send its events to EventBridge; the stack does not change it.
   * @default - a new bucket, which sends them
   */
  readonly existingBucket?: string;
  /** How many days a new bucket keeps an article's earlier versions. */
  readonly noncurrentDays: number;
  /** Whether a new bucket is deleted with the stack. */
  readonly ephemeral: boolean;
  /** @default - no access logs */
  readonly accessLogs?: IBucket;
}

/** A new bucket is versioned, so that an article can be rolled back, and notifies EventBridge of created and deleted objects. */
export class Content extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, props: ContentProps) {
    super(scope, id);
    this.bucket =
      props.existingBucket === undefined
        ? notifyingBucket(this, props)
        : Bucket.fromBucketName(this, "Articles", props.existingBucket);
  }
}

/** Sets the CloudFormation property directly: CDK's `eventBridgeEnabled` would add a Lambda function with wide permissions. */
function notifyingBucket(scope: Construct, props: ContentProps): IBucket {
  const bucket = new PrivateBucket(scope, "Articles", props);
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  return bucket;
}

/** Where writers put articles. */
import { Bucket, type CfnBucket, type IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { PrivateBucket } from "./private-bucket.ts";

export interface ContentProps {
  /**
   * A bucket that is there already. It must send its events to EventBridge; nothing about it is changed.
   * @default - a new bucket, whose events do
   */
  readonly existingBucket?: string;
  /** For how many days an article's earlier versions are kept in a new bucket. */
  readonly noncurrentDays: number;
  /** Whether a new bucket goes with the stack. */
  readonly ephemeral: boolean;
  /** @default - the bucket's readers and writers are not logged */
  readonly accessLogs?: IBucket;
}

/** A bucket of articles, versioned so that one can be rolled back, that tells EventBridge of what comes and goes. */
export class Content extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, props: ContentProps) {
    super(scope, id);
    this.bucket =
      props.existingBucket === undefined
        ? tellingBucket(this, props)
        : Bucket.fromBucketName(this, "Articles", props.existingBucket);
  }
}

/** By the bucket's own property: `eventBridgeEnabled` of CDK's bucket would bring a Lambda function with wide permissions along. */
function tellingBucket(scope: Construct, props: ContentProps): IBucket {
  const bucket = new PrivateBucket(scope, "Articles", props);
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  return bucket;
}

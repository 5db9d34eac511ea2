/** The buckets of the stack: reached by nobody but its own parts, over TLS only, encrypted, with a log of who reached them. */
import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

export interface PrivateBucketProps {
  /** Whether the bucket goes with the stack. Whoever asks for that has to see that it is empty by then. */
  readonly ephemeral: boolean;
  /**
   * Where it is logged who reached the bucket, in a folder named for it.
   * @default - nowhere
   */
  readonly accessLogs?: IBucket;
  /**
   * Whether earlier versions of objects are kept, and for how many days.
   * @default - not
   */
  readonly noncurrentDays?: number;
}

export const EPHEMERAL_KEEPS_NO_LOGS =
  "An ephemeral stack keeps no access logs: they still arrive when their bucket should long be gone.";

/** A bucket whose owner alone owns what is in it. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      ...guarded(props.ephemeral),
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: props.noncurrentDays !== undefined,
      lifecycleRules: [abandonedUploads, ...(props.noncurrentDays ? [earlierVersions(props.noncurrentDays)] : [])],
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: props.accessLogs && `${id.toLowerCase()}/`,
    });
    if (props.ephemeral) Validations.of(this).acknowledge({ id: "AwsSolutions-S1", reason: EPHEMERAL_KEEPS_NO_LOGS });
  }
}

/**
 * Where access logs lie until they expire. They stay when the stack goes: some arrive hours after what they tell of.
 * CloudFront writes its logs as another account, so this bucket alone has access control lists.
 */
export class LogBucket extends Bucket {
  constructor(scope: Construct, id: string, days: number) {
    super(scope, id, {
      ...guarded(false),
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [abandonedUploads, { expiration: Duration.days(days) }],
    });
  }
}

function guarded(ephemeral: boolean): BucketProps {
  return {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: ephemeral ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  };
}

const abandonedUploads: LifecycleRule = { abortIncompleteMultipartUploadAfter: Duration.days(7) };

/** A removed article leaves a marker, which goes when nothing is left under it. */
function earlierVersions(days: number): LifecycleRule {
  return { noncurrentVersionExpiration: Duration.days(days), expiredObjectDeleteMarker: true };
}

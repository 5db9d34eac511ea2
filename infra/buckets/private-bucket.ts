/** The stack's buckets: accessible only to the stack's own parts and over TLS, encrypted, and with access logs. */
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
  /** Whether the bucket is deleted with the stack. The caller must make sure that it is empty by then. */
  readonly ephemeral: boolean;
  /**
   * The bucket for access logs, which go into a folder named after this bucket.
   * @default - no access logs
   */
  readonly accessLogs?: IBucket;
  /**
   * How many days earlier versions of objects are kept.
   * @default - no earlier versions are kept
   */
  readonly noncurrentDays?: number;
}

export const EPHEMERAL_KEEPS_NO_LOGS =
  "An ephemeral stack keeps no access logs: they would still arrive after their bucket should have been deleted.";

/** A bucket whose owner owns all objects in it. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      ...securityProps(props.ephemeral),
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: props.noncurrentDays !== undefined,
      lifecycleRules: [
        expireAbandonedUploads,
        ...(props.noncurrentDays ? [expireEarlierVersions(props.noncurrentDays)] : []),
      ],
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: props.accessLogs && `${id.toLowerCase()}/`,
    });
    if (props.ephemeral) Validations.of(this).acknowledge({ id: "AwsSolutions-S1", reason: EPHEMERAL_KEEPS_NO_LOGS });
  }
}

/**
 * Keeps access logs until they expire. The bucket remains when the stack is deleted: some logs arrive hours after the access.
 * CloudFront writes its logs from another account, so only this bucket has access control lists.
 */
export class LogBucket extends Bucket {
  constructor(scope: Construct, id: string, days: number) {
    super(scope, id, {
      ...securityProps(false),
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [expireAbandonedUploads, { expiration: Duration.days(days) }],
    });
  }
}

function securityProps(ephemeral: boolean): BucketProps {
  return {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: ephemeral ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  };
}

const expireAbandonedUploads: LifecycleRule = { abortIncompleteMultipartUploadAfter: Duration.days(7) };

/** A deleted article leaves a delete marker, which is removed once no version is left under it. */
function expireEarlierVersions(days: number): LifecycleRule {
  return { noncurrentVersionExpiration: Duration.days(days), expiredObjectDeleteMarker: true };
}

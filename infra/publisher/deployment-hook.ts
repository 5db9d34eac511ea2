/** What happens once for every release: the seeds are planted, and all documents rendered anew. */
import { CfnResource, Duration, FileSystem } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";

export interface ReleaseProps {
  /** Called with the properties below when one of them changes, and when the stack goes. */
  readonly publisher: IFunction;
  /** The folder of its bundle and the seeds. */
  readonly bundle: string;
  readonly siteUrl: string;
  readonly contentBucket: string;
  /** Whether content, state and site buckets are emptied before the stack goes. */
  readonly ephemeral: boolean;
}

/** A custom resource that our own function answers for: it needs no other function, and no helper to wait for it. */
export class Release extends Construct {
  constructor(scope: Construct, id: string, props: ReleaseProps) {
    super(scope, id);
    new CfnResource(this, "Seeds", {
      type: "AWS::CloudFormation::CustomResource",
      properties: {
        ServiceToken: props.publisher.functionArn,
        ServiceTimeout: ANSWERED_WITHIN.toSeconds(),
        Release: FileSystem.fingerprint(props.bundle),
        SiteUrl: props.siteUrl,
        ContentBucket: props.contentBucket,
        ...(props.ephemeral && { Empty: "true" }),
      },
    });
  }
}

/** Where nothing is said, CloudFormation waits an hour for an answer that does not come. */
const ANSWERED_WITHIN = Duration.minutes(10);

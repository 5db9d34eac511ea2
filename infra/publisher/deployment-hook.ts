/** Runs once for every release: a custom resource that installs the sample articles and renders all documents again. */
import { CfnResource, Duration, FileSystem } from "aws-cdk-lib";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";

export interface ReleaseProps {
  /** Called with the properties below when one of them changes, and when the stack is deleted. */
  readonly publisher: IFunction;
  /** The folder of its bundle and the sample articles. */
  readonly bundle: string;
  readonly siteUrl: string;
  readonly contentBucket: string;
  /** Whether the content, state and site buckets are emptied before the stack is deleted. */
  readonly ephemeral: boolean;
}

/** The publisher's function itself answers for the custom resource, so it needs no other function, and no helper to wait for it. */
export class Release extends Construct {
  constructor(scope: Construct, id: string, props: ReleaseProps) {
    super(scope, id);
    new CfnResource(this, "Seeds", {
      type: "AWS::CloudFormation::CustomResource",
      properties: {
        ServiceToken: props.publisher.functionArn,
        ServiceTimeout: ANSWER_TIMEOUT.toSeconds(),
        Release: FileSystem.fingerprint(props.bundle),
        SiteUrl: props.siteUrl,
        ContentBucket: props.contentBucket,
        ...(props.ephemeral && { Empty: "true" }),
      },
    });
  }
}

/** By default CloudFormation waits an hour for an answer that does not come. */
const ANSWER_TIMEOUT = Duration.minutes(10);

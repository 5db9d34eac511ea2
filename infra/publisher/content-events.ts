/** Sends the content bucket's events, for created and deleted articles, to the publisher's inbox. */
import { Rule } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

export interface ArrivalsProps {
  readonly content: IBucket;
  readonly inbox: IQueue;
}

/** An EventBridge rule from bucket to inbox. If an event gets lost, the hourly reconcile finds the change. */
export class Arrivals extends Construct {
  constructor(scope: Construct, id: string, { content, inbox }: ArrivalsProps) {
    super(scope, id);
    const rule = new Rule(this, "Rule", {
      description: "Dropfeed: created and deleted articles",
      eventPattern: {
        source: ["aws.s3"],
        detailType: ["Object Created", "Object Deleted"],
        detail: { bucket: { name: [content.bucketName] } },
      },
    });
    // CDK's own queue target would also let EventBridge read the queue's attributes.
    rule.addTarget({ bind: () => ({ arn: inbox.queueArn }) });
    inbox.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("events.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [inbox.queueArn],
        conditions: { ArnEquals: { "aws:SourceArn": rule.ruleArn } },
      }),
    );
  }
}

/** How the publisher hears of articles that come and go. */
import { Rule } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

export interface ArrivalsProps {
  readonly content: IBucket;
  readonly inbox: IQueue;
}

/** Sends the content bucket's events to the inbox. Should one get lost, the hourly reconcile finds what it told of. */
export class Arrivals extends Construct {
  constructor(scope: Construct, id: string, { content, inbox }: ArrivalsProps) {
    super(scope, id);
    const rule = new Rule(this, "Rule", {
      description: "Dropfeed: articles that come and go",
      eventPattern: {
        source: ["aws.s3"],
        detailType: ["Object Created", "Object Deleted"],
        detail: { bucket: { name: [content.bucketName] } },
      },
    });
    // CDK's own target for queues would let EventBridge read the queue's attributes as well.
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

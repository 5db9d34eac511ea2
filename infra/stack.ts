/** The CloudFormation stack of a site: articles go into one bucket, and readers get feeds and pages from another. */
import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Options } from "./options/options.ts";
import { type SitePartsProps, siteParts } from "./site-parts.ts";

export interface DropfeedStackProps extends StackProps, SitePartsProps {}

export class DropfeedStack extends Stack {
  constructor(scope: Construct, id: string, props: DropfeedStackProps) {
    super(scope, id, { description: "Dropfeed: publishes a bucket of articles as feeds", ...props });
    const { options } = props;
    const { content, delivery, publisher, monitoring } = siteParts(this, props);
    this.addOutputs({
      SiteUrl: ["The site's page", delivery.url],
      RssUrl: ["The newest articles as RSS 2.0", `${delivery.url}feed.xml`],
      AtomUrl: ["The newest articles as Atom 1.0", `${delivery.url}atom.xml`],
      JsonUrl: ["The newest articles as JSON Feed 1.1", `${delivery.url}feed.json`],
      ContentBucket: [contentDescription(options), content.bucket.bucketName],
      PublishCommand: ["Publishes an article", `aws s3 cp article.md s3://${content.bucket.bucketName}/`],
      WorkQueueUrl: ["Queue for messages to the publisher, such as a rebuild", publisher.queues.work.queueUrl],
      InboxArn: ["Queue for events, and for dead letters to try again", publisher.queues.inbox.queueArn],
      DeadLettersArn: ["Dead-letter queue for articles and events that kept failing", publisher.queues.dead.queueArn],
      DeadWorkArn: [
        "Dead-letter queue for messages that the publisher could not finish",
        publisher.queues.deadWork.queueArn,
      ],
      DashboardUrl: ["CloudWatch dashboard of the site", monitoring.dashboard.url],
    });
    if (options.domain && !options.domain.zone) {
      this.addOutputs({
        DnsTarget: [`Point the DNS records of ${options.domain.name} here`, delivery.distribution.domainName],
      });
    }
  }

  private addOutputs(outputs: Readonly<Record<string, readonly [description: string, value: string]>>): void {
    for (const [name, [description, value]] of Object.entries(outputs))
      new CfnOutput(this, name, { description, value });
  }
}

function contentDescription({ contentBucket }: Options): string {
  return contentBucket === undefined
    ? "Bucket for articles"
    : "Bucket for articles. Turn on its events in the console: Properties, Amazon EventBridge, Send notifications";
}

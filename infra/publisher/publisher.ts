/** What turns articles into a site: two queues, one function, and the private bucket in which it remembers. */
import { Duration } from "aws-cdk-lib";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import type { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { PrivateBucket } from "../buckets/private-bucket.ts";
import { METRICS } from "../monitoring/metrics.ts";
import { Arrivals } from "./content-events.ts";
import { Release } from "./deployment-hook.ts";
import { publisherPermissions } from "./permissions.ts";
import { FUNCTION_TIMEOUT, PublisherFunction } from "./publisher-function.ts";
import { Queues } from "./queues.ts";
import { Clock } from "./schedules.ts";

export interface PublisherProps {
  /** Where writers put articles. */
  readonly content: IBucket;
  /** Where readers' documents go. */
  readonly site: IBucket;
  /** The site's URL, with a slash at its end. */
  readonly siteUrl: string;
  /** What articles' ids begin with where `site.json` does not say. It must not change, or readers see every article anew. */
  readonly idHost: string;
  /** The folder of the bundled function and the seeds. */
  readonly bundle: string;
  /** For how many days the function's log is kept. */
  readonly logDays: RetentionDays;
  /** Whether what is stored goes with the stack. */
  readonly ephemeral: boolean;
  /** @default - who reaches the state bucket is not logged */
  readonly accessLogs?: IBucket;
}

export class Publisher extends Construct {
  readonly queues: Queues;
  readonly function: PublisherFunction;

  constructor(scope: Construct, id: string, props: PublisherProps) {
    super(scope, id);
    const state = new PrivateBucket(this, "State", props);
    this.queues = new Queues(this, "Queues", { timeout: FUNCTION_TIMEOUT });
    const reach = { ...props, state, queues: this.queues };
    this.function = new PublisherFunction(this, "Function", {
      ...props,
      permissions: publisherPermissions(reach),
      environment: environmentOf(reach),
    });
    const release = new Release(this, "Release", {
      ...props,
      publisher: this.function.lambda,
      contentBucket: props.content.bucketName,
    });
    // Made after the release and removed before it: nothing is published while it empties the buckets of a stack that goes.
    for (const source of this.sources(props.content)) source.node.addDependency(release);
  }

  private sources(content: IBucket): readonly Construct[] {
    const { inbox, work } = this.queues;
    return [
      new Arrivals(this, "Arrivals", { content, inbox }),
      new Clock(this, "Clock", { work }),
      new EventSourceMapping(this, "FromInbox", {
        target: this.function.lambda,
        eventSourceArn: inbox.queueArn,
        // A thousand files dropped at once are one batch.
        batchSize: 1000,
        maxBatchingWindow: Duration.seconds(2),
        reportBatchItemFailures: true,
      }),
      new EventSourceMapping(this, "FromWork", {
        target: this.function.lambda,
        eventSourceArn: work.queueArn,
        batchSize: 10,
        reportBatchItemFailures: true,
      }),
    ];
  }
}

type Surroundings = PublisherProps & { readonly state: IBucket; readonly queues: Queues };

function environmentOf({ content, state, site, queues, siteUrl, idHost }: Surroundings): Record<string, string> {
  return {
    CONTENT_BUCKET: content.bucketName,
    STATE_BUCKET: state.bucketName,
    SITE_BUCKET: site.bucketName,
    INBOX_URL: queues.inbox.queueUrl,
    WORK_URL: queues.work.queueUrl,
    DEAD_URL: queues.dead.queueUrl,
    INBOX_ARN: queues.inbox.queueArn,
    WORK_ARN: queues.work.queueArn,
    SITE_URL: siteUrl,
    ID_HOST: idHost,
    POWERTOOLS_SERVICE_NAME: METRICS.service,
    POWERTOOLS_METRICS_NAMESPACE: METRICS.namespace,
  };
}

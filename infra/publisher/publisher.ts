/** Turns articles into a site: two queues, one function, its schedules, and the private bucket for its state. */
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
  /** The bucket where writers put articles. */
  readonly content: IBucket;
  /** The bucket for the documents that readers get. */
  readonly site: IBucket;
  /** The site's URL, with a trailing slash. */
  readonly siteUrl: string;
  /** The host in article ids if `site.json` sets no `id`. If it changes, readers see every article as new. */
  readonly idHost: string;
  /** The folder of the bundled function and the sample articles. */
  readonly bundle: string;
  /** How many days the function's log is kept. */
  readonly logDays: RetentionDays;
  /** Whether all stored data is deleted with the stack. */
  readonly ephemeral: boolean;
  /** @default - no access logs of the state bucket */
  readonly accessLogs?: IBucket;
}

export class Publisher extends Construct {
  readonly queues: Queues;
  readonly function: PublisherFunction;

  constructor(scope: Construct, id: string, props: PublisherProps) {
    super(scope, id);
    const state = new PrivateBucket(this, "State", props);
    this.queues = new Queues(this, "Queues", { timeout: FUNCTION_TIMEOUT });
    const scoped = { ...props, state, queues: this.queues };
    this.function = new PublisherFunction(this, "Function", {
      ...props,
      permissions: publisherPermissions(scoped),
      environment: environmentOf(scoped),
    });
    const release = new Release(this, "Release", {
      ...props,
      publisher: this.function.lambda,
      contentBucket: props.content.bucketName,
    });
    // Created after the release hook and deleted before it, so that nothing is published while it empties the buckets of a deleted stack.
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

type Resources = PublisherProps & { readonly state: IBucket; readonly queues: Queues };

function environmentOf({ content, state, site, queues, siteUrl, idHost }: Resources): Record<string, string> {
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

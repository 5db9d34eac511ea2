/** The construct of the package, for CDK apps of others: a whole site (buckets, publisher, delivery, monitoring) in a stack of theirs. */
import { fileURLToPath } from "node:url";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Domain, Options } from "./options/options.ts";
import { readOptions } from "./options/options.ts";
import { siteParts } from "./site-parts.ts";

export type { Domain };

/** All are optional. */
export interface DropfeedProps {
  /**
   * The site's own domain.
   * @default - the domain name that CloudFront assigns
   */
  readonly domain?: Domain;
  /**
   * The name of an existing bucket whose articles to publish. It must send its events to EventBridge and be encrypted with S3's own keys.
   * @default - a new bucket
   */
  readonly contentBucket?: string;
  /**
   * The e-mail address that receives alarms.
   * @default - none; alarms appear only on the dashboard
   */
  readonly alarmEmail?: string;
  /**
   * The ARN of a web ACL of AWS WAF, of scope CLOUDFRONT, in front of the site.
   * @default - none
   */
  readonly webAclArn?: string;
  /**
   * Deletes the buckets and their contents together with the stack, and keeps no access logs.
   * @default false
   */
  readonly ephemeral?: boolean;
  /**
   * How many days an article's earlier versions are kept.
   * @default 90
   */
  readonly noncurrentDays?: number;
  /**
   * How many days logs are kept.
   * @default 90
   */
  readonly logDays?: RetentionDays;
  /**
   * WebSub hubs, the same as in the `hubs` of site.json.
   * @default - none
   */
  readonly hubs?: readonly string[];
}

/** Articles put into `content` are published at `url` within seconds. Nothing is put there by a deployment. */
export class Dropfeed extends Construct {
  /** Writers put their articles and site.json here. */
  readonly content: IBucket;
  /** The documents that readers get; only CloudFront reads it. */
  readonly site: IBucket;
  readonly distribution: Distribution;
  /** With a trailing slash. */
  readonly url: string;
  readonly publisher: IFunction;
  readonly dashboardUrl: string;

  /** @throws OptionsError for a wrong value, or values that conflict */
  constructor(scope: Construct, id: string, props: DropfeedProps = {}) {
    super(scope, id);
    // The log bucket takes S3's own logs by its policy, whatever the app has set.
    this.node.setContext("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true);
    const { content, delivery, publisher, monitoring } = siteParts(this, {
      options: optionsOf(props),
      hubs: props.hubs ?? [],
      lambdaBundle: folder("lambda"),
      edgeBundle: folder("edge"),
    });
    this.content = content.bucket;
    this.site = delivery.site;
    this.distribution = delivery.distribution;
    this.url = delivery.url;
    this.publisher = publisher.function.lambda;
    this.dashboardUrl = monitoring.dashboard.url;
  }
}

/** Beside the bundle of this file. */
const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** By the rules for options of the command line. */
function optionsOf({
  domain,
  ephemeral,
  noncurrentDays,
  logDays,
  contentBucket,
  alarmEmail,
  webAclArn,
}: DropfeedProps): Options {
  const texts = {
    ...{ contentBucket, alarmEmail, webAclArn, ephemeral, noncurrentDays, logDays },
    ...{ domainName: domain?.name, certificateArn: domain?.certificateArn },
    ...{ hostedZoneId: domain?.zone?.id, hostedZoneName: domain?.zone?.name },
  };
  return readOptions(Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)));
}

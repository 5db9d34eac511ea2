/** The parts of a site on AWS, joined: content bucket, delivery, publisher and monitoring, within a stack or a construct. */
import type { Construct } from "constructs";
import { Content } from "./buckets/content-bucket.ts";
import { LogBucket } from "./buckets/private-bucket.ts";
import { Delivery } from "./delivery/delivery.ts";
import { Monitoring } from "./monitoring/monitoring.ts";
import type { Options } from "./options/options.ts";
import { Publisher } from "./publisher/publisher.ts";

export interface SitePartsProps {
  readonly options: Options;
  /** The folder of the bundled Lambda function, with the sample articles. */
  readonly lambdaBundle: string;
  /** The folder of the bundled edge functions. */
  readonly edgeBundle: string;
  /** WebSub hubs, as named in `site.json`. */
  readonly hubs: readonly string[];
}

export interface SiteParts {
  readonly content: Content;
  readonly delivery: Delivery;
  readonly publisher: Publisher;
  readonly monitoring: Monitoring;
}

/** Their ids name resources that hold data: a change would replace them. */
export function siteParts(scope: Construct, props: SitePartsProps): SiteParts {
  const { options } = props;
  const accessLogs = options.ephemeral ? undefined : new LogBucket(scope, "AccessLogs", options.logDays);
  const shared = { ephemeral: options.ephemeral, accessLogs };
  const content = new Content(scope, "Content", {
    ...shared,
    existingBucket: options.contentBucket,
    noncurrentDays: options.noncurrentDays,
  });
  const delivery = new Delivery(scope, "Delivery", {
    ...shared,
    domain: options.domain,
    webAclArn: options.webAclArn,
    hubs: props.hubs,
    edgeBundle: props.edgeBundle,
  });
  const publisher = new Publisher(scope, "Publisher", {
    ...shared,
    content: content.bucket,
    site: delivery.site,
    siteUrl: delivery.url,
    idHost: delivery.distribution.distributionDomainName,
    bundle: props.lambdaBundle,
    logDays: options.logDays,
  });
  const monitoring = new Monitoring(scope, "Monitoring", {
    publisher,
    distribution: delivery.distribution,
    alarmEmail: options.alarmEmail,
  });
  return { content, delivery, publisher, monitoring };
}

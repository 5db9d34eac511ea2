/** Delivers the site to readers: a bucket that only CloudFront can read, and the CloudFront distribution in front of it. */
import { Duration, Validations } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  type DistributionProps,
  type ErrorResponse,
  HttpVersion,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { MEDIA_POLICY, PAGE_POLICY } from "../../functions/edge/document-headers.ts";
import { globalName } from "../account-wide-name.ts";
import { EPHEMERAL_KEEPS_NO_LOGS, PrivateBucket } from "../buckets/private-bucket.ts";
import type { Domain } from "../options/options.ts";
import { DomainRecords } from "./dns-records.ts";
import { Edge } from "./edge-functions.ts";
import { SecurityHeaders } from "./response-headers.ts";

export interface DeliveryProps {
  /**
   * The site's own domain; requests to CloudFront's domain name are redirected there.
   * @default - the domain name that CloudFront assigns
   */
  readonly domain?: Domain;
  /** @default - no web ACL in front of the site */
  readonly webAclArn?: string;
  /** WebSub hubs, for the `Link` headers of feeds. */
  readonly hubs: readonly string[];
  /** The folder of the bundled edge functions. */
  readonly edgeBundle: string;
  /** Whether the site bucket is deleted with the stack. */
  readonly ephemeral: boolean;
  /** @default - no access logs */
  readonly accessLogs?: IBucket;
}

export class Delivery extends Construct {
  readonly site: IBucket;
  readonly distribution: Distribution;
  /** With a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    const { domain } = props;
    this.site = new PrivateBucket(this, "Site", props);
    this.distribution = new Distribution(this, "Distribution", {
      comment: "Dropfeed",
      ...behaviors(this, this.site, props),
      ...domainProps(this, domain),
      ...loggingProps(props.accessLogs),
      // The edge function already handles `/`. If it is ever removed, `/` must not list the bucket.
      defaultRootObject: "index.html",
      errorResponses: [NOT_FOUND],
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      webAclId: props.webAclArn,
    });
    this.url = `https://${domain?.name ?? this.distribution.distributionDomainName}/`;
    if (domain?.zone) {
      new DomainRecords(this, "Records", { name: domain.name, zone: domain.zone, distribution: this.distribution });
    }
    acknowledgeFindings(this.distribution, props);
  }
}

/** Cached for seconds only, so that a reader who requests a document too early sees it soon after it is published. */
const NOT_FOUND: ErrorResponse = {
  httpStatus: 404,
  responseHttpStatus: 404,
  responsePagePath: "/404.html",
  ttl: Duration.seconds(10),
};

type Behaviors = Pick<DistributionProps, "defaultBehavior" | "additionalBehaviors">;

/** Media differ only in their headers: a page among them must not run scripts. */
function behaviors(scope: Construct, site: IBucket, { edgeBundle, domain, hubs }: DeliveryProps): Behaviors {
  const edge = new Edge(scope, "Edge", { bundle: edgeBundle, site: { domain: domain?.name ?? "", hubs } });
  const shared: BehaviorOptions = {
    // With LIST, S3 answers 404 for a missing object; without it S3 answers 403, to hide which objects exist.
    origin: S3BucketOrigin.withOriginAccessControl(site, {
      originAccessControl: new S3OriginAccessControl(scope, "Access", {
        originAccessControlName: globalName(scope, "Access", 64),
      }),
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
    }),
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: cachePolicy(scope),
    compress: true,
    functionAssociations: edge.associations,
  };
  const pages = new SecurityHeaders(scope, "PageHeaders", {
    comment: "Dropfeed: pages",
    contentPolicy: PAGE_POLICY,
    isOpen: true,
  });
  const media = new SecurityHeaders(scope, "MediaHeaders", { comment: "Dropfeed: media", contentPolicy: MEDIA_POLICY });
  return {
    defaultBehavior: { ...shared, responseHeadersPolicy: pages },
    additionalBehaviors: { "media/*": { ...shared, responseHeadersPolicy: media } },
  };
}

/**
 * Each document's own `Cache-Control` sets how long it is fresh: feeds and pages a minute, archives an hour. After that CloudFront
 * asks S3, which answers 304 if the document has not changed. All requests share one copy: queries and cookies do not create others.
 */
function cachePolicy(scope: Construct): CachePolicy {
  return new CachePolicy(scope, "Caching", {
    comment: "Dropfeed: cache as long as each document says",
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.minutes(1),
    maxTtl: Duration.days(1),
    queryStringBehavior: CacheQueryStringBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(),
    headerBehavior: CacheHeaderBehavior.none(),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
}

type DomainProps = Pick<DistributionProps, "domainNames" | "certificate" | "minimumProtocolVersion">;

function domainProps(scope: Construct, domain: Domain | undefined): DomainProps {
  if (domain === undefined) return {};
  return {
    domainNames: [domain.name],
    certificate: Certificate.fromCertificateArn(scope, "Certificate", domain.certificateArn),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
  };
}

function loggingProps(accessLogs: IBucket | undefined): Pick<DistributionProps, "logBucket" | "logFilePrefix"> {
  return accessLogs === undefined ? {} : { logBucket: accessLogs, logFilePrefix: "readers/" };
}

function acknowledgeFindings(distribution: Distribution, { domain, webAclArn, ephemeral }: DeliveryProps): void {
  const validations = Validations.of(distribution);
  validations.acknowledge({
    id: "Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk",
    reason: "There is a default root object, and no query reaches the bucket.",
  });
  validations.acknowledge({ id: "AwsSolutions-CFR1", reason: "A feed is for readers in every country." });
  if (webAclArn === undefined) {
    validations.acknowledge({
      id: "AwsSolutions-CFR2",
      reason: "Readers can only GET what is public, from a cache. To use a web ACL, set -c webAclArn=…",
    });
  }
  if (domain === undefined) {
    validations.acknowledge({
      id: "AwsSolutions-CFR4",
      reason: "CloudFront's own domain name has a fixed TLS policy. A custom domain gets TLS 1.2 and newer.",
    });
  }
  if (ephemeral) validations.acknowledge({ id: "AwsSolutions-CFR3", reason: EPHEMERAL_KEEPS_NO_LOGS });
}

/** The metrics for alarms and dashboard: the publisher's own counts, and CloudFront's metrics of the distribution. */
import { Duration } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { Metric, type MetricOptions, Stats } from "aws-cdk-lib/aws-cloudwatch";

/** The namespace and service name of the publisher's metrics. */
export const METRICS = { namespace: "Dropfeed", service: "dropfeed" } as const;

export type Count =
  | "Published"
  | "Rejected"
  | "Unchanged"
  | "DocumentsWritten"
  | "StoreReads"
  | "StoreLists"
  | "StoreWrites"
  | "SecondsToVisible"
  | "DeadPaths"
  | "RemovalsWithheld"
  | "PingsFailed";

/** A metric of the publisher over five minutes; the sum by default. */
export function counted(metricName: Count, options: MetricOptions = {}): Metric {
  return new Metric({
    namespace: METRICS.namespace,
    dimensionsMap: { service: METRICS.service },
    metricName,
    statistic: Stats.SUM,
    period: Duration.minutes(5),
    ...options,
  });
}

/** CloudFront reports its metrics in this region, whatever the stack's region. An alarm can only watch metrics of its own region. */
export const CLOUDFRONT_REGION = "us-east-1";

export function atTheEdge(distribution: Distribution, metricName: string, options: MetricOptions): Metric {
  return new Metric({
    namespace: "AWS/CloudFront",
    dimensionsMap: { DistributionId: distribution.distributionId, Region: "Global" },
    metricName,
    period: Duration.minutes(5),
    ...options,
  });
}

/** What is measured: the publisher's own counts, and those of AWS that tell whether it keeps up. */
import { Duration } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { Metric, type MetricOptions, Stats } from "aws-cdk-lib/aws-cloudwatch";

/** Under which name the publisher counts. */
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
  | "PingsFailed";

/** Over five minutes, the sum where nothing else is said. */
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

/** Whatever the region of the stack, CloudFront counts in this one, and an alarm can only watch metrics of its own region. */
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

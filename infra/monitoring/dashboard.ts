/** The CloudWatch dashboard of a site: alarms, articles, queues, function, reader requests and rejections on one page. */
import { Duration, Stack } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  Stats,
} from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Queues } from "../publisher/queues.ts";
import { atTheEdge, CLOUDFRONT_REGION, counted } from "./metrics.ts";

export interface DashboardProps {
  readonly alarms: readonly IAlarm[];
  readonly queues: Queues;
  readonly publisher: IFunction;
  readonly log: ILogGroup;
  readonly distribution: Distribution;
}

export class Dashboard extends Construct {
  /** Its address in the AWS console. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const dashboard = new CloudWatchDashboard(this, "Board", { defaultInterval: Duration.days(1) });
    for (const row of rows(props)) dashboard.addWidgets(...row);
    const { region } = Stack.of(this);
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

const FULL = 24;
const HALF = 12;

function rows({ alarms, queues, publisher, log, distribution }: DashboardProps): readonly (readonly IWidget[])[] {
  return [
    [new AlarmStatusWidget({ title: "Alarms", alarms: [...alarms], width: FULL, height: 3 })],
    [
      graph("Articles", [counted("Published"), counted("Unchanged"), counted("Rejected")]),
      graph("Seconds until a change is published", [
        counted("SecondsToVisible", { statistic: Stats.p(50), label: "median" }),
        counted("SecondsToVisible", { statistic: Stats.p(99), label: "99th percentile" }),
      ]),
    ],
    [
      graph("Documents written", [counted("DocumentsWritten")]),
      graph("Requests to S3", [counted("StoreReads"), counted("StoreLists"), counted("StoreWrites")]),
    ],
    [
      graph("Age of the oldest message, in seconds", [
        queues.inbox.metricApproximateAgeOfOldestMessage({ label: "inbox" }),
        queues.work.metricApproximateAgeOfOldestMessage({ label: "work" }),
      ]),
      graph("Given up", [
        queues.dead.metricApproximateNumberOfMessagesVisible({ label: "paths and events" }),
        queues.deadWork.metricApproximateNumberOfMessagesVisible({ label: "work" }),
        counted("PingsFailed", { label: "WebSub notifications" }),
      ]),
    ],
    [
      graph("Function", [publisher.metricInvocations(), publisher.metricErrors(), publisher.metricThrottles()]),
      graph("Duration of the function, in milliseconds", [
        publisher.metricDuration({ statistic: Stats.p(50), label: "median" }),
        publisher.metricDuration({ statistic: Stats.MAXIMUM, label: "longest" }),
      ]),
    ],
    [
      graph("Readers' requests", [inCloudFrontRegion(distribution, "Requests", Stats.SUM)]),
      graph("Errors, in percent of requests", [
        inCloudFrontRegion(distribution, "4xxErrorRate", Stats.AVERAGE),
        inCloudFrontRegion(distribution, "5xxErrorRate", Stats.AVERAGE),
      ]),
    ],
    [rejections(log)],
  ];
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: HALF, leftYAxis: { min: 0 } });
}

function inCloudFrontRegion(distribution: Distribution, metricName: string, statistic: string): IMetric {
  return atTheEdge(distribution, metricName, { statistic, region: CLOUDFRONT_REGION });
}

function rejections(log: ILogGroup): LogQueryWidget {
  return new LogQueryWidget({
    title: "Rejected articles and other warnings",
    logGroupNames: [log.logGroupName],
    queryLines: [
      "fields @timestamp, level, message, path, line, reason",
      'filter level in ["WARN", "ERROR"]',
      "sort @timestamp desc",
      "limit 50",
    ],
    width: FULL,
  });
}

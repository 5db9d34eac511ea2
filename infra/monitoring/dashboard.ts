/** Everything about a site on one page. */
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
  /** Where it is in the console. */
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
      graph("Seconds from the article to the edge", [
        counted("SecondsToVisible", { statistic: Stats.p(50), label: "half of the articles" }),
        counted("SecondsToVisible", { statistic: Stats.p(99), label: "99 of 100" }),
      ]),
    ],
    [
      graph("Documents written", [counted("DocumentsWritten")]),
      graph("Requests to S3", [counted("StoreReads"), counted("StoreLists"), counted("StoreWrites")]),
    ],
    [
      graph("Seconds that the oldest message has waited", [
        queues.inbox.metricApproximateAgeOfOldestMessage({ label: "inbox" }),
        queues.work.metricApproximateAgeOfOldestMessage({ label: "work" }),
      ]),
      graph("Given up", [
        queues.dead.metricApproximateNumberOfMessagesVisible({ label: "paths and events" }),
        queues.deadWork.metricApproximateNumberOfMessagesVisible({ label: "work" }),
        counted("PingsFailed", { label: "hubs that were not told" }),
      ]),
    ],
    [
      graph("Function", [publisher.metricInvocations(), publisher.metricErrors(), publisher.metricThrottles()]),
      graph("Milliseconds that the function took", [
        publisher.metricDuration({ statistic: Stats.p(50), label: "half of the batches" }),
        publisher.metricDuration({ statistic: Stats.MAXIMUM, label: "longest" }),
      ]),
    ],
    [
      graph("Readers' requests", [inCloudFrontRegion(distribution, "Requests", Stats.SUM)]),
      graph("Errors, in requests of a hundred", [
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
    title: "Articles that were rejected, and other warnings",
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

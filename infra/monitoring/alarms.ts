/** CloudWatch alarms: the conditions under which somebody should check the site. */
import { Aws, CfnCondition, Duration, Fn } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import {
  Alarm,
  type CfnAlarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Queues } from "../publisher/queues.ts";
import { SCHEDULE_GROUP } from "../publisher/schedules.ts";
import { atTheEdge, CLOUDFRONT_REGION, counted } from "./metrics.ts";

export interface AlarmsProps {
  readonly queues: Queues;
  readonly publisher: IFunction;
  readonly distribution: Distribution;
}

type Watch = {
  readonly metric: IMetric;
  /** A value above this is a problem … */
  readonly above: number;
  /** … if it occurs in this many periods of five minutes: 1 alarms at the first, 2 needs two of the last three. */
  readonly times: 1 | 2;
  /** What the alarm means, and what to do. */
  readonly description: string;
};

/** Missing data raises no alarm: a site without activity is healthy. */
export class Alarms extends Construct {
  /** Alarms that exist in every region. */
  readonly everywhere: readonly Alarm[];
  /** CloudFront's metrics exist in one region only, and so does the alarm that watches them. */
  readonly atTheEdge: Alarm;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const watches = {
      ...watchesOfQueues(props.queues),
      ...watchesOfPublisher(props.publisher),
      Clock: watchOfClock(),
    };
    this.everywhere = Object.entries(watches).map(([name, watch]) => watchFor(this, name, watch));
    this.atTheEdge = watchFor(this, "ServerErrors", watchOfEdge(props.distribution));
    const isCloudFrontRegion = new CfnCondition(this, "InCloudFrontRegion", {
      expression: Fn.conditionEquals(Aws.REGION, CLOUDFRONT_REGION),
    });
    (this.atTheEdge.node.defaultChild as CfnAlarm).cfnOptions.condition = isCloudFrontRegion;
  }
}

function watchFor(scope: Construct, name: string, { metric, above, times, description }: Watch): Alarm {
  return new Alarm(scope, name, {
    metric,
    alarmDescription: description,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: above,
    datapointsToAlarm: times,
    evaluationPeriods: times === 1 ? 1 : 3,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}

function watchesOfQueues({ inbox, work, dead, deadWork }: Queues): Readonly<Record<string, Watch>> {
  return {
    DeadPaths: {
      ...anyMessageIn(dead),
      description:
        "An article failed six times (its message has the reason), or an event failed five times (see the function's " +
        "log for the reason). Fix the cause and move the messages back to the inbox: aws sqs start-message-move-task, " +
        "with the stack's output DeadLettersArn as source and InboxArn as destination, which is required here.",
    },
    DeadWork: {
      ...anyMessageIn(deadWork),
      description:
        "The publisher gave up a message after six tries. Read the function's log, fix the cause, and move the message back: " +
        "aws sqs start-message-move-task, with the stack's output DeadWorkArn as source.",
    },
    InboxAge: {
      ...oldestMessageIn(inbox, Duration.minutes(15)),
      description:
        "Events have waited for more than 15 minutes to be read. Check whether the function is throttled or failing.",
    },
    WorkAge: {
      ...oldestMessageIn(work, Duration.minutes(15)),
      description:
        "Messages have waited for more than 15 minutes to be published: a large rebuild is running, or one keeps failing.",
    },
  };
}

function anyMessageIn(queue: IQueue): Omit<Watch, "description"> {
  return { metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }), above: 0, times: 1 };
}

function oldestMessageIn(queue: IQueue, time: Duration): Omit<Watch, "description"> {
  const metric = queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM });
  return { metric, above: time.toSeconds(), times: 2 };
}

/** Without the schedules no scheduled article appears, and no change whose event was lost is found. */
function watchOfClock(): Watch {
  return {
    metric: new Metric({
      namespace: "AWS/Scheduler",
      metricName: "TargetErrorCount",
      dimensionsMap: { ScheduleGroup: SCHEDULE_GROUP },
      statistic: Stats.SUM,
      period: Duration.minutes(5),
    }),
    above: 0,
    times: 2,
    description:
      "The minute's tick or the hourly reconcile does not reach the work queue. Check that the schedules' role may send to it.",
  };
}

/** A single error needs no alarm: its message is delivered again. */
function watchesOfPublisher(publisher: IFunction): Readonly<Record<string, Watch>> {
  return {
    Errors: {
      metric: publisher.metricErrors(),
      above: 0,
      times: 2,
      description: "The publisher keeps failing. Its log says why.",
    },
    Throttles: {
      metric: publisher.metricThrottles(),
      above: 0,
      times: 2,
      description: "Lambda throttles the publisher: the account's other functions use up its concurrency.",
    },
    RemovalsWithheld: {
      metric: counted("RemovalsWithheld"),
      above: 0,
      times: 1,
      description:
        "The hourly reconcile found more than half of the published files missing from the content bucket, and removed none of " +
        'them. Check the bucket; if they are meant to be gone, send {"kind":"reconcile","force":true} to the work queue.',
    },
    Rejected: {
      metric: counted("Rejected"),
      above: 0,
      times: 1,
      description:
        "An article or media file was rejected. The log has file, line and reason; its last good version stays on the site.",
    },
  };
}

function watchOfEdge(distribution: Distribution): Watch {
  return {
    metric: atTheEdge(distribution, "5xxErrorRate", { statistic: Stats.AVERAGE }),
    above: 1,
    times: 2,
    description:
      "More than 1% of requests get a server error (5xx). Check CloudFront's health and the site bucket's policy.",
  };
}

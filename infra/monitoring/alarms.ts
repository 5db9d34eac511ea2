/** What somebody should look at. */
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
  /** It is wrong to be above this … */
  readonly above: number;
  /** … in so many of the last three periods of five minutes: 1 where no instance can be let pass. */
  readonly times: 1 | 2;
  /** What it means, and what to do. */
  readonly description: string;
};

/** Quiet where nothing is measured: a site on which nothing happens is well. */
export class Alarms extends Construct {
  /** Those that there are in every region. */
  readonly everywhere: readonly Alarm[];
  /** CloudFront's numbers are in one region only, and so is the alarm that watches them. */
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
    const here = new CfnCondition(this, "InCloudFrontRegion", {
      expression: Fn.conditionEquals(Aws.REGION, CLOUDFRONT_REGION),
    });
    (this.atTheEdge.node.defaultChild as CfnAlarm).cfnOptions.condition = here;
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
      ...lettersIn(dead),
      description:
        "Articles were given up after six tries, with the reason in the message, or events after five, without one: " +
        "see the function's log. Mend it and move the messages back into the inbox, which has to be named: " +
        "aws sqs start-message-move-task, with the stack's outputs DeadLettersArn as source and InboxArn as destination.",
    },
    DeadWork: {
      ...lettersIn(deadWork),
      description:
        "The publisher gave up a message after six tries. Read the function's log, mend the reason, and redrive: " +
        "aws sqs start-message-move-task, with the stack's output DeadWorkArn as source.",
    },
    InboxAge: {
      ...waitingIn(inbox, Duration.minutes(15)),
      description: "Events wait for more than 15 minutes to be read. Is the function throttled, or failing?",
    },
    WorkAge: {
      ...waitingIn(work, Duration.minutes(15)),
      description:
        "Messages wait for more than 15 minutes to be published: a rebuild of many articles, or one that fails.",
    },
  };
}

function lettersIn(queue: IQueue): Omit<Watch, "description"> {
  return { metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }), above: 0, times: 1 };
}

function waitingIn(queue: IQueue, time: Duration): Omit<Watch, "description"> {
  const metric = queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM });
  return { metric, above: time.toSeconds(), times: 2 };
}

/** Without the clock nothing that is scheduled appears, and nothing that an event lost is found. */
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
      "The minute's tick or the hourly reconcile does not reach the work queue. May the schedules' role send to it?",
  };
}

/** A single error passes by itself: its message comes again. */
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
      description: "Lambda keeps the publisher from running: the account's other functions use up its concurrency.",
    },
    Rejected: {
      metric: counted("Rejected"),
      above: 0,
      times: 1,
      description:
        "Somebody put a bad article. The log names file, line and reason; its last good version stays on the site.",
    },
  };
}

function watchOfEdge(distribution: Distribution): Watch {
  return {
    metric: atTheEdge(distribution, "5xxErrorRate", { statistic: Stats.AVERAGE }),
    above: 1,
    times: 2,
    description:
      "More than one reader in a hundred gets an error of the server's: CloudFront or the site bucket is not well.",
  };
}

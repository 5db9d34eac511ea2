/** Monitors a site: alarms, optional e-mail for them, and a dashboard. */
import { ArnFormat, Stack } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Publisher } from "../publisher/publisher.ts";
import { Alarms } from "./alarms.ts";
import { Dashboard } from "./dashboard.ts";

export interface MonitoringProps {
  readonly publisher: Publisher;
  readonly distribution: Distribution;
  /**
   * The e-mail address that is notified when an alarm begins and ends.
   * @default - none; alarms appear only on the dashboard
   */
  readonly alarmEmail?: string;
}

export class Monitoring extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, { publisher, distribution, alarmEmail }: MonitoringProps) {
    super(scope, id);
    const watched = { queues: publisher.queues, publisher: publisher.function.lambda, distribution };
    const alarms = new Alarms(this, "Alarms", watched);
    if (alarmEmail !== undefined) notifyByEmail(this, [...alarms.everywhere, alarms.atTheEdge], alarmEmail);
    this.dashboard = new Dashboard(this, "Dashboard", {
      ...watched,
      alarms: alarms.everywhere,
      log: publisher.function.log,
    });
  }
}

function notifyByEmail(scope: Construct, alarms: readonly Alarm[], address: string): void {
  const topic = new Topic(scope, "Topic", { displayName: "Dropfeed alarms", enforceSSL: true });
  topic.addSubscription(new EmailSubscription(address));
  topic.addToResourcePolicy(alarmsOnly(topic));
  const action = new SnsAction(topic);
  for (const alarm of alarms) {
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}

/** A topic with an explicit policy loses the default one, which lets CloudWatch publish to every topic of the account. */
function alarmsOnly(topic: Topic): PolicyStatement {
  const stack = Stack.of(topic);
  return new PolicyStatement({
    principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
    actions: ["sns:Publish"],
    resources: [topic.topicArn],
    conditions: {
      StringEquals: { "aws:SourceAccount": stack.account },
      ArnLike: {
        "aws:SourceArn": stack.formatArn({
          service: "cloudwatch",
          resource: "alarm",
          resourceName: "*",
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      },
    },
  });
}

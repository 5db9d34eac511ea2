/** Sends the publisher a `tick` message every minute and a `reconcile` message every hour. */
import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { WORK_GROUP } from "./queues.ts";

/** The default group for schedules; other schedules of the account may be in it too. */
export const SCHEDULE_GROUP = "default";

export interface ClockProps {
  readonly work: IQueue;
}

/** The tick publishes what is due; the reconcile finds changes whose events were lost. */
export class Clock extends Construct {
  constructor(scope: Construct, id: string, { work }: ClockProps) {
    super(scope, id);
    const role = senderRole(this, work);
    this.send("tick", Duration.minutes(1), { work, role });
    this.send("reconcile", Duration.hours(1), { work, role });
  }

  private send(kind: "tick" | "reconcile", every: Duration, { work, role }: { work: IQueue; role: Role }): void {
    const schedule = new Schedule(this, kind, {
      description: `Dropfeed: sends "${kind}" to the publisher`,
      schedule: ScheduleExpression.rate(every),
      target: {
        bind: () => ({
          arn: work.queueArn,
          role,
          // The time makes each message different: SQS drops a message that equals one of the last five minutes.
          input: ScheduleTargetInput.fromObject({ kind, at: ContextAttribute.scheduledTime }),
          sqsParameters: { messageGroupId: WORK_GROUP },
          // Once the next message is due, this one is no longer needed.
          retryPolicy: { maximumEventAgeInSeconds: every.toSeconds() },
        }),
      },
    });
    schedule.node.addDependency(role);
  }
}

/** Only the account's own schedules can use the role: without the conditions, anyone who knows the role could use it from theirs. */
function senderRole(scope: Construct, work: IQueue): Role {
  const stack = Stack.of(scope);
  const group = stack.formatArn({ service: "scheduler", resource: "schedule-group", resourceName: SCHEDULE_GROUP });
  const conditions = { StringEquals: { "aws:SourceAccount": stack.account, "aws:SourceArn": group } };
  const role = new Role(scope, "Sender", {
    description: "Lets Dropfeed's schedules send messages to the publisher",
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", { conditions }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [work.queueArn] }));
  return role;
}

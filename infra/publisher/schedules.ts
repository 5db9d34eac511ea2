/** How the publisher hears that time has passed. */
import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { WORK_GROUP } from "./queues.ts";

/** Where schedules are if nothing is said; others of the account may be there too. */
export const SCHEDULE_GROUP = "default";

export interface ClockProps {
  readonly work: IQueue;
}

/** Asks every minute for what is due, and every hour for what an event lost. */
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
          // The time makes each message another: SQS drops one that equals another of the last five minutes.
          input: ScheduleTargetInput.fromObject({ kind, at: ContextAttribute.scheduledTime }),
          sqsParameters: { messageGroupId: WORK_GROUP },
          // When the next one is due, this one need not be sent any more.
          retryPolicy: { maximumEventAgeInSeconds: every.toSeconds() },
        }),
      },
    });
    schedule.node.addDependency(role);
  }
}

/** By the account's own schedules only: without the conditions, whoever knows the role could have it used by his. */
function senderRole(scope: Construct, work: IQueue): Role {
  const stack = Stack.of(scope);
  const group = stack.formatArn({ service: "scheduler", resource: "schedule-group", resourceName: SCHEDULE_GROUP });
  const own = { StringEquals: { "aws:SourceAccount": stack.account, "aws:SourceArn": group } };
  const role = new Role(scope, "Sender", {
    description: "Lets Dropfeed's schedules send messages to the publisher",
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", { conditions: own }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [work.queueArn] }));
  return role;
}

/** What is to be done: events gather in the inbox, and what they mean waits at work until its turn. */
import { Duration, Fn, Stack } from "aws-cdk-lib";
import { Queue, QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

/** All messages at work are of this group, so that SQS hands out one batch at a time: a site has one publisher. */
export const WORK_GROUP = "site";

export interface QueuesProps {
  /** How long the function may take for a batch. */
  readonly timeout: Duration;
}

/** Two queues, each with dead letters, which are kept as long as SQS keeps any: 14 days. */
export class Queues extends Construct {
  /** Events of the content bucket, in any order. */
  readonly inbox: Queue;
  /** Messages to the publisher, in order. */
  readonly work: Queue;
  /** Events that could not be read, and articles that failed time and again for a reason that should have passed. */
  readonly dead: Queue;
  /** Messages that the publisher could not finish. Its type must be that of the queue whose letters it takes: FIFO. */
  readonly deadWork: Queue;

  constructor(scope: Construct, id: string, { timeout }: QueuesProps) {
    super(scope, id);
    this.dead = new Queue(this, "Dead", guarded);
    this.deadWork = new Queue(this, "DeadWork", { ...guarded, ...inOrder(this, "DeadWork") });
    this.inbox = new Queue(this, "Inbox", {
      ...guarded,
      // Lambda's advice: six times the function's timeout, and five tries, for throttled polls use up both.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 5 },
    });
    this.work = new Queue(this, "Work", {
      ...guarded,
      ...inOrder(this, "Work"),
      // A message that waits holds back the rest of its group, so this is no longer than it must be.
      visibilityTimeout: timeout.plus(Duration.seconds(30)),
      deadLetterQueue: { queue: this.deadWork, maxReceiveCount: 6 },
    });
  }
}

const guarded: QueueProps = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
};

/** Named, for emulators of CloudFormation forget the `.fifo`; by the stack's id, for a name is barred for a minute after its queue has gone. */
function inOrder(scope: Construct, name: string): QueueProps {
  const { stackName, stackId } = Stack.of(scope);
  const id = Fn.select(2, Fn.split("/", stackId));
  return { fifo: true, contentBasedDeduplication: true, queueName: `${stackName}-${name}-${id}.fifo` };
}

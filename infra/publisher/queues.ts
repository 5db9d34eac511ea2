/** The publisher's SQS queues: events arrive in the inbox, and the messages made from them wait in the work queue. */
import { Duration, Fn, Stack } from "aws-cdk-lib";
import { Queue, QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

/** All messages of the work queue are in this group, so that SQS delivers one batch at a time: a site has one publisher. */
export const WORK_GROUP = "site";

export interface QueuesProps {
  /** The maximum time that the function may take for a batch. */
  readonly timeout: Duration;
}

/** Two queues, each with a dead-letter queue. Dead letters are kept for 14 days, the longest that SQS allows. */
export class Queues extends Construct {
  /** Events of the content bucket, in any order. */
  readonly inbox: Queue;
  /** Messages to the publisher, in order. */
  readonly work: Queue;
  /** Events that could not be read, and articles that kept failing for a reason that should have been temporary. */
  readonly dead: Queue;
  /** Messages that the publisher could not finish. It must be a FIFO queue, like its source queue. */
  readonly deadWork: Queue;

  constructor(scope: Construct, id: string, { timeout }: QueuesProps) {
    super(scope, id);
    this.dead = new Queue(this, "Dead", securityProps);
    this.deadWork = new Queue(this, "DeadWork", { ...securityProps, ...fifoProps(this, "DeadWork") });
    this.inbox = new Queue(this, "Inbox", {
      ...securityProps,
      // As Lambda recommends: six times the function's timeout, and five tries, since throttled polls use up both.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 5 },
    });
    this.work = new Queue(this, "Work", {
      ...securityProps,
      ...fifoProps(this, "Work"),
      // A waiting message blocks the rest of its group, so this is no longer than necessary.
      visibilityTimeout: timeout.plus(Duration.seconds(30)),
      deadLetterQueue: { queue: this.deadWork, maxReceiveCount: 6 },
    });
  }
}

const securityProps: QueueProps = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
};

/**
 * Has an explicit name, because emulators of CloudFormation forget the `.fifo`. The name includes the stack's id, because SQS blocks a
 * name for a minute after its queue was deleted.
 */
function fifoProps(scope: Construct, name: string): QueueProps {
  const { stackName, stackId } = Stack.of(scope);
  const id = Fn.select(2, Fn.split("/", stackId));
  return { fifo: true, contentBasedDeduplication: true, queueName: `${stackName}-${name}-${id}.fifo` };
}

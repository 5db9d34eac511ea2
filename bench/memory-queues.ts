/** In-memory replacements for the Lambda function's queues and telemetry. */
import type { QueueRecord } from "../functions/aws/lambda-event.ts";
import type { Queues } from "../functions/aws/queues/inbox.ts";
import type { OutgoingMessage, Queue } from "../functions/aws/queues/sqs-queue.ts";
import type { Telemetry } from "../functions/aws/telemetry.ts";

export type MemoryQueues = {
  readonly queues: Queues;
  /** Removes and returns up to `max` of the oldest messages. */
  readonly take: (name: "inbox" | "work", max: number) => readonly QueueRecord[];
};

/** Throws if a message is sent to the dead-letter queue. */
export function memoryQueues(): MemoryQueues {
  const waiting = { inbox: [] as OutgoingMessage[], work: [] as OutgoingMessage[] };
  const queue = (messages: OutgoingMessage[]): Queue => ({
    async send(more) {
      for (const message of more) messages.push(message);
      return [];
    },
  });
  const dead: Queue = {
    async send(messages) {
      if (messages.length > 0) throw new Error(`sent to the dead-letter queue: ${JSON.stringify(messages)}`);
      return [];
    },
  };
  return {
    queues: { inbox: queue(waiting.inbox), work: queue(waiting.work), dead },
    take: (name, max) =>
      waiting[name]
        .splice(0, max)
        .map(({ body }, index) => ({ id: String(index), body: JSON.stringify(body), receives: 1 })),
  };
}

/** Ignores successes and throws on every failure, since a benchmark should have none. */
export function quietTelemetry(): Telemetry {
  const stop = (...details: readonly unknown[]) => {
    throw new Error(
      `unexpected failure: ${details.map((detail) => (detail instanceof Error ? detail.stack : JSON.stringify(detail))).join(" ")}`,
    );
  };
  const quiet = () => {};
  return {
    begin: quiet,
    published: quiet,
    visible: quiet,
    rejected: stop,
    retried: stop,
    deadLetter: stop,
    pinged: quiet,
    pingFailed: stop,
    info: quiet,
    failed: stop,
    end: quiet,
  };
}

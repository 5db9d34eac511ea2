/** The function's queues and its log, kept in memory. */
import type { QueueRecord } from "../functions/aws/lambda-event.ts";
import type { Queues } from "../functions/aws/queues/inbox.ts";
import type { OutgoingMessage, Queue } from "../functions/aws/queues/sqs-queue.ts";
import type { Telemetry } from "../functions/aws/telemetry.ts";

export type MemoryQueues = {
  readonly queues: Queues;
  /** Hands out, and forgets, so many of the oldest at the most. */
  readonly take: (name: "inbox" | "work", most: number) => readonly QueueRecord[];
};

/** Nothing may go to the dead letters. */
export function memoryQueues(): MemoryQueues {
  const waiting = { inbox: [] as OutgoingMessage[], work: [] as OutgoingMessage[] };
  const queue = (letters: OutgoingMessage[]): Queue => ({
    async send(more) {
      for (const letter of more) letters.push(letter);
      return [];
    },
  });
  const dead: Queue = {
    async send(letters) {
      if (letters.length > 0) throw new Error(`given up: ${JSON.stringify(letters)}`);
      return [];
    },
  };
  return {
    queues: { inbox: queue(waiting.inbox), work: queue(waiting.work), dead },
    take: (name, most) =>
      waiting[name]
        .splice(0, most)
        .map(({ body }, at) => ({ id: String(at), body: JSON.stringify(body), receives: 1 })),
  };
}

/** Says nothing of what goes well, and stops at what does not: in a benchmark everything should. */
export function quietTelemetry(): Telemetry {
  const stop = (...what: readonly unknown[]) => {
    throw new Error(
      `went wrong: ${what.map((each) => (each instanceof Error ? each.stack : JSON.stringify(each))).join(" ")}`,
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

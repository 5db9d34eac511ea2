/** Sends messages to an SQS queue in batches, and reports which ones the queue refused. */
import { randomUUID } from "node:crypto";
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from "@aws-sdk/client-sqs";
import { chunked } from "./split-into-chunks.ts";

/** `body` is sent as JSON. `delay` is in seconds, at most 900; FIFO queues do not support it, so it is ignored there. */
export type OutgoingMessage = { readonly body: unknown; readonly delay?: number };

export type SendFailure = { readonly message: OutgoingMessage; readonly reason: string };

export type Queue = {
  /** Returns the messages that were not sent, for any reason; all others were sent. */
  readonly send: (messages: readonly OutgoingMessage[]) => Promise<readonly SendFailure[]>;
};

export type QueueOptions = {
  readonly client: SQSClient;
  readonly url: string;
  /** The message group for everything sent to a FIFO queue; undefined for a standard queue. */
  readonly group?: string;
};

/** The queue refused a message; it may accept the same message later. */
export class QueueBusyError extends Error {
  override readonly name = "QueueBusyError";
}

/** @throws QueueBusyError unless the queue accepted every message */
export async function sendAll(queue: Queue, messages: readonly OutgoingMessage[]): Promise<void> {
  const [refusal] = await queue.send(messages);
  if (refusal !== undefined) throw new QueueBusyError(`a queue refused a message: ${refusal.reason}`);
}

export function sqsQueue({ client, url, group }: QueueOptions): Queue {
  async function sendBatch(messages: readonly OutgoingMessage[]): Promise<readonly SendFailure[]> {
    const Entries = messages.map((message, index) => entryOf(message, index, group));
    try {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      return Failed.flatMap(({ Id, Code, Message }) => {
        const message = messages[Number(Id)];
        return message === undefined ? [] : { message, reason: `${Code}: ${Message}` };
      });
    } catch (error) {
      // The SDK has tried three times. Whatever the error is, these messages were not sent.
      return messages.map((message) => ({ message, reason: String(error) }));
    }
  }

  return {
    async send(messages) {
      const refused: SendFailure[] = [];
      for (const batch of chunked(messages, REQUEST_LIMITS)) refused.push(...(await sendBatch(batch)));
      return refused;
    },
  };
}

/**
 * The deduplication id is random. The default is a hash of the body, with which SQS would drop the second of two equal messages
 * within five minutes, although the second one says that an article has changed again.
 */
function entryOf(message: OutgoingMessage, index: number, group: string | undefined): SendMessageBatchRequestEntry {
  const entry = { Id: String(index), MessageBody: textOf(message) };
  if (group === undefined) return { ...entry, DelaySeconds: message.delay ?? 0 };
  return { ...entry, MessageGroupId: group, MessageDeduplicationId: randomUUID() };
}

/** Limits below those of SQS for one request: ten messages, 256 KiB in total. */
const REQUEST_LIMITS = {
  items: 10,
  bytes: 250_000,
  sizeOf: (message: OutgoingMessage) => Buffer.byteLength(textOf(message)),
};

/** SQS accepts the characters of XML 1.0. JSON escapes all others except these two. */
function textOf({ body }: OutgoingMessage): string {
  return JSON.stringify(body).replace(
    /[\uFFFE\uFFFF]/g,
    (noncharacter) => `\\u${noncharacter.charCodeAt(0).toString(16)}`,
  );
}

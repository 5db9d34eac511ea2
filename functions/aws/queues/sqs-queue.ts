/** An SQS queue, as something that letters can be sent to. */
import { randomUUID } from "node:crypto";
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from "@aws-sdk/client-sqs";
import { chunked } from "./chunked.ts";

/** `body` becomes JSON. `delay` in seconds, 900 at the most; a FIFO queue knows none. */
export type OutgoingMessage = { readonly body: unknown; readonly delay?: number };

export type SendFailure = { readonly letter: OutgoingMessage; readonly reason: string };

export type Queue = {
  /** Says which letters were not taken, however that came; the others were. */
  readonly send: (letters: readonly OutgoingMessage[]) => Promise<readonly SendFailure[]>;
};

export type QueueOptions = {
  readonly client: SQSClient;
  readonly url: string;
  /** The message group of everything sent to a FIFO queue; none: the queue is a standard one. */
  readonly group?: string;
};

/** The queue did not take a letter; the same letter may be taken later. */
export class QueueBusyError extends Error {
  override readonly name = "QueueBusyError";
}

/** @throws QueueBusyError unless every letter was taken */
export async function sendAll(queue: Queue, letters: readonly OutgoingMessage[]): Promise<void> {
  const [refusal] = await queue.send(letters);
  if (refusal !== undefined) throw new QueueBusyError(`a queue refused a message: ${refusal.reason}`);
}

export function sqsQueue({ client, url, group }: QueueOptions): Queue {
  async function sendSome(letters: readonly OutgoingMessage[]): Promise<readonly SendFailure[]> {
    const Entries = letters.map((letter, index) => entryOf(letter, index, group));
    try {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      return Failed.flatMap(({ Id, Code, Message }) => {
        const letter = letters[Number(Id)];
        return letter === undefined ? [] : { letter, reason: `${Code}: ${Message}` };
      });
    } catch (error) {
      // The SDK has tried three times. Whatever it is, these letters did not go.
      return letters.map((letter) => ({ letter, reason: String(error) }));
    }
  }

  return {
    async send(letters) {
      const refused: SendFailure[] = [];
      for (const some of chunked(letters, REQUEST)) refused.push(...(await sendSome(some)));
      return refused;
    },
  };
}

/**
 * The deduplication id is random. By default it would be a hash of the body, and SQS would swallow the second of two equal messages
 * within five minutes, though the second says that an article has changed again.
 */
function entryOf(letter: OutgoingMessage, index: number, group: string | undefined): SendMessageBatchRequestEntry {
  const entry = { Id: String(index), MessageBody: textOf(letter) };
  if (group === undefined) return { ...entry, DelaySeconds: letter.delay ?? 0 };
  return { ...entry, MessageGroupId: group, MessageDeduplicationId: randomUUID() };
}

/** What a queue takes in one request: ten messages, and all of them together 256 KiB. */
const REQUEST = { items: 10, bytes: 250_000, sizeOf: (letter: OutgoingMessage) => Buffer.byteLength(textOf(letter)) };

/** SQS takes what XML 1.0 can hold. JSON has escaped everything else but these two. */
function textOf({ body }: OutgoingMessage): string {
  return JSON.stringify(body).replace(
    /[\uFFFE\uFFFF]/g,
    (noncharacter) => `\\u${noncharacter.charCodeAt(0).toString(16)}`,
  );
}

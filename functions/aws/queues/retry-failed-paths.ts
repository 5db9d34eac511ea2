/** Sends paths that could not be published back to the inbox with a delay or, after too many tries, to the dead-letter queue. */

import type { Telemetry } from "../telemetry.ts";
import { earliest, MESSAGE_LIMITS } from "./merge-requests.ts";
import { MAX_TRIES, retryDelay } from "./retry-delay.ts";
import { chunked, grouped } from "./split-into-chunks.ts";
import { type OutgoingMessage, type Queue, sendAll } from "./sqs-queue.ts";

export type FailedPath = {
  readonly path: string;
  readonly reason: string;
  readonly force: boolean;
  /** How many tries have failed, including this one. */
  readonly tries: number;
  readonly since?: number;
};

export type RetryQueues = { readonly inbox: Queue; readonly dead: Queue; readonly telemetry: Telemetry };

/** @throws QueueBusyError: some paths are then in no queue, so their messages must be delivered again */
export async function retryFailedPaths(
  failures: readonly FailedPath[],
  { inbox, dead, telemetry }: RetryQueues,
): Promise<void> {
  const exhausted = failures.filter(({ tries }) => tries >= MAX_TRIES);
  const retryable = failures.filter(({ tries }) => tries < MAX_TRIES);
  await sendAll(inbox, retryMessages(retryable));
  await sendAll(dead, exhausted.map(deadLetterMessage));
  for (const { path, reason, tries } of retryable) telemetry.retried(path, reason, tries);
  for (const { path, reason } of exhausted) telemetry.deadLetter({ path }, reason);
}

function retryMessages(failures: readonly FailedPath[]): OutgoingMessage[] {
  const alike = [...grouped(failures, ({ force, tries }) => `${force} ${tries}`).values()];
  return alike.flatMap((group) => [...chunked(group, MESSAGE_LIMITS)].map(retryMessage));
}

function retryMessage(failures: readonly FailedPath[]): OutgoingMessage {
  const { force, tries } = failures[0] ?? { force: false, tries: 1 };
  const paths = failures.map(({ path }) => path);
  const since = earliest(failures.map((failure) => failure.since));
  return { body: { kind: "changed", paths, ...(force && { force }), tries, since }, delay: retryDelay(tries) };
}

/** When this message is moved back to the inbox as it is, its tries start again from zero. */
function deadLetterMessage({ path, reason, force, tries }: FailedPath): OutgoingMessage {
  return { body: { kind: "changed", paths: [path], ...(force && { force }), reason, failed: tries } };
}

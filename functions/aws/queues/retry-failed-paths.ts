/** What becomes of paths that could not be published this time: back to the inbox for a while or, after too many tries, to the dead letters. */

import type { Telemetry } from "../telemetry.ts";
import { chunked, grouped } from "./chunked.ts";
import { earliest, MESSAGE_LIMITS } from "./merge-requests.ts";
import { MAX_TRIES, retryDelay } from "./retry-delay.ts";
import { type OutgoingMessage, type Queue, sendAll } from "./sqs-queue.ts";

export type FailedPath = {
  readonly path: string;
  readonly reason: string;
  readonly force: boolean;
  /** How many times it has been tried in vain, this time included. */
  readonly tries: number;
  readonly since?: number;
};

export type RetryQueues = { readonly inbox: Queue; readonly dead: Queue; readonly telemetry: Telemetry };

/** @throws QueueBusyError: then the paths are nowhere, and their messages must come again */
export async function retryFailedPaths(
  setbacks: readonly FailedPath[],
  { inbox, dead, telemetry }: RetryQueues,
): Promise<void> {
  const over = setbacks.filter(({ tries }) => tries >= MAX_TRIES);
  const again = setbacks.filter(({ tries }) => tries < MAX_TRIES);
  await sendAll(inbox, retryMessages(again));
  await sendAll(dead, over.map(deadLetterMessage));
  for (const { path, reason, tries } of again) telemetry.retried(path, reason, tries);
  for (const { path, reason } of over) telemetry.deadLetter({ path }, reason);
}

function retryMessages(setbacks: readonly FailedPath[]): OutgoingMessage[] {
  const alike = [...grouped(setbacks, ({ force, tries }) => `${force} ${tries}`).values()];
  return alike.flatMap((group) => [...chunked(group, MESSAGE_LIMITS)].map(retryMessage));
}

function retryMessage(setbacks: readonly FailedPath[]): OutgoingMessage {
  const { force, tries } = setbacks[0] ?? { force: false, tries: 1 };
  const paths = setbacks.map(({ path }) => path);
  const since = earliest(setbacks.map((setback) => setback.since));
  return { body: { kind: "changed", paths, ...(force && { force }), tries, since }, delay: retryDelay(tries) };
}

/** Moved back into the inbox as it is, it is tried anew. */
function deadLetterMessage({ path, reason, force, tries }: FailedPath): OutgoingMessage {
  return { body: { kind: "changed", paths: [path], ...(force && { force }), reason, failed: tries } };
}

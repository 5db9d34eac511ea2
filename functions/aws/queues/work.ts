/** Second step: publishes what the messages of the work queue request, retries failed paths, and queues pings to WebSub hubs. */
import type { PathFailure } from "../../publish/publish.ts";
import type { Publisher } from "../../publish/publisher.ts";
import type { QueueRecord } from "../lambda-event.ts";
import type { Telemetry } from "../telemetry.ts";
import { pingMessages } from "../websub.ts";
import { buried } from "./dead-letter.ts";
import type { Queues } from "./inbox.ts";
import { handleIsolated, type IsolatedResult, singlePaths } from "./isolate-failures.ts";
import { earliest } from "./merge-requests.ts";
import { rebuildSize } from "./rebuild-size.ts";
import { type FailedPath, retryFailedPaths } from "./retry-failed-paths.ts";
import { sendAll } from "./sqs-queue.ts";
import { type ChangedWork, parseWorkBody, type WorkMessage } from "./work-message.ts";

export type WorkContext = {
  /** Called for each batch, so that the publisher's `now` is current. */
  readonly publisher: (rebuildSize: number) => Publisher;
  readonly queues: Queues;
  readonly telemetry: Telemetry;
  /** Milliseconds until the function is stopped. */
  readonly timeLeft: () => number;
};

/** The most milliseconds that a batch needs. With less time left, no further batch is started. */
const BATCH_TIME = 30_000;

/** @throws StoreBusyError, SecondPublisherError, QueueBusyError: all messages must be delivered again */
export async function processWork(records: readonly QueueRecord[], context: WorkContext): Promise<void> {
  const receives = Math.max(...records.map((record) => record.receives));
  const batches = batchesOf(await readMessages(records, context), receives);
  for (const [index, batch] of batches.entries()) {
    if (index > 0 && context.timeLeft() < BATCH_TIME) return requeue(batches.slice(index).flat(), context);
    await workOn(batch, receives, context);
  }
}

/** Unreadable messages go to the dead-letter queue at once: a retry would not help, and the message group would wait for it. */
async function readMessages(
  records: readonly QueueRecord[],
  { queues, telemetry }: WorkContext,
): Promise<WorkMessage[]> {
  const messages = new Map<string, WorkMessage>();
  for (const { body } of records) {
    const message = parseWorkBody(body);
    if (message.kind !== "malformed") {
      messages.set(JSON.stringify(message), message);
      continue;
    }
    await sendAll(queues.dead, [{ body: buried(message.reason, body) }]);
    telemetry.deadLetter({ body: body.slice(0, 1_000) }, message.reason);
  }
  return [...messages.values()];
}

/**
 * Puts all messages into one batch, so that each document is written once. Messages that are delivered again were too much for
 * one call (its time or memory): they are handled one by one and finally path by path, so that every call makes progress. A rebuild
 * handles fewer paths at each further try.
 */
function batchesOf(messages: readonly WorkMessage[], receives: number): (readonly WorkMessage[])[] {
  if (messages.length === 0) return [];
  if (receives <= 1) return [messages];
  return (receives <= 3 ? messages : messages.flatMap(singlePaths)).map((message) => [message]);
}

async function requeue(messages: readonly WorkMessage[], { queues, telemetry }: WorkContext): Promise<void> {
  await sendAll(
    queues.work,
    messages.map((body) => ({ body })),
  );
  telemetry.info("too little time left, sent the remaining messages back to the work queue", {
    messages: messages.length,
  });
}

async function workOn(messages: readonly WorkMessage[], receives: number, context: WorkContext): Promise<void> {
  const { publisher, queues, telemetry } = context;
  const handled = await handleIsolated(messages, publisher(rebuildSize(messages, receives)));
  telemetry.published(handled, changeReporter(messages));
  for (const { path, error } of handled.broken) telemetry.failed(`the publisher crashed on ${path}`, error);
  await retryFailedPaths(failedPathsOf(handled, messages), { ...queues, telemetry });
  await sendAll(queues.inbox, pingMessages(handled));
  const now = Date.now();
  for (const { since } of messages.filter(isChanged)) if (since !== undefined) telemetry.visible(since, now);
}

/** If a rebuild is in the same batch, any failed path may be one of the rebuild's, so it is retried with `force`. */
function failedPathsOf({ reports, broken }: IsolatedResult, messages: readonly WorkMessage[]): FailedPath[] {
  const failures: PathFailure[] = [
    ...reports.flatMap(({ failed }) => failed),
    ...broken.map(({ path, error }) => ({ path, reason: String(error) })),
  ];
  const changed = messages.filter(isChanged);
  const isRebuilt = changed.length < messages.length;
  return failures.map((failure) => {
    const requests = changed.filter(({ paths }) => paths.includes(failure.path));
    return {
      ...failure,
      force: isRebuilt || requests.some(({ force }) => force),
      tries: Math.max(0, ...requests.map(({ tries = 0 }) => tries)) + 1,
      since: earliest(requests.map(({ since }) => since)),
    };
  });
}

/** Returns whether a change led to a path. A path that no message names comes from a rebuild, and counts as changed. */
function changeReporter(messages: readonly WorkMessage[]): (path: string) => boolean {
  const changed = messages.filter(isChanged);
  const changedPaths = new Set(changed.flatMap(({ fromReconcile, paths }) => (fromReconcile ? [] : paths)));
  const fromReconcile = new Set(changed.flatMap(({ fromReconcile, paths }) => (fromReconcile ? paths : [])));
  return (path) => changedPaths.has(path) || !fromReconcile.has(path);
}

function isChanged(message: WorkMessage): message is ChangedWork {
  return message.kind === "changed";
}

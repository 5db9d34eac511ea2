/** The second step: publishes what the messages of the work queue ask for. */
import type { PathFailure } from "../../publish/publish.ts";
import type { Publisher } from "../../publish/publisher.ts";
import type { QueueRecord } from "../lambda-event.ts";
import type { Telemetry } from "../telemetry.ts";
import { pingMessages } from "../websub.ts";
import type { Queues } from "./inbox.ts";
import { handleIsolated, type IsolatedResult, singlePaths } from "./isolate-failures.ts";
import { earliest } from "./merge-requests.ts";
import { rebuildSize } from "./rebuild-size.ts";
import { type FailedPath, retryFailedPaths } from "./retry-failed-paths.ts";
import { sendAll } from "./sqs-queue.ts";
import { type ChangedWork, parseWorkBody, type WorkMessage } from "./work-message.ts";

export type WorkContext = {
  /** Made anew for each piece of work: its time of looking is now. */
  readonly publisher: (rebuildSize: number) => Publisher;
  readonly queues: Queues;
  readonly telemetry: Telemetry;
  /** Milliseconds until the function is stopped. */
  readonly timeLeft: () => number;
};

/** Milliseconds that a piece of work needs at the most; with less than this left none is begun. */
const ENOUGH = 30_000;

/** @throws StoreBusyError, SecondPublisherError, QueueBusyError: all messages must come again */
export async function processWork(records: readonly QueueRecord[], context: WorkContext): Promise<void> {
  const receives = Math.max(...records.map((record) => record.receives));
  const pieces = piecesOf(await readMessages(records, context), receives);
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && context.timeLeft() < ENOUGH) return requeue(pieces.slice(index).flat(), context);
    await workOn(piece, receives, context);
  }
}

/** What cannot be read goes to the dead letters at once: nothing would make it better, and the group would wait for it. */
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
    await sendAll(queues.dead, [{ body: { ...message, body } }]);
    telemetry.deadLetter({ body: body.slice(0, 1_000) }, message.reason);
  }
  return [...messages.values()];
}

/**
 * All messages together, so that each document is written once. Messages that come again after they were too much for one call
 * (its time, its memory) are taken one by one, and at last path by path, so that every call gets something done; of a rebuild each
 * further try takes fewer paths.
 */
function piecesOf(messages: readonly WorkMessage[], receives: number): (readonly WorkMessage[])[] {
  if (messages.length === 0) return [];
  if (receives <= 1) return [messages];
  return (receives <= 3 ? messages : messages.flatMap(singlePaths)).map((message) => [message]);
}

async function requeue(messages: readonly WorkMessage[], { queues, telemetry }: WorkContext): Promise<void> {
  await sendAll(
    queues.work,
    messages.map((body) => ({ body })),
  );
  telemetry.info("sent on for want of time", { messages: messages.length });
}

async function workOn(messages: readonly WorkMessage[], receives: number, context: WorkContext): Promise<void> {
  const { publisher, queues, telemetry } = context;
  const handled = await handleIsolated(messages, publisher(rebuildSize(messages, receives)));
  telemetry.published(handled, changeReporter(messages));
  for (const { path, error } of handled.broken) telemetry.failed(`the publisher broke at ${path}`, error);
  await retryFailedPaths(failedPathsOf(handled, messages), { ...queues, telemetry });
  await sendAll(queues.inbox, pingMessages(handled));
  const now = Date.now();
  for (const { since } of messages.filter(isChanged)) if (since !== undefined) telemetry.visible(since, now);
}

/** Beside a rebuild, any path may be one of its own. */
function failedPathsOf({ reports, broken }: IsolatedResult, messages: readonly WorkMessage[]): FailedPath[] {
  const failures: PathFailure[] = [
    ...reports.flatMap(({ failed }) => failed),
    ...broken.map(({ path, error }) => ({ path, reason: String(error) })),
  ];
  const changed = messages.filter(isChanged);
  const isRebuilt = changed.length < messages.length;
  return failures.map((failure) => {
    const asking = changed.filter(({ paths }) => paths.includes(failure.path));
    return {
      ...failure,
      force: isRebuilt || asking.some(({ force }) => force),
      tries: Math.max(0, ...asking.map(({ tries = 0 }) => tries)) + 1,
      since: earliest(asking.map(({ since }) => since)),
    };
  });
}

/** Whether a change led to a path. One that no message names is a rebuild's. */
function changeReporter(messages: readonly WorkMessage[]): (path: string) => boolean {
  const changed = messages.filter(isChanged);
  const told = new Set(changed.flatMap(({ fromReconcile, paths }) => (fromReconcile ? [] : paths)));
  const fromReconcile = new Set(changed.flatMap(({ fromReconcile, paths }) => (fromReconcile ? paths : [])));
  return (path) => told.has(path) || !fromReconcile.has(path);
}

function isChanged(message: WorkMessage): message is ChangedWork {
  return message.kind === "changed";
}

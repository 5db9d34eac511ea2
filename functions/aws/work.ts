/** The second step: publishes what the messages of the work queue ask for. */
import type { Failure } from "../publish/publish.ts";
import type { Publisher } from "../publish/site.ts";
import type { QueueRecord } from "./event.ts";
import { earliest } from "./gather.ts";
import { type HandledApart, handleApart, singlePaths } from "./handle-apart.ts";
import type { Queues } from "./inbox.ts";
import { sendAll } from "./queue.ts";
import { rebuildSize } from "./rebuild-size.ts";
import { type Setback, sendBack } from "./setbacks.ts";
import type { Telemetry } from "./telemetry.ts";
import { pingLetters } from "./websub.ts";
import { parseWorkBody, type WorkLook, type WorkMessage } from "./work-message.ts";

export type WorkDesk = {
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
export async function work(records: readonly QueueRecord[], desk: WorkDesk): Promise<void> {
  const receives = Math.max(...records.map((record) => record.receives));
  const pieces = piecesOf(await readMessages(records, desk), receives);
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && desk.timeLeft() < ENOUGH) return sendOn(pieces.slice(index).flat(), desk);
    await workOn(piece, receives, desk);
  }
}

/** What cannot be read goes to the dead letters at once: nothing would make it better, and the group would wait for it. */
async function readMessages(records: readonly QueueRecord[], { queues, telemetry }: WorkDesk): Promise<WorkMessage[]> {
  const messages = new Map<string, WorkMessage>();
  for (const { body } of records) {
    const message = parseWorkBody(body);
    if (message.kind !== "malformed") {
      messages.set(JSON.stringify(message), message);
      continue;
    }
    await sendAll(queues.dead, [{ body: { ...message, body } }]);
    telemetry.dead({ body: body.slice(0, 1_000) }, message.reason);
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

async function sendOn(messages: readonly WorkMessage[], { queues, telemetry }: WorkDesk): Promise<void> {
  await sendAll(
    queues.work,
    messages.map((body) => ({ body })),
  );
  telemetry.say("sent on for want of time", { messages: messages.length });
}

async function workOn(messages: readonly WorkMessage[], receives: number, desk: WorkDesk): Promise<void> {
  const { publisher, queues, telemetry } = desk;
  const handled = await handleApart(messages, publisher(rebuildSize(messages, receives)));
  telemetry.published(handled, toldBy(messages));
  for (const { path, error } of handled.broken) telemetry.failed(`the publisher broke at ${path}`, error);
  await sendBack(setbacksOf(handled, messages), { ...queues, telemetry });
  await sendAll(queues.inbox, pingLetters(handled));
  const now = Date.now();
  for (const { since } of messages.filter(isLook)) if (since !== undefined) telemetry.visible(since, now);
}

/** Beside a rebuild, any path may be one of its own. */
function setbacksOf({ reports, broken }: HandledApart, messages: readonly WorkMessage[]): Setback[] {
  const failures: Failure[] = [
    ...reports.flatMap(({ failed }) => failed),
    ...broken.map(({ path, error }) => ({ path, reason: String(error) })),
  ];
  const looks = messages.filter(isLook);
  const isRebuilt = looks.length < messages.length;
  return failures.map((failure) => {
    const asking = looks.filter(({ paths }) => paths.includes(failure.path));
    return {
      ...failure,
      force: isRebuilt || asking.some(({ force }) => force),
      tries: Math.max(0, ...asking.map(({ tries = 0 }) => tries)) + 1,
      since: earliest(asking.map(({ since }) => since)),
    };
  });
}

/** Whether a change led to a path. One that no message names is a rebuild's. */
function toldBy(messages: readonly WorkMessage[]): (path: string) => boolean {
  const looks = messages.filter(isLook);
  const told = new Set(looks.flatMap(({ untold, paths }) => (untold ? [] : paths)));
  const untold = new Set(looks.flatMap(({ untold, paths }) => (untold ? paths : [])));
  return (path) => told.has(path) || !untold.has(path);
}

function isLook(message: WorkMessage): message is WorkLook {
  return message.kind === "look";
}

/** Tells hubs that feeds have changed (WebSub §7: the publisher's own notice, in the form that PubSubHubbub 0.4 §7.1 gave it). */
import { feedFormat } from "../edge/site-layout.ts";
import type { MessagesHandled } from "../publish/handle-messages.ts";
import { inParallel } from "../publish/in-parallel.ts";
import { addressOf } from "../render/site-urls.ts";
import { chunked } from "./queues/chunked.ts";
import type { PingRequest } from "./queues/inbox-message.ts";
import { MAX_TRIES, retryDelay } from "./queues/retry-delay.ts";
import { type OutgoingMessage, type Queue, sendAll } from "./queues/sqs-queue.ts";
import type { Telemetry } from "./telemetry.ts";

/**
 * Seconds from the writing of a document to the telling of it. A hub fetches at once what it is told of, and the edge may show
 * the old bytes for a minute (edge/headers.ts).
 */
const UNTIL_SEEN = 65;
/** Milliseconds that a hub has for its answer. */
const ANSWER_WITHIN = 5_000;
/** How many topics a hub is told of at once. */
const LANES = 8;
/** What one message holds: even a hub that takes all its time over each answer is done with it in half a minute. */
const TOPICS = { items: 48, bytes: 100_000, sizeOf: (topic: string) => Buffer.byteLength(topic) + 3 };

/** Letters to the inbox, which is a standard queue: FIFO queues know no delay of single messages. */
export function pingMessages({ reports, settings }: MessagesHandled): OutgoingMessage[] {
  const hubs = settings?.settings.hubs.filter((hub) => /^https?:/i.test(hub)) ?? [];
  if (settings === undefined || hubs.length === 0) return [];
  const changed = new Set(reports.flatMap((report) => report.documents.written).filter(isSubscription));
  const topics = [...changed].map((name) => addressOf(name, settings.settings));
  return [...chunked(topics, TOPICS)].map((some) => letter({ kind: "ping", topics: some, hubs, tries: 0 }, UNTIL_SEEN));
}

/** Archive pages name no hub, and nobody subscribes to them. */
function isSubscription(name: string): boolean {
  return feedFormat(name) !== undefined && !name.startsWith("archive/");
}

function letter(body: PingRequest, delay: number): OutgoingMessage {
  return { body, delay };
}

/** Tells every hub of every topic; what a hub that is down has not heard goes back to the inbox. @throws QueueBusyError */
export async function ping(request: PingRequest, inbox: Queue, telemetry: Telemetry): Promise<void> {
  await inParallel(request.hubs, async (hub) => {
    const { told, refused, untold, reason } = await tell(hub, request.topics);
    if (told.length > 0) telemetry.pinged(hub, told);
    for (const { topic, reason } of refused) telemetry.pingFailed(hub, reason, [topic], true);
    if (untold.length === 0) return;
    const tries = request.tries + 1;
    const isOver = tries >= MAX_TRIES;
    telemetry.pingFailed(hub, reason, untold, isOver);
    if (!isOver)
      await sendAll(inbox, [letter({ kind: "ping", topics: untold, hubs: [hub], tries }, retryDelay(tries))]);
  });
}

type Told = {
  readonly told: readonly string[];
  /** What it will not hear, however often it is told. */
  readonly refused: readonly { readonly topic: string; readonly reason: string }[];
  /** What it could not hear now, and why. The topic at which it failed stands last, so that others come first next time. */
  readonly untold: readonly string[];
  readonly reason: string;
};

/** A hub that is found down is not asked again this time: it costs the time of one answer, whatever there is to tell. */
async function tell(hub: string, topics: readonly string[]): Promise<Told> {
  const waiting = [...topics];
  const told: string[] = [];
  const refused: { topic: string; reason: string }[] = [];
  const failed: string[] = [];
  let down = "";
  const lane = async () => {
    while (down === "") {
      const topic = waiting.shift();
      if (topic === undefined) return;
      const answer = await post(hub, topic);
      if (answer.kind === "told") told.push(topic);
      else if (answer.kind === "refused") refused.push({ topic, reason: answer.reason });
      else {
        failed.push(topic);
        down = answer.reason;
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { told, refused, untold: [...waiting, ...failed], reason: down };
}

type Answer = { readonly kind: "told" } | { readonly kind: "refused" | "down"; readonly reason: string };

async function post(hub: string, topic: string): Promise<Answer> {
  const body = new URLSearchParams({ "hub.mode": "publish", "hub.url": topic });
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const { ok, status, body: rest } = await fetch(hub, { method: "POST", body, redirect: "manual", signal });
    await rest?.cancel();
    if (ok) return { kind: "told" };
    const isPassing = status >= 500 || status === 408 || status === 429;
    return { kind: isPassing ? "down" : "refused", reason: `answered ${status}` };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return { kind: "down", reason: String(cause) };
  }
}

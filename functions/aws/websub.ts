/** Notifies WebSub hubs that feeds have changed (WebSub §7: the publisher's notification, in the format of PubSubHubbub 0.4 §7.1). */
import { feedFormat, isArchived } from "../edge/site-layout.ts";
import type { MessagesHandled } from "../publish/handle-messages.ts";
import { inParallel } from "../publish/in-parallel.ts";
import { addressOf } from "../render/site-urls.ts";
import { type PostClient, publicClient, RefusedHostError } from "./public-client.ts";
import type { PingRequest } from "./queues/inbox-message.ts";
import { MAX_TRIES, retryDelay } from "./queues/retry-delay.ts";
import { chunked } from "./queues/split-into-chunks.ts";
import { type OutgoingMessage, type Queue, sendAll } from "./queues/sqs-queue.ts";
import type { Telemetry } from "./telemetry.ts";

/**
 * Seconds between writing a document and notifying hubs. A hub fetches the document at once, and the edge may serve the old bytes
 * for a minute (edge/document-headers.ts).
 */
const PING_DELAY = 65;
/** Milliseconds to wait for a hub's answer. */
const ANSWER_TIMEOUT = 5_000;
/** How many requests to a hub run at once. */
const CONCURRENCY = 8;
/** Limits of one message: even a hub that takes the full timeout for each answer finishes it in half a minute. */
const TOPIC_LIMITS = { items: 48, bytes: 100_000, sizeOf: (topic: string) => Buffer.byteLength(topic) + 3 };

/** Messages for the inbox, which is a standard queue: FIFO queues do not support a delay per message. */
export function pingMessages({ reports, settings }: MessagesHandled): OutgoingMessage[] {
  const hubs = settings?.settings.hubs.filter((hub) => /^https?:/i.test(hub)) ?? [];
  if (settings === undefined || hubs.length === 0) return [];
  const changed = new Set(reports.flatMap((report) => report.documents.written).filter(isSubscription));
  const topics = [...changed].map((name) => addressOf(name, settings.settings));
  return [...chunked(topics, TOPIC_LIMITS)].map((chunk) =>
    pingMessage({ kind: "ping", topics: chunk, hubs, tries: 0 }, PING_DELAY),
  );
}

/** Archive pages name no hub, and nobody subscribes to them. */
function isSubscription(name: string): boolean {
  return feedFormat(name) !== undefined && !isArchived(name);
}

function pingMessage(body: PingRequest, delay: number): OutgoingMessage {
  return { body, delay };
}

/** `isAllowed`: whether a hub may have this IP address; by default only public ones. */
export type PingOptions = { readonly isAllowed?: (address: string) => boolean };

/** Notifies every hub of every topic. The topics that a hub could not receive now go back to the inbox. @throws QueueBusyError */
export async function ping(
  request: PingRequest,
  inbox: Queue,
  telemetry: Telemetry,
  options: PingOptions = {},
): Promise<void> {
  const client = publicClient({ timeout: ANSWER_TIMEOUT, maxSockets: CONCURRENCY, ...options });
  try {
    await inParallel(request.hubs, (hub) => pingHub(hub, request, client, { inbox, telemetry }));
  } finally {
    client.close();
  }
}

async function pingHub(
  hub: string,
  request: PingRequest,
  client: PostClient,
  { inbox, telemetry }: { readonly inbox: Queue; readonly telemetry: Telemetry },
): Promise<void> {
  const { notified, refused, pending, reason } = await notify(hub, request.topics, client);
  if (notified.length > 0) telemetry.pinged(hub, notified);
  for (const { topic, reason } of refused) telemetry.pingFailed(hub, reason, [topic], true);
  if (pending.length === 0) return;
  const tries = request.tries + 1;
  const isFinal = tries >= MAX_TRIES;
  telemetry.pingFailed(hub, reason, pending, isFinal);
  if (!isFinal)
    await sendAll(inbox, [pingMessage({ kind: "ping", topics: pending, hubs: [hub], tries }, retryDelay(tries))]);
}

type NotifyResult = {
  readonly notified: readonly string[];
  /** Topics that the hub rejected; another try would not help. */
  readonly refused: readonly { readonly topic: string; readonly reason: string }[];
  /** Topics that the hub could not receive now; `reason` says why. The failed topic is last, so that others go first next time. */
  readonly pending: readonly string[];
  readonly reason: string;
};

/** Stops at the first sign that the hub is down, so that such a hub costs one timeout, however many topics there are. */
async function notify(hub: string, topics: readonly string[], client: PostClient): Promise<NotifyResult> {
  const waiting = [...topics];
  const notified: string[] = [];
  const refused: { topic: string; reason: string }[] = [];
  const failed: string[] = [];
  let down = "";
  const sender = async () => {
    while (down === "") {
      const topic = waiting.shift();
      if (topic === undefined) return;
      const answer = await post(hub, topic, client);
      if (answer.kind === "accepted") notified.push(topic);
      else if (answer.kind === "refused") refused.push({ topic, reason: answer.reason });
      else {
        failed.push(topic);
        down = answer.reason;
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, sender));
  return { notified, refused, pending: [...waiting, ...failed], reason: down };
}

type Answer = { readonly kind: "accepted" } | { readonly kind: "refused" | "down"; readonly reason: string };

async function post(hub: string, topic: string, client: PostClient): Promise<Answer> {
  const body = new URLSearchParams({ "hub.mode": "publish", "hub.url": topic });
  try {
    const status = await client.post(hub, body.toString());
    if (status >= 200 && status < 300) return { kind: "accepted" };
    const isTemporary = status >= 500 || status === 408 || status === 429;
    return { kind: isTemporary ? "down" : "refused", reason: `answered ${status}` };
  } catch (error) {
    if (error instanceof RefusedHostError) return { kind: "refused", reason: error.message };
    return { kind: "down", reason: String(error) };
  }
}

/** A fake SQS over HTTP for tests: checks messages as strictly as SQS does, and exposes its queues. Any URL names a queue. */
import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

export type Message = {
  readonly id: string;
  readonly body: string;
  /** Seconds. */
  readonly delay: number;
  readonly group?: string;
  receives: number;
};

export type FakeSqs = {
  readonly endpoint: string;
  /** URLs are `ENDPOINT/NAME`; names that end in `.fifo` are FIFO queues. */
  readonly url: (name: string) => string;
  /** A queue's messages, delayed or not; the test may add and remove some. */
  readonly queue: (name: string) => Message[];
  /** Lets the next `times` requests to a queue fail: `some` refuses the first message of each, `all` answers 503. */
  readonly refuse: (name: string, times: number, what: "some" | "all") => void;
  /** Empties every queue. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
};

type Entry = {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
};
type Batch = { readonly QueueUrl: string; readonly Entries: readonly Entry[] };

export async function startFakeSqs(): Promise<FakeSqs> {
  const queues = new Map<string, Message[]>();
  const seen = new Set<string>();
  const refusals: { name: string; what: "some" | "all"; left: number }[] = [];

  const queue = (name: string) => {
    const found = queues.get(name) ?? [];
    queues.set(name, found);
    return found;
  };
  const take = (name: string, entry: Entry) => {
    const dedupKey = `${name} ${entry.MessageDeduplicationId}`;
    if (entry.MessageDeduplicationId === undefined || !seen.has(dedupKey)) {
      seen.add(dedupKey);
      const { MessageBody: body, DelaySeconds: delay = 0, MessageGroupId: group } = entry;
      queue(name).push({ id: randomUUID(), body, delay, group, receives: 0 });
    }
    const MD5OfMessageBody = createHash("md5").update(entry.MessageBody).digest("hex");
    return { Id: entry.Id, MessageId: randomUUID(), MD5OfMessageBody };
  };
  const answer = ({ QueueUrl, Entries }: Batch, target: string) => {
    const name = QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1);
    if (target !== "AmazonSQS.SendMessageBatch") return fault(400, "InvalidAction");
    const invalid = faultOf(name, Entries);
    if (invalid !== undefined) return fault(400, invalid);
    const refusal = refusals.find((one) => one.name === name && one.left > 0);
    if (refusal !== undefined) refusal.left--;
    if (refusal?.what === "all") return fault(503, "ServiceUnavailable");
    const refused = refusal === undefined ? [] : Entries.slice(0, 1);
    const Failed = refused.map(({ Id }) => ({ Id, SenderFault: false, Code: "InternalError", Message: "injected" }));
    return {
      status: 200,
      body: { Successful: Entries.slice(refused.length).map((entry) => take(name, entry)), Failed },
    };
  };

  const server = createServer(async (request, response) => {
    const { status, body } = answer((await json(request)) as Batch, String(request.headers["x-amz-target"]));
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    url: (name) => `${endpoint}/${name}`,
    queue,
    refuse: (name, left, what) => void refusals.push({ name, what, left }),
    reset() {
      for (const messages of queues.values()) messages.splice(0);
      refusals.splice(0);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function fault(status: number, type: string) {
  return { status, body: { __type: type, message: "injected or invalid request" } };
}

/** The characters of XML 1.0: SQS accepts no others. */
const ALLOWED = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

function faultOf(name: string, entries: readonly Entry[]): string | undefined {
  const isFifo = name.endsWith(".fifo");
  if (entries.length === 0) return "EmptyBatchRequest";
  if (entries.length > 10) return "TooManyEntriesInBatchRequest";
  const bytes = entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
  if (bytes > 262_144) return "BatchRequestTooLong";
  for (const entry of entries) {
    if (!ALLOWED.test(entry.MessageBody)) return "InvalidMessageContents";
    if (isFifo !== (entry.MessageGroupId !== undefined)) return "MissingParameter";
    if ((isFifo && entry.DelaySeconds !== undefined) || (entry.DelaySeconds ?? 0) > 900) return "InvalidParameterValue";
  }
  return undefined;
}
